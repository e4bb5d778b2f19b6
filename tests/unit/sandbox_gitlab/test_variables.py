"""CI/CD variables."""

import json
from functools import partial
from typing import Any

from sandbox.api import Mounted
from sandbox.events import EventLog
from sandbox.gitlab.app import respond
from sandbox.gitlab.state import build
from sandbox.http import Request

from .conftest import PROJECT, Bench, seed

URL = f"{PROJECT}/variables"
SECRET = "pypi-secret-value"


def create(ask: Bench, **given: Any) -> Any:
    """POST, and the whole answer."""
    return ask("POST", URL, {"key": "TWINE_PASSWORD", "value": SECRET, **given})


def test_a_variable_is_created(ask: Bench) -> None:
    """Its value is returned in clear; the log never sees it."""
    answer = create(ask, masked=True)
    assert (answer.status, answer.json()["value"]) == (201, SECRET)
    assert ask.changes() == [("variable", "group/sub/otherproject/TWINE_PASSWORD@*", "created")]
    assert SECRET not in json.dumps(ask.log.of())


def test_a_variable_is_hidden(ask: Bench) -> None:
    """It is masked too, its value reads as null, and it stays hidden."""
    body = create(ask, masked_and_hidden=True).json()
    assert (body["masked"], body["hidden"], body["value"]) == (True, True, None)
    assert ask("PUT", f"{URL}/TWINE_PASSWORD", {"masked": False}).status == 400
    assert ask("PUT", f"{URL}/TWINE_PASSWORD", {"value": SECRET * 2}).json()["value"] is None


def test_a_value_cannot_be_masked(ask: Bench) -> None:
    """Too short, or with letters masking does not know; raw allows more of them."""
    for value in ("short", "white space!", "dollar$sign"):
        answer = create(ask, value=value, masked=True)
        assert (answer.status, answer.json()) == (400, {"message": {"value": ["is invalid"]}})
    assert create(ask, value="dollar$sign", masked=True, raw=True).status == 201


def test_a_key_is_taken(ask: Bench) -> None:
    """Unique by key and scope; keys differ by case."""
    create(ask)
    answer = create(ask)
    text = "(TWINE_PASSWORD) has already been taken"
    assert (answer.status, answer.json()) == (400, {"message": {"key": [text]}})
    assert create(ask, environment_scope="pypi").status == 201
    assert create(ask, key="twine_password").status == 201


def test_one_of_several_scopes_is_asked_for(ask: Bench) -> None:
    """409 without a filter; one with it."""
    create(ask)
    create(ask, environment_scope="pypi")
    assert ask("GET", f"{URL}/TWINE_PASSWORD").status == 409
    assert ask("DELETE", f"{URL}/TWINE_PASSWORD").status == 409
    found = ask("GET", f"{URL}/TWINE_PASSWORD?filter[environment_scope]=pypi").json()
    assert found["environment_scope"] == "pypi"
    nested = {"filter": {"environment_scope": "pypi"}, "protected": True}
    assert ask("PUT", f"{URL}/TWINE_PASSWORD", nested).json()["protected"] is True
    assert ask("DELETE", f"{URL}/TWINE_PASSWORD?filter%5Benvironment_scope%5D=pypi").status == 204
    assert ask("GET", f"{URL}/TWINE_PASSWORD").status == 200


def test_a_variable_is_missing(ask: Bench) -> None:
    """404 that says so."""
    answer = ask("GET", f"{URL}/NOPE")
    assert (answer.status, answer.json()) == (404, {"message": "404 Variable Not Found"})


def test_a_key_is_not_allowed(ask: Bench) -> None:
    """Letters, digits, underscore."""
    assert set(create(ask, key="A-B").json()["message"]) == {"key"}


def test_a_developer_asks(ask: Bench) -> None:
    """Variables are for Maintainers."""
    assert ask("GET", URL, token="t-bob").status == 403


def test_a_group_variable_has_a_scope() -> None:
    """On Premium; without it every scope is `*`."""
    body = {"key": "K", "value": "v", "environment_scope": "pypi"}
    paid, free = Bench(seed()), Bench(seed(edition="ce"))
    assert paid("POST", "/groups/group/variables", body).json()["environment_scope"] == "pypi"
    assert free("POST", "/groups/group/variables", body).json()["environment_scope"] == "*"
    assert paid.changes() == [("group-variable", "group/K@pypi", "created")]


def test_instance_variables_are_listed() -> None:
    """By an admin only."""
    ask = Bench(seed(variables=[{"key": "K", "value": "v"}]))
    assert ask("GET", "/admin/ci/variables").status == 403
    ask.state.users["release-engineer"].admin = True
    assert [v["key"] for v in ask("GET", "/admin/ci/variables").json()] == ["K"]


def test_a_value_travels_in_the_query() -> None:
    """GitLab takes parameters there too; the log of requests blanks it."""
    world = seed()
    log = EventLog()
    api = Mounted("gitlab", partial(build, "gitlab", world, log), respond, log)
    url = f"/api/v4{URL}?key=K&value={SECRET}"
    assert api(Request.of("POST", url, token="t-admin")).status == 201
    assert SECRET not in json.dumps(log.of())
