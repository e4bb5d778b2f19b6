"""Which request a job of CI is about, from what the forge itself says of the job. Pure.

GitHub docs, "Events that trigger workflows": `pull_request` and `pull_request_target` have the
request in the event. GitLab docs, "Predefined variables": of a fork's pipeline `CI_PROJECT_PATH`
is the fork, `CI_MERGE_REQUEST_PROJECT_PATH` the project of the request; with merged results the
commit is not the newest one of the branch, which then has a variable of its own.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from ..model import Forge
from .model import COMMITS, LARGEST, Request

NUMBER = re.compile(r"[1-9][0-9]{0,9}")
PAGE = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]+)?(/[\w.-]+)+", re.ASCII)
"""Nothing in it means anything in Markdown but `_`, which is none inside of a link."""
RUN = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID")
NOWHERE = "this is no job of a pull or merge request; run it in one, or name it: --request N"
NO_NUMBER = "the event of this job tells no number of a request; ask for it: --request event"
NO_COMMIT = "the newest commit of the request is not told by this job; run it in one of the request"
ODD_NUMBER = "the number of the request is no number from 1 to {largest:,}; name it as 12"
OTHER_BASE = "the request is to be merged into another repository than that of this job"
ODD = "the {field} that the job tells is none; run it in a job of the request"


class Told(NamedTuple):
    """What a job says of its request, all of it text."""

    forge: Forge
    repository: str
    number: str
    head: str
    source: str = ""


def request_of(environ: Mapping[str, str], event: Any = None) -> Request | str:
    """The request of this job, or why there is none."""
    told = github(environ, event) if environ.get("GITHUB_REPOSITORY") else gitlab(environ)
    if isinstance(told, str):
        return told
    if odd(told.number):
        return ODD_NUMBER.format(largest=LARGEST)
    return made(told) if told.head else NO_COMMIT


def odd(number: str) -> bool:
    """Whether this is no number of a request."""
    return not NUMBER.fullmatch(number) or int(number) > LARGEST


def made(told: Told) -> Request | str:
    """The request, unless the job tells nonsense."""
    try:
        return Request(**{**told._asdict(), "number": int(told.number)})
    except ValidationError as error:
        return ODD.format(field=error.errors()[0]["loc"][0])


def github(environ: Mapping[str, str], event: Any) -> Told | str:
    """A job of GitHub Actions, whose event is in the file that `GITHUB_EVENT_PATH` names."""
    repository = environ["GITHUB_REPOSITORY"]
    pull = dig(event, "pull_request")
    if isinstance(pull, dict):
        base = text(pull, "base", "repo", "full_name")
        if base.casefold() != repository.casefold():
            return OTHER_BASE
        source = f"{text(pull, 'head', 'repo', 'full_name')}:{text(pull, 'head', 'ref')}"
        number = text(pull, "number")
        return Told("github", repository, number, text(pull, "head", "sha"), source)
    return NO_NUMBER if isinstance(dig(event, "workflow_run"), dict) else NOWHERE


def gitlab(environ: Mapping[str, str]) -> Told | str:
    """A job of a merge request pipeline of GitLab."""
    own = environ.get("CI_PROJECT_PATH", "")
    number = environ.get("CI_MERGE_REQUEST_IID", "")
    if not own or not number:
        return NOWHERE
    head = environ.get("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA") or environ.get("CI_COMMIT_SHA", "")
    project = environ.get("CI_MERGE_REQUEST_SOURCE_PROJECT_ID", "")
    branch = environ.get("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "")
    source = f"{project}:{branch}" if project and branch else ""
    return Told("gitlab", environ.get("CI_MERGE_REQUEST_PROJECT_PATH") or own, number, head, source)


def base_of(environ: Mapping[str, str], event: Any = None) -> str:
    """The commit that the request is to be merged into; empty where the job does not tell."""
    if environ.get("GITHUB_REPOSITORY"):
        found = text(event, "pull_request", "base", "sha")
    else:
        found = environ.get("CI_MERGE_REQUEST_DIFF_BASE_SHA", "")
    return found if COMMITS.fullmatch(found) else ""


def page_of(environ: Mapping[str, str]) -> str:
    """The page of this run, which has what a comment leaves out; empty where none is told."""
    page = environ.get("CI_JOB_URL", "")
    if environ.get("GITHUB_REPOSITORY"):
        parts = [environ.get(name, "") for name in RUN]
        page = f"{parts[0]}/{parts[1]}/actions/runs/{parts[2]}"
    return page if PAGE.fullmatch(page) else ""


def dig(found: Any, *keys: str) -> Any:
    """What is at a path of keys; None where there is nothing."""
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def text(found: Any, *keys: str) -> str:
    """A text or number at a path of keys; empty where there is none."""
    value = dig(found, *keys)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
