"""Every variable that GitLab keeps is found, by key and scope and without its value."""

import logging
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from trustpub.migrate.kept.all import (
    accounts_above,
    kept_of_account,
    kept_of_instance,
    kept_of_repository,
    predicted,
)

from .kept_world import VALUE, World, clean, gitlab, short

PROJECT = "group/sub/otherproject"
OPEN = {"value": VALUE}
SEED: dict[str, Any] = {
    "users": [{"username": "boss", "admin": True}, "keeper", "developer", "reader"],
    "tokens": [
        {"token": "boss-token", "user": "boss"},
        {"token": "keeper-token", "user": "keeper"},
        {"token": "developer-token", "user": "developer"},
        {"token": "reader-token", "user": "reader"},
        {"token": "read-only-token", "user": "boss", "scopes": ["read_api"]},
    ],
    "variables": [{"key": "TWINE_REPOSITORY", **OPEN}, {"key": "PYPI_TOKEN", **OPEN}],
    "groups": [
        {
            "path": "group",
            "plan": "premium",
            "variables": [
                {"key": "TWINE_PASSWORD", "environment_scope": "pypi", **OPEN},
                {"key": "TWINE_PASSWORD", "protected": True, "masked": True, **OPEN},
            ],
        },
        {
            "path": "group/sub",
            "members": {"keeper": "maintainer", "developer": "developer", "reader": "reporter"},
            "variables": [{"key": "twine_password", **OPEN}],
        },
    ],
    "projects": [
        {
            "path": PROJECT,
            "variables": [
                {"key": "Twine_Password", "environment_scope": "review/*", **OPEN},
                {"key": "TWINE_PASSWORD", "environment_scope": "production", **OPEN},
                {"key": "TWINE_PASSWORD", "hidden": True, "protected": True, **OPEN},
                {"key": "DEPLOY_KEY", **OPEN, "variable_type": "file"},
            ],
            "pipeline_schedules": [
                {"description": "night", "variables": [{"key": "PYPI_API_TOKEN", **OPEN}]},
                {"description": "none"},
                {"active": False, "variables": [{"key": "pypi_api_token", **OPEN}]},
            ],
        },
        {"path": "keeper/own", "variables": [{"key": "PYPI_TOKEN", **OPEN}]},
    ],
}


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A group with a value planted in every variable."""
    return gitlab(tmp_path, **deepcopy(SEED))


def test_every_list_of_a_project(world: World) -> None:
    """All scopes, letter cases kept apart, and what schedules bring along, asleep or not."""
    found = kept_of_repository(world.client(), "gitlab", PROJECT)

    at = f"repository {PROJECT} ci variable"
    assert {
        f"{at} Twine_Password @review/*",
        f"{at} TWINE_PASSWORD @production",
        f"{at} TWINE_PASSWORD",
        f"{at} DEPLOY_KEY",
        f"schedule {PROJECT} 1 ci variable PYPI_API_TOKEN",
        f"schedule {PROJECT} 3 ci variable pypi_api_token",
    } == short(found)
    assert () == found.unknown


def test_every_group_above(world: World) -> None:
    """Each is looked at by itself, nearest first."""
    groups = accounts_above("gitlab", PROJECT)
    found = [kept_of_account(world.client(), "gitlab", group) for group in groups]

    assert ("group/sub", "group") == groups
    at = "ci variable"
    assert [
        {f"group group/sub {at} twine_password"},
        {f"group group {at} TWINE_PASSWORD @pypi", f"group group {at} TWINE_PASSWORD"},
    ] == [short(one) for one in found]
    assert [(), ()] == [one.unknown for one in found]


def test_instance(world: World) -> None:
    """What a server of one's own gives to every project."""
    found = kept_of_instance(world.client())

    names = {"instance ci variable TWINE_REPOSITORY", "instance ci variable PYPI_TOKEN"}
    assert (names, ()) == (short(found), found.unknown)


def test_instance_that_is_gitlab_com(world: World) -> None:
    """It is not asked: its instance variables are nobody's but GitLab's."""
    assert ((), ()) == kept_of_instance(world.client("reader-token", "https://gitlab.com"))
    assert [] == world.asked


def test_instance_for_who_is_no_administrator(world: World) -> None:
    """Elsewhere it is said that it was not seen."""
    found = kept_of_instance(world.client("keeper-token"))

    (unknown,) = found.unknown
    assert ((), "variables of the instance") == (found.kept, unknown.what)
    assert unknown.why.startswith("only administrators may list them: ")


def test_namespace_of_a_person(world: World) -> None:
    """It keeps nothing of its own; a group of a hidden name could."""
    client = world.client("keeper-token")

    assert ((), ()) == kept_of_account(client, "gitlab", "Keeper")
    assert {"repository keeper/own ci variable PYPI_TOKEN"} == short(
        kept_of_repository(client, "gitlab", "keeper/own")
    )
    assert 1 == len(kept_of_account(client, "gitlab", "nobody").unknown)
    assert 1 == len(kept_of_account(client, "gitlab", "nobody/keeper").unknown)


def test_who_could_read(world: World) -> None:
    """By the pages, by a job of one's own, and by logs."""
    client = world.client()
    found = (
        *kept_of_repository(client, "gitlab", PROJECT).kept,
        *kept_of_account(client, "gitlab", "group").kept,
        *kept_of_instance(client).kept,
    )
    told = {(k.place.level, k.name, k.scope): k.readers for k in found}
    log = "who sees a log that prints it"

    assert "" == told["repository", "TWINE_PASSWORD", "*"]
    assert told["repository", "TWINE_PASSWORD", "production"] == (
        f"maintainers and owners of {PROJECT}, "
        f"and developers of {PROJECT}, by a job of their own, and {log}"
    )
    assert "owners of group" == told["group", "TWINE_PASSWORD", "*"]
    assert told["group", "TWINE_PASSWORD", "pypi"] == (
        "owners of group, "
        f"and developers of every project in group, by a job of their own, and {log}"
    )
    assert told["instance", "PYPI_TOKEN", "*"] == (
        f"administrators, and developers of every project, by a job of their own, and {log}"
    )
    assert told["schedule", "PYPI_API_TOKEN", "*"] == (
        f"maintainers and owners of {PROJECT} and the schedule's owner, "
        f"and who may push to the branch that it runs, by a job of their own, and {log}"
    )


def test_more_than_a_page(tmp_path: Path) -> None:
    """Variables and schedules come by 100, and all of it is foretold."""
    seed = deepcopy(SEED)
    seed["projects"][0]["variables"] = [{"key": f"V{n}", **OPEN} for n in range(350)]
    seed["groups"][0]["variables"] = [{"key": f"V{n}", **OPEN} for n in range(101)]
    seed["variables"] = [{"key": f"V{n}", **OPEN} for n in range(201)]
    schedule = {"variables": [{"key": "PYPI_TOKEN", **OPEN}]}
    seed["projects"][0]["pipeline_schedules"] = [schedule for _ in range(120)]
    world = gitlab(tmp_path, **seed)
    client = world.client()
    client.expect(predicted("gitlab", [PROJECT]))

    found = [
        kept_of_repository(client, "gitlab", PROJECT),
        *(kept_of_account(client, "gitlab", g) for g in accounts_above("gitlab", PROJECT)),
        kept_of_instance(client),
    ]

    assert [350 + 120, 1, 101, 201] == [len(one.kept) for one in found]
    assert [()] * 4 == [one.unknown for one in found]
    assert client.budget().predicted == client.budget().sent == len(world.asked)


def test_planted_value_is_nowhere(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Neither in what was found nor in logs nor on disk."""
    with caplog.at_level(logging.DEBUG):
        client = world.client()
        found = (
            kept_of_repository(client, "gitlab", PROJECT),
            kept_of_account(client, "gitlab", "group"),
            kept_of_instance(client),
        )

    assert clean(found, world.cache)
    assert VALUE not in caplog.text + repr(client)


def test_read_only_token(world: World) -> None:
    """`read_api` is enough to see all names."""
    client = world.client("read-only-token")
    found = kept_of_repository(client, "gitlab", PROJECT)

    assert (6, ()) == (len(found.kept), found.unknown)
    assert () == kept_of_account(client, "gitlab", "group").unknown
