"""Variables of pipeline schedules: who may read, set and remove them."""

import json
from typing import Any

import pytest

from .conftest import PROJECT, Bench, seed

ONE = f"{PROJECT}/pipeline_schedules/1"
ALL = f"{ONE}/variables"


def bench(**settings: Any) -> Bench:
    """A project with a schedule of bob's, who is a developer."""
    world = seed()
    world["tokens"].append({"token": "t-alice", "user": "alice"})
    project = world["projects"][0]
    project["settings"] = settings
    variables = [{"key": "TOKEN", "value": "planted"}, {"key": "token", "value": "planted"}]
    project["pipeline_schedules"] = [{"owner": "bob", "variables": variables}]
    return Bench(world)


def test_life_of_one() -> None:
    """201, 200, and 202 with its value; keys are told apart by their case."""
    ask = bench()
    made = ask("POST", ALL, {"key": "NEW", "value": "x"}, "t-bob")
    assert (made.status, made.json()["value"]) == (201, "x")
    assert ask("POST", ALL, {"key": "NEW", "value": "x"}, "t-bob").status == 400
    assert ask("PUT", f"{ALL}/NEW", {"value": "y"}, "t-bob").json()["value"] == "y"
    assert ask("GET", f"{ALL}/NEW", token="t-bob").json()["value"] == "y"
    gone = ask("DELETE", f"{ALL}/TOKEN", token="t-bob")

    assert (gone.status, gone.json()["value"]) == (202, "planted")
    assert ask("DELETE", f"{ALL}/TOKEN", token="t-bob").status == 404
    assert [v["key"] for v in ask("GET", ONE).json()["variables"]] == ["token", "NEW"]
    assert [(key, action) for what, key, action in ask.changes()] == [
        ("group/sub/otherproject/schedule 1/NEW", "created"),
        ("group/sub/otherproject/schedule 1/NEW", "updated"),
        ("group/sub/otherproject/schedule 1/TOKEN", "deleted"),
    ]
    assert "planted" not in json.dumps(ask.log.of())


@pytest.mark.parametrize(
    ("token", "get", "delete", "post"),
    [
        ("t-bob", 200, 202, 201),
        ("t-alice", 200, 202, 403),
        ("t-admin", 200, 202, 403),
        ("t-reader", 404, 404, 404),
        ("t-read-only", 200, 403, 403),
        (None, 401, 401, 401),
    ],
)
def test_who_may(token: str | None, get: int, delete: int, post: int) -> None:
    """Its owner all of it, maintainers read and remove, others nothing."""
    ask = bench()

    assert ask("POST", ALL, {"key": "NEW", "value": "x"}, token).status == post
    assert ask("GET", f"{ALL}/TOKEN", token=token).status == get
    assert ask("DELETE", f"{ALL}/TOKEN", token=token).status == delete


def test_another_developer() -> None:
    """Sees the schedule and none of its variables."""
    ask = bench()
    ask.state.projects["group/sub/otherproject"].schedules[0]["owner"]["username"] = "alice"

    assert "variables" not in ask("GET", ONE, token="t-bob").json()
    assert ask("GET", f"{ALL}/TOKEN", token="t-bob").status == 403
    assert ask("DELETE", f"{ALL}/TOKEN", token="t-bob").status == 403


@pytest.mark.parametrize(
    ("role", "bob", "alice", "admin"),
    [("maintainer", 403, 202, 202), ("owner", 403, 403, 202), ("no_one_allowed", 403, 403, 403)],
)
def test_least_role_that_may_set_them(role: str, bob: int, alice: int, admin: int) -> None:
    """It is for removing them too."""
    statuses = [
        bench(ci_pipeline_variables_minimum_override_role=role)(
            "DELETE", f"{ALL}/TOKEN", token=token
        ).status
        for token in ("t-bob", "t-alice", "t-admin")
    ]

    assert statuses == [bob, alice, admin]


def test_schedule_that_is_not_there() -> None:
    """404 that says what is missing."""
    answer = bench()("DELETE", f"{PROJECT}/pipeline_schedules/9/variables/TOKEN")

    assert (answer.status, answer.json()["message"]) == (404, "404 Pipeline Schedule Not Found")
