"""Which requests are meant: numbers alone are believed, and forged events lead nowhere else."""

from typing import Any

import pytest

from trustpub.commenting.choosing import (
    NO_EVENT,
    NOWHERE,
    ODD_PAYLOAD,
    ODD_RUN,
    OTHER_BASE,
    Choice,
    choice,
)

HEAD = "a" * 40
HUB = {"GITHUB_REPOSITORY": "octo-org/lib"}
LAB = {"CI_PROJECT_PATH": "group/sub/lib", "CI_PROJECT_ID": "7"}
HOOK = {**LAB, "TRIGGER_PAYLOAD": "payload"}
RUN: dict[str, Any] = {
    "head_sha": HEAD,
    "head_branch": "change",
    "head_repository": {"full_name": "mallory/lib"},
    "pull_requests": [{"number": 99}],
}
PULL: dict[str, Any] = {
    "number": 12,
    "head": {"sha": HEAD, "ref": "change", "repo": {"full_name": "mallory/lib"}},
    "base": {"ref": "main", "repo": {"full_name": "Octo-Org/lib"}},
}
PAYLOAD: dict[str, Any] = {
    "object_kind": "merge_request",
    "project": {"id": 7, "path_with_namespace": "group/sub/lib"},
    "object_attributes": {"iid": 12, "target_project_id": 7, "source_project_id": 9},
}
"""GitLab docs, "Webhook events", merge request events."""


def test_by_number_and_all() -> None:
    """In any job of either forge."""
    assert Choice("github", "octo-org/lib", 12) == choice(HUB, "12")
    assert Choice("gitlab", "group/sub/lib", 12) == choice(LAB, "12")
    assert Choice("github", "octo-org/lib") == choice(HUB, "open")
    assert Choice("gitlab", "group/sub/lib") == choice(LAB, "open")


def test_fork_of_gitlab() -> None:
    """Requests are those of the project that they are to be merged into."""
    fork = {**LAB, "CI_PROJECT_PATH": "mallory/lib"}
    found = choice({**fork, "CI_MERGE_REQUEST_PROJECT_PATH": "group/sub/lib"}, "open")
    assert Choice("gitlab", "group/sub/lib") == found


@pytest.mark.parametrize(
    "word",
    ["", "0", "01", "-1", "+1", " 1", "1 ", "1.0", "2147483648", "9" * 30, "1/../2", "\u0661", "a"],
)
def test_odd_numbers(word: str) -> None:
    """Whoever wrote them."""
    assert "--request takes a number" in str(choice(HUB, word))
    assert "--request takes a number" in str(choice(LAB, word))


def test_run_after_another_workflow() -> None:
    """The commit and where it comes from; the numbers in the event are not believed."""
    found = choice(HUB, "event", {"workflow_run": RUN})
    assert Choice("github", "octo-org/lib", None, HEAD, "mallory/lib:change") == found


@pytest.mark.parametrize("key", ["head_sha", "head_branch", "head_repository"])
@pytest.mark.parametrize("value", [None, "", 7, [], {"full_name": ""}])
def test_odd_runs(key: str, value: Any) -> None:
    """Nothing stands for what is not told."""
    if (key, value) != ("head_branch", 7):
        assert ODD_RUN == choice(HUB, "event", {"workflow_run": {**RUN, key: value}})


def test_own_request() -> None:
    """The event of a pull request, and a merge request pipeline."""
    assert Choice("github", "octo-org/lib", 12) == choice(HUB, "event", {"pull_request": PULL})
    own = {**LAB, "CI_MERGE_REQUEST_IID": "12"}
    assert Choice("gitlab", "group/sub/lib", 12) == choice(own, "event")


def test_another_base() -> None:
    """An event of another repository is none of this job."""
    other = {**PULL, "base": {"repo": {"full_name": "mallory/lib"}}}
    assert OTHER_BASE == choice(HUB, "event", {"pull_request": other})


def test_webhook() -> None:
    """The number of the payload, in the project of this job."""
    assert Choice("gitlab", "group/sub/lib", 12) == choice(HOOK, "event", None, PAYLOAD)


@pytest.mark.parametrize(
    "payload",
    [
        None,
        [],
        "12",
        {},
        {**PAYLOAD, "object_kind": "note"},
        {**PAYLOAD, "project": {"id": 8}},
        {**PAYLOAD, "project": None},
        {**PAYLOAD, "object_attributes": {"iid": 12, "target_project_id": 8}},
        {**PAYLOAD, "object_attributes": {"iid": 12}},
        {**PAYLOAD, "object_attributes": {"iid": "12; x", "target_project_id": 7}},
        {**PAYLOAD, "object_attributes": {"iid": True, "target_project_id": 7}},
        {**PAYLOAD, "object_attributes": {"iid": 0, "target_project_id": 7}},
        {**PAYLOAD, "object_attributes": {"iid": 10**400, "target_project_id": 7}},
        {**PAYLOAD, "object_attributes": {"iid": [12], "target_project_id": 7}},
    ],
)
def test_forged_payloads(payload: Any) -> None:
    """Who holds the trigger token sends what he likes: he chooses among our requests, no more."""
    assert ODD_PAYLOAD == choice(HOOK, "event", None, payload)


def test_unknown_project() -> None:
    """Without the number of this job's project none is the same."""
    payload = {**PAYLOAD, "project": {"id": ""}, "object_attributes": {"iid": 1}}
    assert ODD_PAYLOAD == choice({**HOOK, "CI_PROJECT_ID": ""}, "event", None, payload)


@pytest.mark.parametrize("event", [None, [], "x", {}, {"issue": {"number": 12}}])
def test_no_event_of_a_request(event: Any) -> None:
    """Nothing is guessed."""
    assert NO_EVENT == choice(HUB, "event", event) == choice(LAB, "event")


@pytest.mark.parametrize("name", ["../x", "x", "a/b c", "a/b?x=y", "/a/b", "a//b"])
def test_odd_repositories(name: str) -> None:
    """A name is no way out of the API."""
    assert "the repository that" in str(choice({"GITHUB_REPOSITORY": name}, "open"))
    assert "the repository that" in str(choice({"CI_PROJECT_PATH": name}, "open"))


def test_outside_of_ci() -> None:
    """Nobody says whose requests are meant."""
    assert NOWHERE == choice({}, "1") == choice({}, "event") == choice({}, "open")
