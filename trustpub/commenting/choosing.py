"""Which requests a run is about: one by its number, those of this job's event, or all open ones.

Nothing but numbers, and the commit and branch of a `workflow_run`, is taken from a job: what a
request is, its forge is asked. Pure.

GitHub docs, "Events that trigger workflows": a `workflow_run` has the commit, the branch and the
repository that it was started for, and of a fork no number. GitLab docs, "Trigger pipelines with
the API": `TRIGGER_PAYLOAD` is a file with what a webhook sent; "Webhook events": that of a merge
request has `project`, and `iid` and `target_project_id` in `object_attributes`. Who holds the
trigger token can send any payload.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..model import Forge
from .model import COMMITS, LARGEST, path
from .naming import NUMBER, dig, text

NOWHERE = (
    "this is no job of GitHub Actions or GitLab CI, which tell whose requests are meant;"
    " set GITHUB_REPOSITORY or CI_PROJECT_PATH"
)
ODD_PLACE = "the repository that {variable} tells is none; set it to OWNER/NAME"
ODD_WORD = "--request takes a number from 1 to {largest:,}, `event` or `open`"
NO_EVENT = "the event of this job is about no request; name its number, or `open` for all"
OTHER_BASE = "the event is about a request of another repository than that of this job"
ODD_RUN = "the event does not tell the commit and the branch that the run was of"
ODD_PAYLOAD = "what TRIGGER_PAYLOAD holds is no event of a merge request of this project"


class Choice(NamedTuple):
    """The requests of one repository that are meant; all open ones where nothing else is said."""

    forge: Forge
    repository: str
    number: int | None = None
    head: str = ""
    """The newest commit that they must have."""
    source: str = ""
    """Where their branch must be: `owner/name:branch`."""


def choice(
    environ: Mapping[str, str], word: str, event: Any = None, payload: Any = None
) -> Choice | str:
    """The requests that `word` means in this job, or why there are none.

    `event`, `payload`: what is in the files that GITHUB_EVENT_PATH and TRIGGER_PAYLOAD name.
    """
    place = place_of(environ)
    if isinstance(place, str) or word == "open":
        return place
    if word != "event":
        return numbered(place, word, ODD_WORD.format(largest=LARGEST))
    return by_event(place, event) if place.forge == "github" else by_job(place, environ, payload)


def place_of(environ: Mapping[str, str]) -> Choice | str:
    """The repository that requests of this job are to be merged into."""
    names = ("GITHUB_REPOSITORY", "CI_MERGE_REQUEST_PROJECT_PATH", "CI_PROJECT_PATH")
    variable = next((name for name in names if environ.get(name)), None)
    if variable is None:
        return NOWHERE
    try:
        found = path(environ[variable])
    except ValueError:
        return ODD_PLACE.format(variable=variable)
    return Choice("github" if variable == names[0] else "gitlab", found)


def numbered(place: Choice, number: str, otherwise: str) -> Choice | str:
    """The request with a number, unless that is none."""
    if not NUMBER.fullmatch(number) or int(number) > LARGEST:
        return otherwise
    return place._replace(number=int(number))


def by_event(place: Choice, event: Any) -> Choice | str:
    """Those that an event of GitHub is about."""
    if isinstance(dig(event, "pull_request"), dict):
        base = text(event, "pull_request", "base", "repo", "full_name")
        if base.casefold() != place.repository.casefold():
            return OTHER_BASE
        return numbered(place, text(event, "pull_request", "number"), NO_EVENT)
    run = dig(event, "workflow_run")
    if not isinstance(run, dict):
        return NO_EVENT
    head, branch = text(run, "head_sha"), text(run, "head_branch")
    owner = text(run, "head_repository", "full_name")
    if not COMMITS.fullmatch(head) or not branch or not owner:
        return ODD_RUN
    return place._replace(head=head, source=f"{owner}:{branch}")


def by_job(place: Choice, environ: Mapping[str, str], payload: Any) -> Choice | str:
    """That of the payload of a webhook, else that of a merge request pipeline."""
    if not environ.get("TRIGGER_PAYLOAD"):
        return numbered(place, environ.get("CI_MERGE_REQUEST_IID", ""), NO_EVENT)
    own = environ.get("CI_PROJECT_ID", "")
    theirs = text(payload, "project", "id"), text(payload, "object_attributes", "target_project_id")
    if text(payload, "object_kind") != "merge_request" or not own or {*theirs} != {own}:
        return ODD_PAYLOAD
    return numbered(place, text(payload, "object_attributes", "iid"), ODD_PAYLOAD)
