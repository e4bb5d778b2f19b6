"""Every secret and variable that GitHub keeps is found, by name and without its value."""

import logging
from pathlib import Path
from typing import Any

import pytest

from trustpub.migrate.kept.all import kept_of_account, kept_of_repository, predicted

from .kept_world import VALUE, World, clean, github, short

REPO = "octo-org/sampleproject"
REPOSITORY: dict[str, Any] = {
    "name": REPO,
    "secrets": {"twine_password": VALUE, "OTHER": VALUE},
    "variables": {"TWINE_USERNAME": VALUE},
    "dependabot_secrets": {"PYPI_TOKEN": VALUE},
    "codespaces_secrets": {"Pypi_Token": VALUE},
    "agents_secrets": {"pypi_token": VALUE},
    "agents_variables": {"TWINE_USERNAME": VALUE},
    "environments": [
        {"name": "pypi", "secrets": {"PYPI_API_TOKEN": VALUE}, "variables": {"USER": VALUE}},
        {"name": "test/pypi", "secrets": {"UV_PUBLISH_TOKEN": VALUE}},
    ],
}
SHARED = {"value": VALUE, "visibility": "selected", "repositories": [REPO, "octo-org/other"]}
SEED: dict[str, Any] = {
    "users": ["boss", "writer", "reader"],
    "tokens": [
        {"token": "boss-token", "user": "boss"},
        {"token": "writer-token", "user": "writer"},
        {"token": "reader-token", "user": "reader"},
        {"token": "read-only-token", "user": "boss", "access": "read"},
    ],
    "organizations": [
        {
            "login": "octo-org",
            "plan": "team",
            "members": ["boss", "writer", "reader"],
            "admins": ["boss"],
            "secrets": {
                "TWINE_PASSWORD": SHARED,
                "DEPLOY_KEY": SHARED,
                "ALL": {"value": VALUE, "visibility": "all"},
            },
            "variables": {"TWINE_USERNAME": {"value": VALUE, "visibility": "private"}},
            "dependabot_secrets": {"PYPI_TOKEN": SHARED},
            "codespaces_secrets": {"PYPI_TOKEN": SHARED},
            "agents_secrets": {"PYPI_TOKEN": SHARED},
            "agents_variables": {"PYPI_API_TOKEN": SHARED},
        }
    ],
    "repositories": [
        {**REPOSITORY, "collaborators": {"writer": "write"}},
        {"name": "octo-org/other"},
        {"name": "writer/own", "secrets": {"PYPI_TOKEN": VALUE}},
    ],
}


@pytest.fixture
def world(tmp_path: Path) -> World:
    """An organisation with a value planted in every secret and variable."""
    return github(tmp_path, **SEED)


def test_every_list_of_a_repository(world: World) -> None:
    """Those of the repository, its environments, Dependabot, Codespaces and agents, in capitals."""
    found = kept_of_repository(world.client(), "github", REPO)

    at, inside = f"repository {REPO}", f"environment {REPO}"
    assert {
        f"{at} actions secret TWINE_PASSWORD",
        f"{at} actions secret OTHER",
        f"{at} actions variable TWINE_USERNAME",
        f"{at} dependabot secret PYPI_TOKEN",
        f"{at} codespaces secret PYPI_TOKEN",
        f"{at} agents secret PYPI_TOKEN",
        f"{at} agents variable TWINE_USERNAME",
        f"{inside} pypi actions secret PYPI_API_TOKEN",
        f"{inside} pypi actions variable USER",
        f"{inside} test/pypi actions secret UV_PUBLISH_TOKEN",
    } == short(found)
    assert () == found.unknown


def test_every_list_of_an_organization(world: World) -> None:
    """With whom they reach, which is looked up for names that matter alone."""
    found = kept_of_account(world.client(), "github", "octo-org")

    reach = {(k.place.store, k.name): (k.visibility, k.selected) for k in found.kept}
    chosen = ("selected", ("octo-org/other", REPO))
    assert {
        ("actions", "TWINE_PASSWORD"): chosen,
        ("actions", "DEPLOY_KEY"): ("selected", None),
        ("actions", "ALL"): ("all", None),
        ("actions", "TWINE_USERNAME"): ("private", None),
        ("dependabot", "PYPI_TOKEN"): chosen,
        ("codespaces", "PYPI_TOKEN"): chosen,
        ("agents", "PYPI_TOKEN"): chosen,
        ("agents", "PYPI_API_TOKEN"): chosen,
    } == reach
    assert () == found.unknown


def test_wanted_names_in_any_case(world: World) -> None:
    """A name that a workflow passes as a password matters as well as a recognised one."""
    found = kept_of_account(world.client(), "github", "octo-org", {"deploy_Key"})

    (one,) = [k for k in found.kept if k.name == "DEPLOY_KEY"]
    assert ("octo-org/other", REPO) == one.selected


def test_renamed_repository(world: World) -> None:
    """The old name leads on; places keep the name that was asked for."""
    state = world.state
    state.rename(state.repos[REPO], "renamed")
    found = kept_of_repository(world.client(), "github", REPO)

    assert (10, ()) == (len(found.kept), found.unknown)
    assert {REPO} == {one.place.holder for one in found.kept}


def test_persons_account(world: World) -> None:
    """It shares nothing, so there is nothing that could not be seen."""
    client = world.client("writer-token")

    assert ((), ()) == kept_of_account(client, "github", "writer")
    assert {"repository writer/own actions secret PYPI_TOKEN"} == short(
        kept_of_repository(client, "github", "writer/own")
    )


def test_who_could_read(world: World) -> None:
    """Nobody reads a secret; a variable is for collaborators, and is not masked in logs."""
    client = world.client()
    own = kept_of_repository(client, "github", REPO)
    shared = kept_of_account(client, "github", "octo-org")

    assert {""} == {k.readers for k in (*own.kept, *shared.kept) if k.place.kind == "secret"}
    log = "and who sees a log that prints it"
    assert {f"collaborators of {REPO}, {log}"} == {
        k.readers for k in own.kept if k.place.kind == "variable"
    }
    reached = "owners of octo-org and collaborators of the repositories it reaches"
    assert {f"{reached}, {log}"} == {k.readers for k in shared.kept if k.place.kind == "variable"}


def test_when_it_was_written(tmp_path: Path) -> None:
    """As GitHub says."""
    world = github(tmp_path, **SEED)
    found = kept_of_repository(world.client(), "github", REPO)

    stored = world.state.repos[REPO].vault.secrets["actions"]["OTHER"].updated_at
    (one,) = [k for k in found.kept if k.name == "OTHER"]
    assert one.written is not None
    assert stored == one.written.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_more_than_a_page(tmp_path: Path) -> None:
    """Secrets come by 100, variables by 30, environments and selections by 100."""
    others = [f"octo-org/r{number}" for number in range(130)]
    chosen = {"value": VALUE, "visibility": "selected", "repositories": others}
    world = github(
        tmp_path,
        users=["boss"],
        tokens=[{"token": "boss-token", "user": "boss"}],
        organizations=[
            {
                "login": "octo-org",
                "plan": "team",
                "members": ["boss"],
                "admins": ["boss"],
                "secrets": {"PYPI_TOKEN": chosen, **{f"S{n}": VALUE for n in range(250)}},
            }
        ],
        repositories=[
            {
                "name": REPO,
                "secrets": {f"S{n}": VALUE for n in range(201)},
                "variables": {f"V{n}": VALUE for n in range(95)},
                "environments": [{"name": f"e{n}", "secrets": ["X"]} for n in range(101)],
            },
            *({"name": name} for name in others),
        ],
    )
    client = world.client()
    client.expect(predicted("github", [REPO]))
    found = kept_of_repository(client, "github", REPO)
    shared = kept_of_account(client, "github", "octo-org")

    assert (201 + 95 + 101, 251) == (len(found.kept), len(shared.kept))
    assert () == found.unknown + shared.unknown
    assert 130 == len(next(k.selected or () for k in shared.kept if k.name == "PYPI_TOKEN"))
    assert client.budget().predicted == client.budget().sent == len(world.asked)


def test_requests_are_foretold(world: World) -> None:
    """Before the first one, but for what only the answers tell."""
    client = world.client()
    client.expect(predicted("github", [REPO, "octo-org/other", "Octo-Org/Sampleproject"]))
    assert 21 == client.budget().predicted

    for repository in (REPO, "octo-org/other"):
        kept_of_repository(client, "github", repository)
    kept_of_account(client, "github", "octo-org")

    assert client.budget().sent == client.budget().predicted == 21 + 2 * 2 + 5


def test_persons_account_costs_one_request(world: World) -> None:
    """What is not asked for after all is taken back from what was foretold."""
    client = world.client("writer-token")
    client.expect(predicted("github", ["writer/own"]))
    kept_of_repository(client, "github", "writer/own")
    kept_of_account(client, "github", "writer")

    assert client.budget().sent == client.budget().predicted == 8


def test_planted_value_is_nowhere(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Neither in what was found nor in the answers that are kept for the next time."""
    with caplog.at_level(logging.DEBUG):
        client = world.client()
        found = (
            kept_of_repository(client, "github", REPO),
            kept_of_account(client, "github", "octo-org"),
        )

    assert client.store is not None
    client.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    rows = client.store.connection.execute("SELECT url FROM answers").fetchall()
    assert clean(found, world.cache)
    assert VALUE not in caplog.text + repr(client)
    assert any("/actions/secrets" in url for (url,) in rows)
    assert not [url for (url,) in rows if "/variables" in url]


def test_second_look_costs_variables_alone(world: World) -> None:
    """Lists of secrets did not change; those of variables are never kept, so asked in full."""
    first, second = world.client(), world.client()
    before = kept_of_repository(first, "github", REPO)
    after = kept_of_repository(second, "github", REPO)

    assert before == after
    assert second.budget().sent - 4 == second.budget().unchanged


def test_private_repository_of_the_free_plan(tmp_path: Path) -> None:
    """It has no environments, which hides nothing."""
    organization = {"login": "poor", "plan": "free", "members": ["boss"], "admins": ["boss"]}
    world = github(
        tmp_path,
        users=["boss"],
        tokens=[{"token": "boss-token", "user": "boss"}],
        organizations=[organization],
        repositories=[{"name": "poor/closed", "visibility": "private", "secrets": ["PYPI_TOKEN"]}],
    )
    found = kept_of_repository(world.client(), "github", "poor/closed")

    assert (1, ()) == (len(found.kept), found.unknown)


@pytest.mark.parametrize("app", ["Codespaces", "Agents"])
def test_what_enterprise_server_has_not(world: World, app: str) -> None:
    """A 404 that such a server sends itself hides nothing; any other 404 could."""
    world.put(f"/{app.lower()}/", 404, {"message": "Not Found"})
    client = world.client()
    lists = ("secrets",) if app == "Codespaces" else ("secrets", "variables")
    for holder, look in ((REPO, kept_of_repository), ("octo-org", kept_of_account)):
        assert [f"{app} {kind} of {holder}" for kind in lists] == [
            one.what for one in look(client, "github", holder).unknown
        ]

    body = {"message": "Not Found"}
    world.put(f"/{app.lower()}/", 404, body, X_GitHub_Enterprise_Version="3.17.0")
    assert () == kept_of_repository(client, "github", REPO).unknown
    assert () == kept_of_account(client, "github", "octo-org").unknown
