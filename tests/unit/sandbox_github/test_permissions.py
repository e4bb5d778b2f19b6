"""What a fine-grained token was not given, and whom secrets of a seed's organization reach."""

from copy import deepcopy
from typing import Any

import pytest

from .conftest import OPEN, SEED, Sandbox, make

ENVIRONMENT = {"name": "pypi", "secrets": ["S"], "variables": {"V": "1"}}
PATHS = {
    "secrets": f"{OPEN}/actions/secrets",
    "actions_variables": f"{OPEN}/actions/variables",
    "dependabot_secrets": f"{OPEN}/dependabot/secrets",
    "codespaces_secrets": f"{OPEN}/codespaces/secrets",
    "agent_secrets": f"{OPEN}/agents/secrets",
    "agent_variables": f"{OPEN}/agents/variables",
    "actions": f"{OPEN}/environments",
    "environments": f"{OPEN}/environments/pypi/secrets",
    "organization_secrets": "/orgs/org/actions/secrets",
    "organization_actions_variables": "/orgs/org/actions/variables",
    "organization_dependabot_secrets": "/orgs/org/dependabot/secrets",
    "organization_codespaces_secrets": "/orgs/org/codespaces/secrets",
    "organization_agent_secrets": "/orgs/org/agents/secrets",
    "organization_agent_variables": "/orgs/org/agents/variables",
}


def world(**more: Any) -> Sandbox:
    """A world with an environment, and another token of boss's."""
    seed = deepcopy(SEED)
    seed["tokens"].append({"token": "part-token", "user": "boss", **more})
    seed["repositories"][0]["environments"] = [ENVIRONMENT]
    return make(**seed)


@pytest.mark.parametrize("missing", PATHS)
def test_each_permission_is_for_its_own_list(missing: str) -> None:
    """403 there, and nowhere else."""
    github = world(without=[missing])

    statuses = {name: github.ask("GET", path, None, "part") for name, path in PATHS.items()}

    assert {missing} == {name for name, answer in statuses.items() if answer.status == 403}
    message = statuses[missing].json()["message"]
    assert message == "Resource not accessible by personal access token"


def test_variables_of_environments_go_with_environments() -> None:
    """Not with the permission for variables."""
    path = f"{OPEN}/environments/pypi/variables"

    assert world(without=["actions_variables"]).ask("GET", path, None, "part").status == 200
    assert world(without=["environments"]).ask("GET", path, None, "part").status == 403


def test_hidden_repository_stays_hidden() -> None:
    """404 comes before 403."""
    github = world()
    seed = deepcopy(SEED["tokens"])
    seed.append({"token": "part-token", "user": "stranger", "without": ["secrets"]})

    assert github.ask("GET", "/repos/org/closed/actions/secrets", None, "stranger").status == 404
    answer = make(tokens=seed).ask("GET", "/repos/org/closed/actions/secrets", None, "part")
    assert answer.status == 404


def test_codespaces_secrets_take_write_access() -> None:
    """Even to read their names; to remove them their person administers the repository."""
    github = world(access="read")
    base = f"{OPEN}/codespaces/secrets"

    assert github.ask("GET", base, None, "part").status == 403
    assert github.ask("GET", "/orgs/org/codespaces/secrets", None, "part").status == 200
    assert github.ask("GET", base, None, "alice").status == 200
    assert github.ask("DELETE", f"{base}/X", None, "alice").status == 403
    assert github.ask("DELETE", f"{base}/X").status == 404


def test_unknown_permission() -> None:
    """It is named."""
    with pytest.raises(ValueError, match="a permission is 'nothing'"):
        world(without=["nothing"])


def test_whom_an_organization_reaches() -> None:
    """As its seed says, for secrets of every app and for variables."""
    shared = {"value": "x", "visibility": "selected", "repositories": ["org/closed", "Org/Open"]}
    seed = deepcopy(SEED)
    lists = (
        *("secrets", "dependabot_secrets", "codespaces_secrets", "agents_secrets"),
        *("variables", "agents_variables"),
    )
    seed["organizations"][0] |= {
        name: {"CHOSEN": shared, "OWN": {"value": "y", "visibility": "private"}, "ALL": "z"}
        for name in lists
    }
    github = make(**seed)

    for base in [p for p in PATHS.values() if p.startswith("/orgs")]:
        (rows,) = [v for v in github.get(base).values() if isinstance(v, list)]
        assert {r["name"]: r["visibility"] for r in rows} == {
            "CHOSEN": "selected",
            "OWN": "private",
            "ALL": "all",
        }
        found = github.get(f"{base}/CHOSEN/repositories")["repositories"]
        assert [r["full_name"] for r in found] == ["org/closed", "org/open"]
    for app in ("actions", "agents"):
        assert github.get(f"/orgs/org/{app}/variables/OWN")["value"] == "y"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"visibility": "some"}, "a visibility is 'some'"),
        ({"visibility": "selected", "repositories": ["org/nothing"]}, "'org/nothing' is not among"),
        ({"reach": "all"}, "unknown key 'reach'"),
    ],
)
def test_wrong_seed(wrong: dict[str, Any], said: str) -> None:
    """What it says wrongly is named."""
    seed = deepcopy(SEED)
    seed["organizations"][0]["secrets"] = {"X": wrong}
    with pytest.raises(ValueError, match=said):
        make(**seed)
