"""What GitHub does not show is said, list by list, and never taken for empty."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import requests

from trustpub.migrate.kept.all import kept_of_account, kept_of_repository

from .kept_world import VALUE, World, clean, github, short
from .test_kept_github import REPO, SEED

OF_REPOSITORY = {
    "/repos/.*/sampleproject/actions/secrets": f"Actions secrets of {REPO}",
    "/repos/.*/sampleproject/actions/variables": f"Actions variables of {REPO}",
    "/repos/.*/sampleproject/dependabot/secrets": f"Dependabot secrets of {REPO}",
    "/repos/.*/sampleproject/codespaces/secrets": f"Codespaces secrets of {REPO}",
    "/repos/.*/sampleproject/agents/secrets": f"Agents secrets of {REPO}",
    "/repos/.*/sampleproject/agents/variables": f"Agents variables of {REPO}",
    r"/environments\?": f"environments of {REPO}",
    "/environments/pypi/secrets": f"secrets of environment pypi of {REPO}",
    "/environments/test%2Fpypi/variables": f"variables of environment test/pypi of {REPO}",
}
SELECTION = "repositories that TWINE_PASSWORD reaches, of the Actions secrets of octo-org"
OF_ACCOUNT = {
    r"/orgs/octo-org/actions/secrets\?": "Actions secrets of octo-org",
    r"/orgs/octo-org/actions/variables\?": "Actions variables of octo-org",
    r"/orgs/octo-org/dependabot/secrets\?": "Dependabot secrets of octo-org",
    r"/orgs/octo-org/codespaces/secrets\?": "Codespaces secrets of octo-org",
    r"/orgs/octo-org/agents/secrets\?": "Agents secrets of octo-org",
    r"/orgs/octo-org/agents/variables\?": "Agents variables of octo-org",
    "/orgs/octo-org/actions/secrets/TWINE_PASSWORD/repositories": SELECTION,
}
NOT_FOUND = "the token may not see it, or it is not there (404)"
ODD: dict[str, tuple[int, Any, dict[str, str], str]] = {
    "403": (403, {"message": "no"}, {}, "403 with 'no'"),
    "404": (404, {"message": "Not Found"}, {}, NOT_FOUND),
    "limit": (429, {"message": "later"}, {"Retry_After": "60"}, "requests are used up"),
    "500": (500, {"message": "oops"}, {}, "answers 500 with 'oops'"),
    "no JSON": (200, VALUE.encode(), {}, "no JSON"),
    "a list": (200, [{"name": "A", "value": VALUE}], {}, "no dict"),
    "no count": (200, {"secrets": [], "variables": []}, {}, "no list in"),
    "another shape": (
        200,
        {k: [{"value": VALUE}] for k in ("secrets", "variables", "environments", "repositories")}
        | {"total_count": 1},
        {},
        "an object of an unknown form",
    ),
    "less than counted": (
        200,
        {k: [] for k in ("secrets", "variables", "environments", "repositories")}
        | {"total_count": 3},
        {},
        "0 of 3 objects",
    ),
}


@pytest.fixture
def world(tmp_path: Path) -> World:
    """The organisation of the other tests."""
    return github(tmp_path, **deepcopy(SEED))


@pytest.mark.parametrize("case", ODD)
@pytest.mark.parametrize("pattern", OF_REPOSITORY)
def test_list_of_a_repository(world: World, pattern: str, case: str) -> None:
    """The others are seen, and this one is named with the reason."""
    whole = short(kept_of_repository(world.client(), "github", REPO))
    status, body, headers, why = ODD[case]
    world.put(pattern, status, body, **headers)

    found = kept_of_repository(world.client(), "github", REPO)

    told = {one.what: one.why for one in found.unknown}
    assert OF_REPOSITORY[pattern] in told
    assert why in told[OF_REPOSITORY[pattern]]
    assert short(found) <= whole
    assert clean(found, world.cache)
    if case != "limit":
        assert {OF_REPOSITORY[pattern]} == set(told)


@pytest.mark.parametrize("case", ODD)
@pytest.mark.parametrize("pattern", OF_ACCOUNT)
def test_list_of_an_organization(world: World, pattern: str, case: str) -> None:
    """The same; a selection that is not seen is None, and not nobody."""
    status, body, headers, why = ODD[case]
    world.put(pattern, status, body, **headers)

    found = kept_of_account(world.client(), "github", "octo-org")

    told = {one.what: one.why for one in found.unknown}
    assert why in told[OF_ACCOUNT[pattern]]
    assert clean(found, world.cache)
    if OF_ACCOUNT[pattern] == SELECTION:
        chosen = {k.place.store: k.selected for k in found.kept if k.name == "TWINE_PASSWORD"}
        assert {"actions": None} == chosen


def test_token_that_is_refused(world: World) -> None:
    """401: nothing was seen of anything."""
    found = kept_of_repository(world.client("wrong"), "github", REPO)
    shared = kept_of_account(world.client("wrong"), "github", "octo-org")

    assert () == found.kept + shared.kept
    assert (7, 6) == (len(found.unknown), len(shared.unknown))
    assert all("(401)" in one.why for one in found.unknown + shared.unknown)


def test_nobody_answers(world: World) -> None:
    """Then every list is unknown."""
    world.instead[""] = out_of_reach
    found = kept_of_repository(world.client(), "github", REPO)

    assert ((), 7) == (found.kept, len(found.unknown))
    assert all("gives no answer" in one.why for one in found.unknown)


def out_of_reach(request: Any) -> Any:
    """What requests does where there is no connection."""
    raise requests.ConnectionError("Connection refused")


def test_repository_that_is_not_there(world: World) -> None:
    """GitHub does not tell it from one that is hidden."""
    found = kept_of_repository(world.client(), "github", "octo-org/nothing")

    assert () == found.kept
    assert [NOT_FOUND] * 7 == [one.why for one in found.unknown]


def test_account_that_is_not_there(world: World) -> None:
    """Neither a person nor an organisation: it could share anything."""
    assert 6 == len(kept_of_account(world.client(), "github", "nobody").unknown)


def test_reader(world: World) -> None:
    """Who may only read the repository sees its environments and none of the names."""
    found = kept_of_repository(world.client("reader-token"), "github", REPO)
    shared = kept_of_account(world.client("reader-token"), "github", "octo-org")

    assert () == found.kept + shared.kept
    assert (10, 6) == (len(found.unknown), len(shared.unknown))


def test_collaborator(world: World) -> None:
    """Who may write to the repository sees all of it, and nothing of the organisation."""
    found = kept_of_repository(world.client("writer-token"), "github", REPO)
    shared = kept_of_account(world.client("writer-token"), "github", "octo-org")

    assert (10, ()) == (len(found.kept), found.unknown)
    assert ((), 6) == (shared.kept, len(shared.unknown))


def test_token_that_may_not_write(world: World) -> None:
    """Codespaces secrets of a repository are for tokens that may write them."""
    found = kept_of_repository(world.client("read-only-token"), "github", REPO)

    assert [f"Codespaces secrets of {REPO}"] == [one.what for one in found.unknown]
    assert 9 == len(found.kept)


PERMISSIONS = {
    "secrets": {f"Actions secrets of {REPO}"},
    "actions_variables": {f"Actions variables of {REPO}"},
    "dependabot_secrets": {f"Dependabot secrets of {REPO}"},
    "codespaces_secrets": {f"Codespaces secrets of {REPO}"},
    "agent_secrets": {f"Agents secrets of {REPO}"},
    "agent_variables": {f"Agents variables of {REPO}"},
    "actions": {f"environments of {REPO}"},
    "environments": {
        f"{kind} of environment {name} of {REPO}"
        for kind in ("secrets", "variables")
        for name in ("pypi", "test/pypi")
    },
    "organization_secrets": {"Actions secrets of octo-org"},
    "organization_actions_variables": {"Actions variables of octo-org"},
    "organization_dependabot_secrets": {"Dependabot secrets of octo-org"},
    "organization_codespaces_secrets": {"Codespaces secrets of octo-org"},
    "organization_agent_secrets": {"Agents secrets of octo-org"},
    "organization_agent_variables": {"Agents variables of octo-org"},
}


@pytest.mark.parametrize("missing", PERMISSIONS)
def test_token_without_one_permission(tmp_path: Path, missing: str) -> None:
    """Exactly what it is for is unknown."""
    seed = deepcopy(SEED)
    seed["tokens"].append({"token": "part-token", "user": "boss", "without": [missing]})
    client = github(tmp_path, **seed).client("part-token")

    found = kept_of_repository(client, "github", REPO)
    shared = kept_of_account(client, "github", "octo-org")

    assert PERMISSIONS[missing] == {one.what for one in (*found.unknown, *shared.unknown)}
    assert all("Resource not accessible" in u.why for u in found.unknown + shared.unknown)


def test_list_that_changes_while_it_is_read(tmp_path: Path) -> None:
    """What moved to an earlier page would be missed: so there may be more."""
    seed = deepcopy(SEED)
    seed["repositories"][0]["secrets"] = {f"S{number:03}": VALUE for number in range(150)}
    world = github(tmp_path, **seed)
    remove_first(world, r"actions/secrets\?.*page=2")

    found = kept_of_repository(world.client(), "github", REPO)

    assert [f"Actions secrets of {REPO}"] == [one.what for one in found.unknown]
    assert "changed while it was read" in found.unknown[0].why
    assert 100 < len(found.kept)


def remove_first(world: World, pattern: str) -> None:
    """The first secret goes as soon as an address is asked for."""
    secrets = world.state.repos[REPO].vault.secrets["actions"]

    def answer(request: Any) -> Any:
        world.instead.clear()
        secrets.pop("S000")
        return world.answer(request)

    world.instead[pattern] = answer


def test_page_of_another_host(world: World) -> None:
    """A next page elsewhere is not followed: the token would go there."""
    body = {"total_count": 2, "secrets": [{"name": "A", "updated_at": "2026-01-01T00:00:00Z"}]}
    link = '<https://elsewhere.test/x>; rel="next"'
    world.put(f"/repos/{REPO}/actions/secrets", 200, body, Link=link)

    found = kept_of_repository(world.client(), "github", REPO)

    assert "none of its own" in found.unknown[0].why
