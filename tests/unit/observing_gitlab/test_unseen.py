"""What could not be seen is unknown, with the reason, and everything else is told."""

from collections.abc import Callable
from typing import Any

import pytest

from trustpub.forges.gitlab.observing.bulk import observe_group
from trustpub.forges.gitlab.observing.observe import observe
from trustpub.observing.compare import differences
from trustpub.observing.model import Repository

from .conftest import GitLab, short
from .worlds import ALICE, BOB, PROJECT, as_declared, plan, seed

Serve = Callable[[dict[str, Any]], GitLab]
KINDS = {
    "protected_tags": "gitlab.protected-tag",
    "environments": "gitlab.environment",
    "protected_environments": "gitlab.protected-environment",
}
FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "limit": ({"status": 429, "headers": {"Retry-After": "9"}}, "too many requests"),
    "server error": ({"status": 502}, "502"),
    "out of time": ({"status": 503, "body": "<html>"}, "503"),
    "dropped": ({"status": 0}, "gives no answer"),
    "forbidden": ({"status": 403, "body": {"message": "403 Forbidden"}}, "403 Forbidden"),
    "no list": ({"status": 200, "body": {"a": 1}}, "no list"),
    "no object": ({"status": 200, "body": [1]}, "an object without"),
    "other keys": ({"status": 200, "body": [{"id": 1}]}, "an object without 'name'"),
}


def resources(kind: str) -> set[tuple[str, str]]:
    """What the plan wants of a kind, as it would be told."""
    return {("unknown", r.name.partition("/sampleproject/")[2]) for r in plan().of(kind)}


@pytest.mark.parametrize("part", KINDS)
@pytest.mark.parametrize(("answer", "words"), FAULTS.values(), ids=list(FAULTS))
def test_one_list_fails(gitlab: GitLab, part: str, answer: dict[str, Any], words: str) -> None:
    """Exactly what is in that list is unknown."""
    gitlab.sandbox.faults("gitlab", {"path": f"projects/1/{part}$", "times": None, **answer})

    found = gitlab.differ()

    assert resources(KINDS[part]) == {short(one)[:2] for one in found if one.severity == "error"}
    assert all(words in one.reason for one in found), [one.reason for one in found]
    assert "boss-token" not in str(found)


@pytest.mark.parametrize("status", [429, 500, 0])
def test_failure_that_passes(gitlab: GitLab, status: int) -> None:
    """What fails once is asked for again."""
    gitlab.sandbox.faults("gitlab", {"path": "protected_tags$", "status": status})

    assert [] == gitlab.differ()


@pytest.mark.parametrize(("answer", "words"), list(FAULTS.values())[:5], ids=list(FAULTS)[:5])
def test_members_fail(gitlab: GitLab, answer: dict[str, Any], words: str) -> None:
    """Everybody has a name all the same; whether they can act is unknown."""
    gitlab.sandbox.faults("gitlab", {"path": "members/all$", "times": None, **answer})

    found = gitlab.differ()

    assert [
        ("unknown", "tag/v*", "creators_able"),
        ("unknown", "environment/pypi/protection", "approvers_able"),
    ] == [short(one) for one in found]
    assert ["users/alice"] == found[0].asked
    assert all(words in one.reason for one in found)


def test_declared_people_fail(gitlab: GitLab) -> None:
    """Where a declared name has no number, a missing membership proves nothing."""
    gitlab.drop("approval_rules", user_id=BOB)
    fault = {"path": "/users$", "status": 500, "times": None}
    gitlab.sandbox.faults("gitlab", fault)

    (found,) = gitlab.differ()

    assert ("differs", "approvals") == (found.state, found.setting)
    assert "changed by hand, or never taken over" == found.reason


def test_blocked_account(gitlab: GitLab) -> None:
    """A member whose account is blocked cannot act."""
    rows = gitlab.send("GET", "/projects/1/members/all")
    body = [{**row, "state": "blocked" if row["id"] == BOB else "active"} for row in rows]
    gitlab.sandbox.faults(
        "gitlab", {"path": "members/all$", "status": 200, "body": body, "times": None}
    )

    (found,) = gitlab.differ()

    assert "approvers_able" == found.setting
    assert "users/bob: the account is blocked" == found.reason


ODD: dict[str, tuple[str, Any]] = {
    "rows are no list": ("protected_tags", [{"name": "v*", "create_access_levels": 7}]),
    "a row is no object": ("protected_tags", [{"name": "v*", "create_access_levels": [7]}]),
    "a row without level": ("protected_tags", [{"name": "v*", "create_access_levels": [{}]}]),
    "no count": (
        "protected_environments",
        [{"name": "pypi", "deploy_access_levels": [], "approval_rules": [{"user_id": ALICE}]}],
    ),
    "no number": ("environments", [{"name": "pypi", "id": None}]),
}


@pytest.mark.parametrize(("part", "body"), ODD.values(), ids=list(ODD))
def test_odd_object(gitlab: GitLab, part: str, body: Any) -> None:
    """An object of an unknown form is broken, not empty."""
    fault = {"path": f"projects/1/{part}$", "status": 200, "body": body, "times": None}
    gitlab.sandbox.faults("gitlab", fault)

    name = body[0]["name"]
    states = {o.kind: (o.state, o.why) for o in gitlab.look().seen if name in o.name}

    assert "broken" == states[KINDS[part]][0]
    assert "unknown form" in str(states[KINDS[part]][1])


def test_odd_pattern_beside(gitlab: GitLab) -> None:
    """A pattern of an unknown form that meets a declared one may let anybody in."""
    rows = gitlab.send("GET", "/projects/1/protected_tags")
    odd = [{"name": "v1*", "create_access_levels": 7}, {"name": "x", "create_access_levels": 7}]
    fault = {"path": "protected_tags$", "status": 200, "body": rows + odd, "times": None}
    gitlab.sandbox.faults("gitlab", fault)

    (found,) = gitlab.differ()

    assert (("beside", "tag/v1*", ""), "error") == (short(found), found.severity)


def test_tags_that_are_seen_in_part(gitlab: GitLab) -> None:
    """A declared tag is as declared, but what lets others in may stand on the next page."""
    for number in range(120):
        gitlab.send("POST", "/projects/1/protected_tags", {"name": f"x{number}"})
    assert [] == gitlab.differ()
    fault = {"path": "protected_tags$", "status": 500, "skip": 1, "times": None}
    gitlab.sandbox.faults("gitlab", fault)

    found = gitlab.differ()

    assert [("unknown", "tag/v*", ""), ("unknown", "tag/w*", "")] == [short(o) for o in found]
    assert all("there may be further patterns" in one.reason for one in found)


def test_odd_project(gitlab: GitLab) -> None:
    """A project of an unknown form is broken."""
    body = {"id": 1, "path_with_namespace": PROJECT, "shared_with_groups": [7]}
    gitlab.sandbox.faults("gitlab", {"path": "sampleproject$", "status": 200, "body": body})

    assert "broken" == gitlab.look().state


def test_developer(gitlab: GitLab) -> None:
    """A developer sees environments and nothing of their protection, nor of the tags."""
    found = gitlab.differ("bob-token")

    unknown = resources("gitlab.protected-tag") | resources("gitlab.protected-environment")
    assert unknown == {short(one)[:2] for one in found}
    assert all("403" in one.reason for one in found)


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("stranger-token", "it is gone, or hidden"),
        ("", "it is gone, or hidden"),
        ("wrong-token", "refuses the token"),
    ],
)
def test_no_right_at_all(gitlab: GitLab, token: str, words: str) -> None:
    """The whole project is unknown, alone and in bulk; no token is in any text."""
    alone = gitlab.look(token)
    group = observe_group(gitlab.client(token), "group")

    assert ["unknown"] * 2 == [alone.state, *(one.state for one in group)]
    assert words in str(alone.why)
    assert not token or token not in f"{alone} {group}"


def test_nobody_is_there(gitlab: GitLab) -> None:
    """A dead address is unknown too."""
    client = gitlab.client()
    client.base_url = "http://127.0.0.1:9/api/v4"

    assert "unknown" == observe(client, [PROJECT])[0].state


def in_the_middle(gitlab: GitLab, after: int, change: Callable[[], Any]) -> list[Repository]:
    """The group, where something changes after so many answers."""

    def progress(sent: int, predicted: int) -> None:
        if sent == after:
            change()

    client = gitlab.client(progress=progress)
    return list(observe_group(client, "group", plan()))


def test_deleted_in_the_middle(gitlab: GitLab) -> None:
    """Deleted after the list: unknown as a whole."""
    (found,) = in_the_middle(gitlab, 1, lambda: gitlab.send("DELETE", "/projects/1"))

    assert ("unknown", PROJECT) == (found.state, found.name)
    assert all(one.state == "unknown" for one in differences(plan(), [found]))


def test_deleted_between_two_lists(gitlab: GitLab) -> None:
    """What was seen before is told, the rest is unknown; no tier is made of it."""
    (found,) = in_the_middle(gitlab, 2, lambda: gitlab.send("DELETE", "/projects/1"))

    told = {short(one)[:2] for one in differences(plan(), [found]) if one.severity == "error"}
    unknown = resources("gitlab.environment") | resources("gitlab.protected-environment")
    assert unknown <= told
    assert {"tag/v*"} == {name for _, name in told - unknown}


def test_archived_and_renamed_in_the_middle(gitlab: GitLab) -> None:
    """Both leave everything to be seen: projects are asked for by number."""
    for change in (
        lambda: gitlab.send("POST", "/projects/1/archive"),
        lambda: gitlab.send("PUT", "/projects/1", {"path": "other"}),
    ):
        (found,) = in_the_middle(gitlab, 1, change)

        assert [] == list(differences(plan(), [found]))


def test_renamed_before(gitlab: GitLab) -> None:
    """What the plan calls by its old path is found in the list by number."""
    gitlab.send("PUT", "/projects/1", {"path": "other"})

    (found,) = observe_group(gitlab.client(), "group", plan())

    assert ("group/sub/other", PROJECT) == (found.name, found.asked)
    assert all("renamed or moved" in one.reason for one in differences(plan(), [found]))


def test_plan_names_what_is_not_there(gitlab: GitLab) -> None:
    """A project that GitLab does not show is unknown in bulk too."""
    gitlab.send("DELETE", "/projects/1")

    (found,) = observe_group(gitlab.client(), "group", plan())

    assert ("unknown", PROJECT) == (found.state, found.name)


@pytest.fixture
def many(serve: Serve) -> GitLab:
    """A group of 150 projects."""
    projects = [as_declared(f"group/sub/p{n}") for n in range(150)]
    return serve(seed(*projects))


def test_second_page_fails(many: GitLab) -> None:
    """The first page is told, and that there is more."""
    fault = {"path": "groups/group/projects$", "skip": 1, "status": 500, "times": None}
    many.sandbox.faults("gitlab", fault)

    *seen, rest = observe_group(many.client(), "group")

    assert ({"present"}, 100) == ({one.state for one in seen}, len(seen))
    assert ("group/*", "broken") == (rest.name, rest.state)
    assert "100 projects of group were listed" in str(rest.why)


def test_list_that_becomes_shorter(many: GitLab) -> None:
    """A page that may have lost one is no page: the list is read again."""
    done: list[int] = []

    def progress(sent: int, predicted: int) -> None:
        if not done:
            done.append(sent)
            many.send("DELETE", "/projects/1")

    found = observe_group(many.client(progress=progress), "group")

    assert [f"group/sub/p{n}" for n in range(1, 150)] == [one.name for one in found]
    assert {"present"} == {one.state for one in found}
