"""What GitLab does not show is said, list by list, and never taken for empty."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from sandbox.http import Request, Response
from trustpub.migrate.kept.all import kept_of_account, kept_of_instance, kept_of_repository

from .kept_world import VALUE, World, clean, gitlab, short
from .test_kept_gitlab import OPEN, PROJECT, SEED

LISTS = {
    r"/projects/[^/]+/variables\?": f"variables of {PROJECT}",
    r"/pipeline_schedules\?": f"pipeline schedules of {PROJECT}",
    r"/pipeline_schedules/1$": f"variables of schedule 1 of {PROJECT}",
    r"/groups/group/variables\?": "variables of group",
    r"/admin/ci/variables\?": "variables of the instance",
}
NOT_FOUND = "the token may not see it, or it is not there (404)"
ODD: dict[str, tuple[int, Any, dict[str, str], str]] = {
    "403": (403, {"message": "403 Forbidden"}, {}, "403 with '403 Forbidden'"),
    "404": (404, {"message": "404 Not Found"}, {}, NOT_FOUND),
    "limit": (429, {"message": "later"}, {"Retry_After": "60"}, "requests are used up"),
    "500": (500, {"message": "500 Internal Server Error"}, {}, "answers 500"),
    "no JSON": (200, VALUE.encode(), {}, "no JSON"),
    "a text": (200, VALUE, {}, "JSON that is no"),
    "another shape": (200, [{"value": VALUE}], {}, ""),
    "no objects": (200, [VALUE], {}, ""),
    "less than counted": (200, [], {"X_Total": "2"}, ""),
    "nothing of it": (200, {"variables": {"key": VALUE}}, {}, ""),
    "no key": (200, {"variables": [{"value": VALUE}]}, {}, ""),
}


@pytest.fixture
def world(tmp_path: Path) -> World:
    """The group of the other tests."""
    return gitlab(tmp_path, **deepcopy(SEED))


def look(world: World, token: str = "boss-token") -> tuple[set[str], dict[str, str], bool]:
    """Names, what is unknown and why, and whether no value is in it."""
    client = world.client(token)
    found = (
        kept_of_repository(client, "gitlab", PROJECT),
        kept_of_account(client, "gitlab", "group"),
        kept_of_instance(client),
    )
    names = set().union(*(short(one) for one in found))
    unknown = {u.what: u.why for one in found for u in one.unknown}
    return names, unknown, clean(found, world.cache)


@pytest.mark.parametrize("case", ODD)
@pytest.mark.parametrize("pattern", LISTS)
def test_one_list(world: World, pattern: str, case: str) -> None:
    """The others are seen, and this one is named with the reason."""
    whole, _, _ = look(world)
    status, body, headers, why = ODD[case]
    world.put(pattern, status, body, **headers)

    names, unknown, without_value = look(world)

    assert why in unknown[LISTS[pattern]]
    assert names < whole
    assert without_value
    if case != "limit":
        assert {LISTS[pattern]} == set(unknown)


def test_token_that_is_refused(world: World) -> None:
    """401: nothing was seen of anything."""
    names, unknown, _ = look(world, "wrong")

    assert (set(), 4) == (names, len(unknown))
    assert all("(401)" in why for why in unknown.values())


def test_developer(world: World) -> None:
    """Sees schedules without their variables: the key is left out, which is no empty list."""
    names, unknown, _ = look(world, "developer-token")

    left_out = "GitLab leaves them out of its answer to this token"
    assert set() == names
    assert left_out in unknown[f"variables of schedule 1 of {PROJECT}"]
    assert {
        f"variables of {PROJECT}",
        *(f"variables of schedule {number} of {PROJECT}" for number in (1, 2, 3)),
        "variables of group",
        "variables of the instance",
    } == set(unknown)


def test_maintainer(world: World) -> None:
    """Sees the project's own, and is told what is above it."""
    names, unknown, _ = look(world, "keeper-token")

    assert 6 == len(names)
    assert {"variables of group", "variables of the instance"} == set(unknown)
    assert unknown["variables of group"].startswith("only owners of the group may list them: ")


def test_owner_of_a_schedule(tmp_path: Path) -> None:
    """Sees the variables of that one, being a developer."""
    seed = deepcopy(SEED)
    seed["projects"][0]["pipeline_schedules"][0]["owner"] = "developer"
    found = kept_of_repository(
        gitlab(tmp_path, **seed).client("developer-token"), "gitlab", PROJECT
    )

    assert {f"schedule {PROJECT} 1 ci variable PYPI_API_TOKEN"} == short(found)
    assert f"variables of schedule 1 of {PROJECT}" not in {u.what for u in found.unknown}


def test_project_that_is_not_there(world: World) -> None:
    """GitLab does not tell it from one that is hidden."""
    found = kept_of_repository(world.client(), "gitlab", "group/nothing")

    assert () == found.kept
    assert {"variables of group/nothing", "pipeline schedules of group/nothing"} == {
        one.what for one in found.unknown
    }
    assert all(one.why.endswith(NOT_FOUND) for one in found.unknown)


def test_list_that_changes_while_it_is_read(tmp_path: Path) -> None:
    """What moved to an earlier page would be missed: so there may be more."""
    seed = deepcopy(SEED)
    seed["projects"][0]["variables"] = [{"key": f"V{n}", **OPEN} for n in range(150)]
    world = gitlab(tmp_path, **seed)

    def answer(request: Request) -> Response:
        world.instead.clear()
        world.state.projects[PROJECT].variables.pop(0)
        return world.answer(request)

    world.instead[r"/variables\?.*page=2"] = answer
    names, unknown, _ = look(world)

    assert {f"variables of {PROJECT}"} == set(unknown)
    assert "changed while it was read" in unknown[f"variables of {PROJECT}"]
    assert 100 < len(names)
