"""Secrets and variables behave as on github.com."""

import json

import pytest

from sandbox.github.model import APPS, WITH_VARIABLES

from .conftest import OPEN, Sandbox

ENVIRONMENT = f"{OPEN}/environments/pypi"
PLACES = [
    *(f"{OPEN}/{app}/secrets" for app in APPS),
    *(f"/orgs/org/{app}/secrets" for app in APPS),
    f"{ENVIRONMENT}/secrets",
]
VARIABLES = [
    *(f"{OPEN}/{app}/variables" for app in WITH_VARIABLES),
    *(f"/orgs/org/{app}/variables" for app in WITH_VARIABLES),
    f"{ENVIRONMENT}/variables",
]
ALL = {"visibility": "all"}


@pytest.fixture
def places(github: Sandbox) -> Sandbox:
    """A world with an environment."""
    github.environment({})
    return github


@pytest.mark.parametrize("base", PLACES)
def test_life_of_a_secret(places: Sandbox, base: str) -> None:
    """201 when new, 204 when replaced, found in any case, shown in upper case, never its value."""
    assert places.ask("PUT", f"{base}/token", {**places.sealed(base), **ALL}).status == 201
    assert places.ask("PUT", f"{base}/TOKEN", {**places.sealed(base), **ALL}).status == 204
    found = places.get(f"{base}/Token")

    assert found["name"] == "TOKEN"
    assert "value" not in found
    assert [s["name"] for s in places.get(base)["secrets"]] == ["TOKEN"]
    assert places.ask("DELETE", f"{base}/toKen").status == 204
    assert places.ask("DELETE", f"{base}/TOKEN").status == 404
    assert [a for a, _ in places.changes("secret")] == ["created", "updated", "deleted"]


@pytest.mark.parametrize("base", PLACES)
def test_keys_are_one_to_a_place(places: Sandbox, base: str) -> None:
    """What was sealed for another place is refused (cli/cli#3831)."""
    other = next(p for p in PLACES if p != base)

    response = places.ask("PUT", f"{base}/TOKEN", {**places.sealed(other), **ALL})

    assert response.status == 422
    assert "improperly encrypted secret" in response.json()["message"]


def test_key_and_value_belong_together(places: Sandbox) -> None:
    """A right key id with a box for another key is refused too."""
    base, other = PLACES[0], PLACES[1]
    body = {**places.sealed(other), "key_id": places.sealed(base)["key_id"]}

    assert places.ask("PUT", f"{base}/TOKEN", body).status == 422


def test_value_is_kept_and_never_logged(places: Sandbox) -> None:
    """A test can prove the round trip; the log cannot be made to tell."""
    base = PLACES[0]
    places.ask("PUT", f"{base}/TOKEN", places.sealed(base, "very secret"))

    secret = places.state.repos["org/open"].vault.secrets["actions"]["TOKEN"]
    assert secret.value == "very secret"
    assert "very secret" not in json.dumps(places.state.log.of()) + repr(places.state.repos)


@pytest.mark.parametrize("body", [{}, {"key_id": "1"}, {"encrypted_value": "!", "key_id": "1"}])
def test_refused_bodies(places: Sandbox, body: dict[str, str]) -> None:
    """Both fields are needed, and the value is base64."""
    response = places.ask("PUT", f"{PLACES[0]}/TOKEN", body)

    assert response.status == 422
    assert response.json()["message"].startswith("Invalid request.\n\n")


@pytest.mark.parametrize("name", ["GITHUB_X", "1X", "A-B"])
def test_refused_names(places: Sandbox, name: str) -> None:
    """Letters, digits and underscores, and not GITHUB_."""
    base = PLACES[0]

    assert places.ask("PUT", f"{base}/{name}", places.sealed(base)).status == 422
    body = {"name": name, "value": "1"}
    assert places.ask("POST", f"{OPEN}/actions/variables", body).status == 422


def test_environment_secrets_by_repository_id(places: Sandbox) -> None:
    """The provider's `/repositories/{id}` path is the same place."""
    number = places.get(OPEN)["id"]
    by_id = f"/repositories/{number}/environments/pypi/secrets"

    places.ask("PUT", f"{by_id}/TOKEN", places.sealed(by_id))

    assert places.get(f"{ENVIRONMENT}/secrets")["total_count"] == 1


def test_pages_of_secrets_hold_100(places: Sandbox) -> None:
    """`per_page` above the cap is cut to it without an error."""
    base = PLACES[0]
    places.state.limits.points = 10_000
    for number in range(101):
        places.ask("PUT", f"{base}/S{number}", places.sealed(base))

    assert len(places.get(f"{base}?per_page=1000")["secrets"]) == 100
    assert len(places.get(base)["secrets"]) == 30
    assert len(places.get(f"{base}?per_page=100&page=2")["secrets"]) == 1


@pytest.mark.parametrize("base", VARIABLES)
def test_life_of_a_variable(places: Sandbox, base: str) -> None:
    """201, 409 when it exists in any case, 204 for edits, and the value is shown."""
    assert places.ask("POST", base, {"name": "stage", "value": "1", **ALL}).status == 201
    again = places.ask("POST", base, {"name": "STAGE", "value": "2", **ALL})
    assert (again.status, again.json()["message"]) == (
        409,
        "Already exists - Variable already exists",
    )
    assert places.ask("PATCH", f"{base}/Stage", {"value": "3"}).status == 204
    assert places.get(f"{base}/stage")["value"] == "3"
    assert places.ask("PATCH", f"{base}/stage", {"name": "OTHER"}).status == 204
    assert places.ask("GET", f"{base}/stage").status == 404
    assert places.ask("DELETE", f"{base}/other").status == 204
    assert places.ask("DELETE", f"{base}/other").status == 404


def test_agents_have_their_own(places: Sandbox) -> None:
    """What one app keeps is not in the lists of the other."""
    places.ask("POST", f"{OPEN}/agents/variables", {"name": "stage", "value": "1"})
    places.ask("PUT", f"{OPEN}/agents/secrets/T", places.sealed(f"{OPEN}/agents/secrets"))

    counts = {
        f"{app} {kind}": places.get(f"{OPEN}/{app}/{kind}")["total_count"]
        for app in WITH_VARIABLES
        for kind in ("secrets", "variables")
    }
    assert counts == {
        "actions secrets": 0,
        "actions variables": 0,
        "agents secrets": 1,
        "agents variables": 1,
    }
    keys = [key for what in ("secret", "variable") for _, key in places.changes(what)]
    assert keys == ["org/open/agents/T", "org/open/agents/STAGE"]


@pytest.mark.parametrize("base", VARIABLES)
def test_pages_of_variables_hold_30(places: Sandbox, base: str) -> None:
    """30 at most, 10 unless asked."""
    for number in range(31):
        places.ask("POST", base, {"name": f"V{number}", "value": "", **ALL})

    assert len(places.get(f"{base}?per_page=100")["variables"]) == 30
    assert len(places.get(base)["variables"]) == 10
    assert places.get(base)["total_count"] == 31


def test_selected_repositories(places: Sandbox) -> None:
    """Only for visibility `selected`, only of the same organization, and logged."""
    base, number = "/orgs/org/actions/secrets", places.get(OPEN)["id"]
    foreign = places.get("/repos/big/closed")["id"]
    chosen = {"visibility": "selected", "selected_repository_ids": [number]}
    sealed = places.sealed(base)

    refused = {**chosen, "selected_repository_ids": [foreign]}
    assert places.ask("PUT", f"{base}/X", {**sealed, **refused}).status == 422
    places.ask("PUT", f"{base}/X", {**sealed, **chosen})
    assert [r["id"] for r in places.get(f"{base}/X/repositories")["repositories"]] == [number]
    assert places.ask("PUT", f"{base}/X", {**sealed, **ALL}).status == 204
    assert places.ask("GET", f"{base}/X/repositories").status == 409


@pytest.mark.parametrize("app", WITH_VARIABLES)
@pytest.mark.parametrize(("visibility", "reached"), [("all", 2), ("private", 1), ("selected", 0)])
def test_what_a_repository_inherits(
    places: Sandbox, visibility: str, reached: int, app: str
) -> None:
    """`private` does not reach public repositories, `selected` only the selected."""
    body = {"name": "SHARED", "value": "1", "visibility": visibility}
    places.ask("POST", f"/orgs/org/{app}/variables", body)
    base = f"/orgs/org/{app}/secrets"
    places.ask("PUT", f"{base}/SHARED", {**places.sealed(base), "visibility": visibility})

    for kind in ("variables", "secrets"):
        counts = [
            places.get(f"{repo}/{app}/organization-{kind}")["total_count"]
            for repo in (OPEN, "/repos/org/closed")
        ]
        assert sum(counts) == reached


def test_organization_secrets_are_for_owners(github: Sandbox) -> None:
    """A member may not even list them."""
    assert github.ask("GET", "/orgs/org/actions/secrets", None, "alice").status == 403
    assert github.ask("GET", "/orgs/org/actions/secrets", None, None).status == 401
