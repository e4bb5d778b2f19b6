"""Deployment branch and tag policies behave as on github.com."""

import pytest

from .conftest import OPEN, Sandbox
from .test_environments import CUSTOM, PROTECTED

BASE = f"{OPEN}/environments/pypi/deployment-branch-policies"
TAG = {"name": "v*", "type": "tag"}


@pytest.fixture
def policies(github: Sandbox) -> Sandbox:
    """A world with an environment that has custom policies."""
    github.environment({"deployment_branch_policy": CUSTOM})
    return github


def test_life_of_a_policy(policies: Sandbox) -> None:
    """POST is 200, the list wraps, PUT renames and keeps the type, DELETE is 204."""
    made = policies.ask("POST", BASE, TAG)
    number = made.json()["id"]

    assert (made.status, made.json()["type"]) == (200, "tag")
    assert policies.get(BASE) == {"total_count": 1, "branch_policies": [made.json()]}
    renamed = policies.ask("PUT", f"{BASE}/{number}", {"name": "v1.*"})
    assert renamed.json() == {**made.json(), "name": "v1.*"}
    assert policies.ask("DELETE", f"{BASE}/{number}").status == 204
    assert policies.ask("GET", f"{BASE}/{number}").status == 404
    assert policies.changes("deployment-policy") == [
        (action, f"org/open/pypi/{number}") for action in ("created", "updated", "deleted")
    ]


def test_type_is_branch_unless_said(policies: Sandbox) -> None:
    """The same name as branch and as tag are two policies."""
    assert policies.ask("POST", BASE, {"name": "v*"}).json()["type"] == "branch"
    assert policies.ask("POST", BASE, TAG).status == 200


def test_duplicate(policies: Sandbox) -> None:
    """303 without a body."""
    policies.ask("POST", BASE, TAG)

    response = policies.ask("POST", BASE, TAG)

    assert (response.status, response.body) == (303, b"")


@pytest.mark.parametrize("settings", [{}, {"deployment_branch_policy": PROTECTED}])
def test_policies_need_custom_branch_policies(github: Sandbox, settings: dict[str, object]) -> None:
    """404 as long as the environment has none, for reads and writes alike."""
    github.environment(settings)

    assert github.ask("POST", BASE, TAG).status == 404
    assert github.ask("GET", BASE).status == 404


def test_switching_back_makes_policies_unreachable(policies: Sandbox) -> None:
    """They are gone, and the log says so."""
    number = policies.ask("POST", BASE, TAG).json()["id"]

    policies.environment({"deployment_branch_policy": PROTECTED})

    assert policies.ask("GET", f"{BASE}/{number}").status == 404
    assert policies.changes("deployment-policy")[-1] == ("deleted", f"org/open/pypi/{number}")


@pytest.mark.parametrize("body", [{}, {"name": ""}, {"name": 1}, {"name": "v*", "type": "ref"}])
def test_refused(policies: Sandbox, body: dict[str, object]) -> None:
    """A policy has a name, and a type that exists."""
    assert policies.ask("POST", BASE, body).status == 422
