"""Members of a group are asked for once; that somebody may not act a group never tells."""

from collections.abc import Callable
from typing import Any

import pytest

from trustpub.forges.gitlab.observing.bulk import observe_group
from trustpub.forges.gitlab.observing.inheriting import FEW
from trustpub.observing.budget import Budget
from trustpub.observing.model import Repository

from .conftest import GitLab, seen
from .worlds import ALICE, BOB, as_declared, seed

Serve = Callable[[dict[str, Any]], GitLab]
SHARED = 3
"""The list of projects, the tier, the protections of the one group."""
BARE: dict[str, Any] = {"protected_tags": [], "protected_environments": []}
NOBODY: dict[str, Any] = {"members": {}}


def world(
    count: int,
    group: dict[str, str],
    sub: dict[str, str] | None = None,
    path: str = "group/p{}",
    **changes: Any,
) -> dict[str, Any]:
    """So many projects that name alice and bob; members of the group and of one below it."""
    groups = [
        {"path": "group", "plan": "premium", "members": {"boss": "owner", **group}},
        {"path": "group/sub", "members": sub or {}},
        {"path": "group/release-managers", "members": {}},
        {"path": "docs", "members": {"boss": "owner"}},
    ]
    projects = [as_declared(path.format(n), **changes) for n in range(count)]
    return seed(*projects, groups=groups)


def looked(gitlab: GitLab) -> tuple[tuple[Repository, ...], Budget]:
    """The group, and what it took; always what was foretold."""
    client = gitlab.client()
    found = observe_group(client, "group")
    budget = client.budget()
    assert (budget.sent, {"present"}) == (budget.predicted, {one.state for one in found})
    return found, budget


def able(one: Repository) -> Any:
    """Who may approve, and why that was not seen."""
    guard = seen(one, "environment/pypi/protection")
    return guard.beyond.get("approvers_able"), guard.unseen.get("approvers_able")


BOTH = {"alice": "maintainer", "bob": "developer"}
WHO: dict[str, tuple[dict[str, str], dict[str, str], dict[str, Any], int]] = {
    "all by the group": (BOTH, {}, NOBODY, 1),
    "one by the group, one by each project": ({"alice": "maintainer"}, {}, {}, 1 + 20),
    "all by each project": ({}, {}, {"members": BOTH}, 1 + 20),
    "less in the group than in each project": (
        {"alice": "reporter", "bob": "guest"},
        {},
        {"members": BOTH},
        1 + 20,
    ),
    "nobody is named": ({}, {}, BARE, 0),
}


@pytest.mark.parametrize(("group", "sub", "project", "cost"), WHO.values(), ids=list(WHO))
def test_cost_of_members(
    serve: Serve,
    group: dict[str, str],
    sub: dict[str, str],
    project: dict[str, Any],
    cost: int,
) -> None:
    """Three requests a project, one more only for whom the group does not settle."""
    found, budget = looked(serve(world(20, group, sub, **project)))

    assert SHARED + 3 * 20 + cost == budget.sent
    if project is not BARE:
        shares = {"groups/group/release-managers": True}
        assert [({"users/alice": True, "users/bob": True, **shares}, None)] * 20 == [
            *map(able, found)
        ]
        assert [{"alice", "bob"}] * 20 == [set(one.facts["members"]) for one in found]


def test_group_right_above(serve: Serve) -> None:
    """Whom the group that is looked at does not have, the one below it may."""
    gitlab = serve(
        world(20, {"bob": "developer"}, {"alice": "maintainer"}, "group/sub/p{}", **NOBODY)
    )

    found, budget = looked(gitlab)

    assert SHARED + 1 + 3 * 20 + 2 == budget.sent
    assert all(able(one)[0]["users/alice"] is True is able(one)[0]["users/bob"] for one in found)


def test_few_projects_are_asked_themselves(serve: Serve) -> None:
    """A group is not asked where that spares little."""
    _, budget = looked(serve(world(FEW - 1, BOTH, **NOBODY)))
    assert SHARED + 4 * (FEW - 1) == budget.sent

    _, budget = looked(serve(world(FEW, BOTH, **NOBODY)))
    assert SHARED + 3 * FEW + 1 == budget.sent


def test_same_as_each_alone(serve: Serve) -> None:
    """What a group tells is what each project tells."""
    gitlab = serve(world(6, {"alice": "maintainer"}))

    found, _ = looked(gitlab)

    for one in found:
        alone = gitlab.look(name=one.name)
        assert (alone.seen, alone.unseen) == (one.seen, one.unseen)
        assert alone.facts["members"] == one.facts["members"]


FAULTS: dict[str, dict[str, Any]] = {
    "forbidden": {"status": 403, "body": {"message": "403 Forbidden"}},
    "hidden": {"status": 404},
    "no list": {"status": 200, "body": {"a": 1}},
    "server error": {"status": 502},
    "blocked": {
        "status": 200,
        "body": [{"id": ALICE, "username": "a", "access_level": 40, "state": "blocked"}],
    },
    "awaiting": {
        "status": 200,
        "body": [
            {"id": BOB, "username": "bob", "access_level": 40, "membership_state": "awaiting"}
        ],
    },
    "level of another form": {
        "status": 200,
        "body": [{"id": ALICE, "username": "alice", "access_level": None}],
    },
}


@pytest.mark.parametrize("answer", FAULTS.values(), ids=list(FAULTS))
def test_group_that_does_not_tell(serve: Serve, answer: dict[str, Any]) -> None:
    """Then each project is asked, and what it says counts."""
    gitlab = serve(world(6, BOTH, **NOBODY))
    fault = {"path": "groups/group/members/all$", "times": None, **answer}
    gitlab.sandbox.faults("gitlab", fault)

    found = observe_group(gitlab.client(), "group")

    assert {"present"} == {one.state for one in found}
    for one in found:
        known, why = able(one)
        assert (True, True, None) == (known["users/alice"], known["users/bob"], why)


def test_neither_group_nor_project_tells(serve: Serve) -> None:
    """What nobody tells is unknown, not fine."""
    gitlab = serve(world(6, BOTH, **NOBODY))
    gitlab.sandbox.faults("gitlab", {"path": "members/all$", "times": None, "status": 502})

    for one in observe_group(gitlab.client(), "group"):
        known, why = able(one)
        assert {"groups/group/release-managers": True} == known
        assert "502" in why


def test_stranger_is_told_by_each_project(serve: Serve) -> None:
    """Somebody who is a member nowhere may not act, and the group alone cannot say so."""
    gitlab = serve(world(6, {"alice": "maintainer"}))
    for number in range(1, 7):
        gitlab.send("DELETE", f"/projects/{number}/members/{BOB}")

    found, _ = looked(gitlab)

    assert ["GitLab shows no membership in the project"] * 6 == [
        able(one)[0]["users/bob"] for one in found
    ]
