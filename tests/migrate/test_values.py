"""A planted value is found nowhere, whatever goes wrong: no output, no file, no traceback."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lab.world import APIS, Sandbox

from .conftest import ready, running
from .forking import Forks
from .removed import names, unproved
from .walks import left_behind
from .worlds import World, make_world

Faults = list[tuple[str, dict[str, Any]]]
LISTS, SCHEDULE = "/variables$", r"/pipeline_schedules/\d+$"
FAULTS: dict[str, Faults] = {
    "rows without names": [
        ("gitlab", {"path": LISTS, "status": 200, "body": [{"value": "VALUE"}]}),
        ("github", {"path": LISTS, "body": {"total_count": 1, "variables": [{"value": "VALUE"}]}}),
        ("github", {"path": "/secrets$", "body": None}),
    ],
    "something else in place of a list": [
        ("gitlab", {"path": LISTS, "body": {"value": "VALUE"}}),
        ("github", {"path": LISTS, "body": {"NAME": "VALUE"}}),
        ("pypi", {"path": "/simple/", "body": {"files": [{"url": "VALUE"}]}}),
    ],
    "a text in place of a list": [
        ("gitlab", {"path": LISTS, "body": "VALUE"}),
        ("gitlab", {"path": SCHEDULE, "body": {"id": 1, "variables": "VALUE"}}),
        ("github", {"path": "/contents/", "body": {"type": "file", "content": "VALUE"}}),
        ("github", {"path": "/git/trees/", "body": {"tree": ["VALUE"]}}),
    ],
    "removals whose answers are lost": [
        ("gitlab", {"path": "/variables/", "method": "DELETE", "status": 0, "when": "after"}),
        ("github", {"path": "/secrets/", "method": "DELETE", "status": 502, "when": "after"}),
    ],
    "removals that are refused": [
        ("gitlab", {"path": "/variables/", "method": "DELETE", "status": 403}),
        ("github", {"path": "/variables/", "method": "DELETE", "status": 422, "body": ["VALUE"]}),
    ],
}
"""What goes wrong -> where, and how; VALUE is one that was planted."""


@pytest.fixture(scope="module")
def world() -> World:
    """Some projects on each forge."""
    return make_world((0, 5, 13), (0, 6))


@pytest.fixture(scope="module")
def served(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """Its sandbox."""
    with running(world, tmp_path_factory.mktemp("values")) as found:
        yield found


def whole(fault: dict[str, Any], value: str) -> dict[str, Any]:
    """A fault of every such request, as the sandbox takes it."""
    said = {"method": "GET", "status": 200, "times": None, **fault}
    return {**said, "body": filled(fault.get("body"), value)}


def filled(body: Any, value: str) -> Any:
    """A body with a planted value in it."""
    if isinstance(body, dict):
        return {name: filled(one, value) for name, one in body.items()}
    if isinstance(body, list):
        return [filled(one, value) for one in body]
    return value if body == "VALUE" else body


@pytest.mark.parametrize("what", FAULTS)
def test_no_fault_brings_a_value_to_light(
    world: World, served: Sandbox, forks: Forks, tmp_path: Path, what: str
) -> None:
    """It says what went wrong in its own words, removes nothing unproved, and goes on later."""
    one = ready(world, served, tmp_path, forks)
    value = next(iter(world.planted.values())).value
    for api in APIS:
        served.faults(api, *(whole(fault, value) for on, fault in FAULTS[what] if on == api))

    page = one.command.fleet_run("status", "--format", "html")
    during = one.apply()
    for api in APIS:
        served.faults(api)
    after = one.apply()

    assert [] == left_behind(one, page, during, after)
    assert {page.code, during.code, after.code} <= {1, 3}
    events = served.events("all")
    assert [] == unproved(world, events, names(world.planted, one.hands.schedules()))
    assert set(world.planted) - world.tokens() == one.hands.kept()


def test_the_journal_is_its_owners_alone_and_holds_names(
    world: World, served: Sandbox, forks: Forks, tmp_path: Path
) -> None:
    """Each removal with its place, name, evidence and time; no value."""
    one = ready(world, served, tmp_path, forks)

    ended = one.apply()

    assert 0o600 == os.stat(one.command.journal).st_mode & 0o777
    gone = [entry for entry in one.command.entries() if entry["what"] == "removed"]
    assert len(world.tokens()) == len(gone)
    assert all(entry["evidence"] and entry["at"] and entry["place"] for entry in gone)
    assert {key.name for key in world.tokens()} == {entry["name"] for entry in gone}
    assert [] == left_behind(one, ended)
