"""Each kept name can be removed by itself, and is seen to be gone by its whole list."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from trustpub.migrate.kept.all import (
    Again,
    accounts_above,
    kept_of_account,
    kept_of_instance,
    kept_of_repository,
    look_again,
    request_to_remove,
    request_to_see,
)
from trustpub.migrate.model import Kept, Place
from trustpub.observing.client import Client
from trustpub.observing.store import VALUES

from . import test_kept_github as on_github
from . import test_kept_gitlab as on_gitlab
from .kept_world import VALUE, World, clean, github, gitlab

OF_GITHUB = {"forge": "github", "holder": "octo-org/sampleproject", "store": "actions"}
OF_GITLAB = {"forge": "gitlab", "store": "ci", "kind": "variable"}


def kept(name: str, scope: str = "*", **place: Any) -> Kept:
    """One of some place."""
    return Kept(place=Place(**place), name=name, scope=scope)


def secret(level: str, **more: Any) -> Kept:
    """A secret of GitHub."""
    return kept("T", **{**OF_GITHUB, "kind": "secret", "level": level, **more})


def variable(level: str, holder: str, scope: str = "*", **more: Any) -> Kept:
    """A variable of GitLab."""
    return kept("T", scope, **{**OF_GITLAB, "level": level, "holder": holder, **more})


R, ORG = "/repos/octo-org/sampleproject", "octo-org"
FILTER = "filter%5Benvironment_scope%5D"
PATHS = [
    (secret("repository"), f"{R}/actions/secrets/T"),
    (secret("repository", kind="variable"), f"{R}/actions/variables/T"),
    (secret("repository", store="dependabot"), f"{R}/dependabot/secrets/T"),
    (secret("repository", store="codespaces"), f"{R}/codespaces/secrets/T"),
    (secret("repository", store="agents"), f"{R}/agents/secrets/T"),
    (secret("repository", store="agents", kind="variable"), f"{R}/agents/variables/T"),
    (secret("environment", part="test/pypi"), f"{R}/environments/test%2Fpypi/secrets/T"),
    (
        secret("environment", part="pypi", kind="variable"),
        f"{R}/environments/pypi/variables/T",
    ),
    (secret("organization", holder=ORG), "/orgs/octo-org/actions/secrets/T"),
    (secret("organization", holder=ORG, kind="variable"), "/orgs/octo-org/actions/variables/T"),
    (secret("organization", holder=ORG, store="dependabot"), "/orgs/octo-org/dependabot/secrets/T"),
    (secret("organization", holder=ORG, store="codespaces"), "/orgs/octo-org/codespaces/secrets/T"),
    (secret("organization", holder=ORG, store="agents"), "/orgs/octo-org/agents/secrets/T"),
    (
        secret("organization", holder=ORG, store="agents", kind="variable"),
        "/orgs/octo-org/agents/variables/T",
    ),
    (variable("repository", "g/s/p"), f"/projects/g%2Fs%2Fp/variables/T?{FILTER}=%2A"),
    (
        variable("repository", "g/p", "review/*"),
        f"/projects/g%2Fp/variables/T?{FILTER}=review%2F%2A",
    ),
    (variable("group", "g/s", "a&b"), f"/groups/g%2Fs/variables/T?{FILTER}=a%26b"),
    (variable("instance", ""), "/admin/ci/variables/T"),
]


@pytest.mark.parametrize(("one", "path"), PATHS, ids=[path for _, path in PATHS])
def test_requests(one: Kept, path: str) -> None:
    """The same path is removed and looked at."""
    assert ("DELETE", path) == request_to_remove(one)
    assert path == request_to_see(one)


def test_variable_of_a_schedule() -> None:
    """Older servers of GitLab have no GET for one alone, and their 404 would say it is gone."""
    one = variable("schedule", "g/p", part="13")

    path = "/projects/g%2Fp/pipeline_schedules/13/variables/T"
    assert (("DELETE", path), None) == (request_to_remove(one), request_to_see(one))


def test_answers_with_values_are_never_kept() -> None:
    """Every address at which a variable is read."""
    for one, path in PATHS:
        assert (one.place.kind == "variable") == bool(VALUES.search(f"https://x.test{path}"))
    for path in (
        *("/actions/variables?per_page=30&page=2", "/agents/organization-variables?page=2"),
        *("/pipeline_schedules/1", "/variables"),
    ):
        assert VALUES.search(f"https://x.test/repos/a/b{path}")
    for path in ("/repos/a/variables-of-mine", "/repos/a/b/actions/secrets?per_page=100"):
        assert not VALUES.search(f"https://x.test{path}")


@pytest.mark.parametrize(
    ("forge", "repository", "above"),
    [
        ("github", "octo-org/sampleproject", ("octo-org",)),
        ("gitlab", "a/b/c/d", ("a/b/c", "a/b", "a")),
        ("gitlab", "alice/own", ("alice",)),
    ],
)
def test_what_is_above(forge: Any, repository: str, above: tuple[str, ...]) -> None:
    """One account on GitHub, every group on GitLab."""
    assert above == accounts_above(forge, repository)


def all_of_github(client: Client) -> tuple[Kept, ...]:
    """Everything in that world."""
    return (
        *kept_of_repository(client, "github", on_github.REPO).kept,
        *kept_of_account(client, "github", "octo-org").kept,
    )


def all_of_gitlab(client: Client) -> tuple[Kept, ...]:
    """Everything in that world."""
    return (
        *kept_of_repository(client, "gitlab", on_gitlab.PROJECT).kept,
        *kept_of_account(client, "gitlab", "group/sub").kept,
        *kept_of_account(client, "gitlab", "group").kept,
        *kept_of_instance(client).kept,
    )


def remove(client: Client, one: Kept) -> int:
    """Send the request that removes one."""
    method, path = request_to_remove(one)
    return client.opened().request(method, client.base_url + path).status_code


def test_removing_one_after_the_other(tmp_path: Path) -> None:
    """Each takes itself away and nothing else, at every level of both forges."""
    worlds = [
        (github(tmp_path, **deepcopy(on_github.SEED)), all_of_github, 18),
        (gitlab(tmp_path, **deepcopy(on_gitlab.SEED)), all_of_gitlab, 11),
    ]
    for world, every, count in worlds:
        client = world.client()
        left = every(client)
        assert count == len(left)
        while left:
            one, *rest = left
            assert Again("there") == look_again(client, one)
            assert remove(client, one) == (202 if one.place.level == "schedule" else 204)
            assert Again("gone") == look_again(client, one)
            assert tuple(rest) == every(client)
            left = tuple(rest)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """GitLab."""
    return gitlab(tmp_path, **deepcopy(on_gitlab.SEED))


def test_looking_again_without_the_right(world: World) -> None:
    """What is not shown any more is not gone."""
    one = kept_of_repository(world.client(), "gitlab", on_gitlab.PROJECT).kept
    found = [look_again(world.client("developer-token"), k) for k in one]

    assert {"unknown"} == {again.state for again in found}
    assert all(again.why for again in found)
    assert clean(found)


def test_looking_again_at_another_scope(world: World) -> None:
    """The same key in another scope is another one; in another case too."""
    (one,) = [
        k
        for k in kept_of_repository(world.client(), "gitlab", on_gitlab.PROJECT).kept
        if k.scope == "production"
    ]

    for change in ({"scope": "pypi"}, {"name": "twine_password"}):
        assert Again("gone") == look_again(world.client(), one.model_copy(update=change))


def test_looking_again_in_another_case(tmp_path: Path) -> None:
    """GitHub ignores the case of names."""
    client = github(tmp_path, **deepcopy(on_github.SEED)).client()
    one = secret("repository").model_copy(update={"name": "Other"})

    assert Again("there") == look_again(client, one)


def test_answer_to_a_removal(world: World) -> None:
    """For a variable of a schedule GitLab's answer holds the value: whoever takes it drops that."""
    client = world.client()
    one = next(k for k in all_of_gitlab(client) if k.place.level == "schedule")
    method, path = request_to_remove(one)

    assert VALUE in client.opened().request(method, client.base_url + path).text
