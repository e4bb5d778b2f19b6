"""PyGithub, unmodified, lists and removes secrets and variables where tokens may be kept."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from github import Auth, Github, GithubException

from .conftest import Running
from .world import ADMIN, ORG, REPO, SEED

Serve = Callable[..., Running]
SHARED = {"value": "x", "visibility": "selected", "repositories": [f"{ORG}/{REPO}"]}
PART = "part-token"


def world(serve: Serve) -> Running:
    """The usual world, with secrets that reach one repository, and a token that lacks a right."""
    seed: dict[str, Any] = deepcopy(SEED)
    organization = seed["organizations"][0]
    organization["secrets"] = {"PYPI_TOKEN": SHARED}
    organization["variables"] = {"TWINE_USERNAME": SHARED}
    organization["dependabot_secrets"] = {"PYPI_TOKEN": SHARED}
    tokens = [*seed["tokens"], {"token": PART, "user": "boss", "without": ["secrets"]}]
    return serve(organizations=seed["organizations"], tokens=tokens)


def client(running: Running, token: str = ADMIN) -> Github:
    """PyGithub for one token; it does not slow itself down."""
    auth = Auth.Token(token)
    return Github(
        auth=auth,
        base_url=running.url + "/api/v3",
        seconds_between_requests=0,
        seconds_between_writes=0,
        retry=None,
    )


@pytest.mark.parametrize("kind", ["actions", "dependabot"])
def test_secrets_of_an_organization(serve: Serve, kind: Any) -> None:
    """Whom they reach is told; one is removed from all of them at once."""
    organization = client(world(serve)).get_organization(ORG)
    (secret,) = organization.get_secrets(secret_type=kind)
    assert (secret.name, secret.visibility) == ("PYPI_TOKEN", "selected")
    one = organization.get_secret("pypi_token", secret_type=kind)
    assert [r.full_name for r in one.selected_repositories] == [f"{ORG}/{REPO}"]

    one.delete()
    assert list(organization.get_secrets(secret_type=kind)) == []


def test_variables_of_an_organization(serve: Serve) -> None:
    """The same, with a value that everybody reads who lists them."""
    organization = client(world(serve)).get_organization(ORG)
    (variable,) = organization.get_variables()
    assert (variable.name, variable.value) == ("TWINE_USERNAME", "x")

    organization.get_variable("twine_username").delete()
    assert list(organization.get_variables()) == []


@pytest.mark.parametrize("kind", ["actions", "dependabot"])
def test_secrets_of_a_repository(serve: Serve, kind: Any) -> None:
    """Actions and Dependabot keep theirs apart."""
    repository = client(world(serve)).get_repo(f"{ORG}/{REPO}")
    (secret,) = repository.get_secrets(secret_type=kind)

    repository.delete_secret(secret.name, secret_type=kind)
    assert list(repository.get_secrets(secret_type=kind)) == []


def test_token_without_the_permission(serve: Serve) -> None:
    """Its own sentence, for the one kind of secret that it was not given."""
    repository = client(world(serve), PART).get_repo(f"{ORG}/{REPO}")

    with pytest.raises(GithubException, match="Resource not accessible by personal access token"):
        list(repository.get_secrets())
    assert [s.name for s in repository.get_secrets(secret_type="dependabot")] == ["TWINE_TOKEN"]
