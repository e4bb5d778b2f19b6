"""Variables of the instance are for its administrators."""

import json

import pytest

from .conftest import Bench, seed

ALL = "/admin/ci/variables"


@pytest.fixture
def ask() -> Bench:
    """An instance with one variable, and an administrator."""
    users = [{"username": "release-engineer", "admin": True}, "alice", "bob", "reader"]
    return Bench(seed(users=users, variables=[{"key": "TOKEN", "value": "planted"}]))


def test_life_of_one(ask: Bench) -> None:
    """201, 200, 204; without a scope, and by the exact key."""
    made = ask("POST", ALL, {"key": "token", "value": "x", "environment_scope": "pypi"})
    assert (made.status, made.json()["key"]) == (201, "token")
    assert "environment_scope" not in made.json()
    assert ask("POST", ALL, {"key": "token", "value": "x"}).status == 400
    assert ask("PUT", f"{ALL}/token", {"value": "y"}).json()["value"] == "y"
    assert ask("GET", f"{ALL}/token").json()["value"] == "y"
    assert ask("DELETE", f"{ALL}/TOKEN").status == 204
    gone = ask("DELETE", f"{ALL}/TOKEN")

    assert (gone.status, gone.json()["message"]) == (404, "404 InstanceVariable Not Found")
    assert [v["key"] for v in ask("GET", ALL).json()] == ["token"]
    assert [(what, key, action) for what, key, action in ask.changes()] == [
        ("instance-variable", "token", "created"),
        ("instance-variable", "token", "updated"),
        ("instance-variable", "TOKEN", "deleted"),
    ]
    assert "planted" not in json.dumps(ask.log.of())


@pytest.mark.parametrize(("token", "status"), [("t-bob", 403), (None, 401)])
@pytest.mark.parametrize(
    ("method", "url"), [("GET", ALL), ("GET", f"{ALL}/TOKEN"), ("DELETE", f"{ALL}/TOKEN")]
)
def test_everybody_else(ask: Bench, token: str | None, status: int, method: str, url: str) -> None:
    """Whoever is no administrator reads and removes nothing."""
    assert ask(method, url, token=token).status == status


def test_read_only_token(ask: Bench) -> None:
    """An administrator's, too, only reads."""
    assert ask("GET", ALL, token="t-read-only").status == 200
    assert ask("DELETE", f"{ALL}/TOKEN", token="t-read-only").status == 403
