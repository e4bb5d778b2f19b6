"""The request of a job, from the forge's own words alone."""

from typing import Any

import pytest

from trustpub.commenting.model import Request
from trustpub.commenting.naming import (
    NO_COMMIT,
    NO_NUMBER,
    NOWHERE,
    OTHER_BASE,
    page_of,
    request_of,
)

HEAD, MERGED = "a" * 40, "b" * 40
HUB = {"GITHUB_REPOSITORY": "octo-org/lib"}
PULL: dict[str, Any] = {
    "number": 12,
    "pull_request": {
        "number": 12,
        "title": "number=1",
        "head": {"sha": HEAD, "ref": "change", "repo": {"full_name": "mallory/lib"}},
        "base": {"sha": MERGED, "ref": "main", "repo": {"full_name": "Octo-Org/lib"}},
    },
}
RUN: dict[str, Any] = {
    "workflow_run": {
        "event": "pull_request",
        "head_sha": HEAD,
        "head_branch": "change",
        "head_repository": {"full_name": "mallory/lib"},
        "pull_requests": [],
    }
}
LAB = {
    "CI_PROJECT_PATH": "group/sub/lib",
    "CI_MERGE_REQUEST_IID": "12",
    "CI_COMMIT_SHA": HEAD,
    "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "7",
    "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "change",
}


def hub(**more: Any) -> Request:
    """The request on GitHub."""
    told = {"forge": "github", "repository": "octo-org/lib", "number": 12, "head": HEAD}
    return Request(**{**told, "source": "mallory/lib:change", **more})


def lab(**more: Any) -> Request:
    """The request on GitLab."""
    told = {"forge": "gitlab", "repository": "group/sub/lib", "number": 12, "head": HEAD}
    return Request(**{**told, "source": "7:change", **more})


def test_pull_request_of_a_fork() -> None:
    """It is commented on where it is to be merged."""
    assert hub() == request_of(HUB, PULL)


def test_run_after_another_workflow() -> None:
    """Its event has no number: the forge has to be asked."""
    assert NO_NUMBER == request_of(HUB, RUN)


def test_merge_request() -> None:
    """Of a fork it is commented on in the project of the request; with merged results too."""
    assert lab() == request_of(LAB)
    fork = {**LAB, "CI_PROJECT_PATH": "mallory/lib"}
    assert lab() == request_of({**fork, "CI_MERGE_REQUEST_PROJECT_PATH": "group/sub/lib"})
    results = {**LAB, "CI_COMMIT_SHA": MERGED, "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": HEAD}
    assert lab() == request_of(results)
    empty = {**LAB, "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": ""}
    assert lab() == request_of(empty)


@pytest.mark.parametrize(
    "number",
    ["0", "01", "-1", "+1", " 1", "1 ", "1.0", "2147483648", "9" * 30, "1/../2", "\u0661", "a"],
)
def test_numbers_that_are_none(number: str) -> None:
    """Whatever a job tells."""
    pull = {"pull_request": {**PULL["pull_request"], "number": number}}
    for found in (request_of(HUB, pull), request_of({**LAB, "CI_MERGE_REQUEST_IID": number})):
        assert str(found).startswith("the number of the request is no number from 1 to")


@pytest.mark.parametrize("event", [None, [], "x", {}, {"issue": {"number": 12}}, {"push": {}}])
def test_no_job_of_a_request(event: Any) -> None:
    """Whatever the event holds."""
    assert NOWHERE == request_of(HUB, event)


def test_jobs_without_a_request() -> None:
    """Branch pipelines, and no CI at all."""
    assert NOWHERE == request_of({}) == request_of({"CI_PROJECT_PATH": "group/lib"})


def test_odd_events() -> None:
    """What lacks a part, or has another type in its place, leads nowhere."""
    pull = PULL["pull_request"]
    other = {"pull_request": {**pull, "base": {"repo": {"full_name": "mallory/lib"}}}}
    assert OTHER_BASE == request_of(HUB, other)
    assert NO_COMMIT == request_of(HUB, {"pull_request": {**pull, "head": []}})
    branch = {"pull_request": {**pull, "head": {"sha": "main"}}}
    assert "the head that" in str(request_of(HUB, branch))
    assert "the repository" in str(request_of({**LAB, "CI_PROJECT_PATH": "../x"}))
    assert "no number" in str(request_of(HUB, {"pull_request": {**pull, "number": "1; x"}}))


ACTIONS = {
    "GITHUB_REPOSITORY": "octo-org/lib",
    "GITHUB_SERVER_URL": "https://github.example.com",
    "GITHUB_RUN_ID": "17",
}


def test_page_of_the_run() -> None:
    """Where the whole preview is."""
    page = "https://github.example.com/octo-org/lib/actions/runs/17"
    assert page == page_of(ACTIONS)
    job = "https://gitlab.example.com:8443/group/lib/-/jobs/7"
    assert job == page_of({"CI_JOB_URL": job})


@pytest.mark.parametrize(
    "url",
    [
        *("", "http://h/x", "javascript:alert(1)", "https://h", "https://u:p@h/x", "https://h/x?y"),
        *("https://h/x)", "https://h/x y", "https://h/<x>", "https://h/x\n", "https://h//x"),
    ],
)
def test_pages_that_are_none(url: str) -> None:
    """A link that could be something else is left out."""
    assert "" == page_of({"CI_JOB_URL": url})
    assert "" == page_of({**ACTIONS, "GITHUB_RUN_ID": f"17/{url}"})
    assert "" == page_of({**ACTIONS, "GITHUB_RUN_ID": ""})
