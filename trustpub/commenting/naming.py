"""Which request a job of CI is about, from what the forge itself says of the job. Pure.

GitHub docs, "Events that trigger workflows": `pull_request` and `pull_request_target` have the
request in the event; `workflow_run` has the commit and where it comes from, and of a fork no
number. GitLab docs, "Predefined variables": of a fork's pipeline `CI_PROJECT_PATH` is the fork,
`CI_MERGE_REQUEST_PROJECT_PATH` the project of the request; with merged results the commit is not
the newest one of the branch, which then has a variable of its own.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from ..model import Forge
from .model import COMMITS, LARGEST, Request

NUMBER = re.compile(r"[1-9][0-9]{0,9}")
NOWHERE = "this is no job of a pull or merge request; run it in one"
NO_NUMBER = "no request is named; name its number with --request"
NO_COMMIT = "the newest commit of the request is not told by this job; run it in one of the request"
ODD_NUMBER = "the number of the request is no number from 1 to {largest:,}; name it as 12"
OTHER_NUMBER = "this job is of request {own}, and another one is named; leave --request out"
OTHER_BASE = "the request is to be merged into another repository than that of this job"
ODD = "the {field} that the job tells is none; run it in a job of the request"


class Told(NamedTuple):
    """What a job says of its request, all of it text."""

    forge: Forge
    repository: str
    number: str
    head: str
    source: str = ""


def request_of(environ: Mapping[str, str], event: Any = None, number: str = "") -> Request | str:
    """The request of this job, or why there is none; `number`: as somebody named it.

    A number that is only named, by whomever, leads to no other request: the commit and where it
    comes from are the forge's words, and what they do not fit takes no comment.
    """
    told = github(environ, event) if environ.get("GITHUB_REPOSITORY") else gitlab(environ)
    if isinstance(told, str):
        return told
    if number and not odd(number) and told.number not in ("", number):
        return OTHER_NUMBER.format(own=told.number)
    wanted = number or told.number
    if not wanted:
        return NO_NUMBER
    if odd(wanted):
        return ODD_NUMBER.format(largest=LARGEST)
    if not told.head:
        return NO_COMMIT
    return made(told._replace(number=wanted))


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
    pull, run = dig(event, "pull_request"), dig(event, "workflow_run")
    if isinstance(pull, dict):
        base = text(pull, "base", "repo", "full_name")
        if base.casefold() != repository.casefold():
            return OTHER_BASE
        source = f"{text(pull, 'head', 'repo', 'full_name')}:{text(pull, 'head', 'ref')}"
        number = text(pull, "number")
        return Told("github", repository, number, text(pull, "head", "sha"), source)
    if isinstance(run, dict):
        source = f"{text(run, 'head_repository', 'full_name')}:{text(run, 'head_branch')}"
        return Told("github", repository, "", text(run, "head_sha"), source)
    return NOWHERE


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


def dig(found: Any, *keys: str) -> Any:
    """What is at a path of keys; None where there is nothing."""
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def text(found: Any, *keys: str) -> str:
    """A text or number at a path of keys; empty where there is none."""
    value = dig(found, *keys)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
