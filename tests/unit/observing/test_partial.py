"""GraphQL that shows a part, and what goes wrong between a list and its details."""

from collections.abc import Callable
from typing import Any

import pytest

from trustpub.forges.github.observing.bulk import observe_org
from trustpub.forges.github.observing.query import query, variables
from trustpub.observing.compare import differences
from trustpub.observing.model import Repository

from . import worlds
from .conftest import GitHub
from .worlds import REPOSITORY, as_declared

OTHER = "octo-org/other"
GRAPHQL = r"/graphql$"


@pytest.fixture
def two(serve: Callable[[dict[str, Any]], GitHub]) -> GitHub:
    """Two repositories that publish."""
    return serve(worlds.seed(as_declared(), as_declared(OTHER)))


def page(github: GitHub) -> Any:
    """The true answer for the one page there is."""
    body = {"query": query(True), "variables": variables("octo-org", 50, None)}
    return github.send("POST", "/api/graphql", body)


def answer(github: GitHub, body: Any, status: int = 200, **more: Any) -> None:
    """What GraphQL answers from now on."""
    told = {"path": GRAPHQL, "status": status, "body": body, "times": None, **more}
    github.sandbox.faults("github", told)


def look(github: GitHub, token: str = "admin-token") -> dict[str, Repository]:
    """The organisation's repositories by name."""
    found = observe_org(github.client(token), "octo-org", worlds.plan())
    return {one.name: one for one in found}


def nodes(body: Any) -> Any:
    """The repositories of an answer."""
    return body["data"]["repositoryOwner"]["repositories"]["nodes"]


def error(index: int, *path: str) -> dict[str, Any]:
    """An error about one repository of the page."""
    place = ["repositoryOwner", "repositories", "nodes", index, *path]
    return {"type": "FORBIDDEN", "path": place, "message": "Resource not accessible"}


@pytest.mark.parametrize("part", ["environments", "rulesets"])
def test_part_that_is_not_shown(two: GitHub, part: str) -> None:
    """What GraphQL leaves out of a repository is asked for by REST."""
    body = page(two)
    nodes(body)[0][part] = None
    answer(two, {**body, "errors": [error(0, part)]})

    found = look(two)

    assert [] == list(differences(worlds.plan(), list(found.values())))
    assert {REPOSITORY, OTHER} == set(found)


def test_repository_that_is_not_shown(two: GitHub) -> None:
    """A null in the list: the name is asked for alone, and REST for the rest."""
    body = page(two)
    nodes(body)[0] = None
    answer(two, {**body, "errors": [error(0, "environments")]}, times=1)

    found = look(two)

    assert [] == list(differences(worlds.plan(), list(found.values())))
    assert {REPOSITORY, OTHER} == set(found)


def test_repository_without_even_a_name(two: GitHub) -> None:
    """Nobody knows which one it is: the list is incomplete, and says so."""
    body = page(two)
    nodes(body)[0] = None
    answer(two, {**body, "errors": [error(0)]})

    found = look(two)

    assert {OTHER, "octo-org/*"} == set(found)
    assert "unknown" == found["octo-org/*"].state
    assert "counts 2 repositories and shows 1" in str(found["octo-org/*"].why)
    assert {"unknown"} == {d.state for d in differences(worlds.plan(), list(found.values()))}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"data": None, "errors": [{"message": "Something went wrong"}]}, 200),
        ({"data": {"repositoryOwner": None}}, 200),
        ({"data": {"repositoryOwner": {"repositories": {"nodes": [1]}}}}, 200),
        ({"errors": "no"}, 200),
        ([], 200),
        ({"message": "Server Error"}, 502),
        ({"message": "Resource not accessible by personal access token"}, 403),
        ({"message": "Bad credentials"}, 401),
    ],
)
def test_no_list_at_all(two: GitHub, body: Any, status: int) -> None:
    """Without the list everything is unknown, with the reason; nothing is raised."""
    answer(two, body, status)

    found = look(two)

    assert ["octo-org/*"] == list(found)
    assert found["octo-org/*"].state in ("unknown", "broken")
    assert {"unknown"} == {d.state for d in differences(worlds.plan(), list(found.values()))}


def test_page_that_takes_too_long(two: GitHub) -> None:
    """GitHub gives up on a page of 50: smaller ones are asked for."""
    answer(two, {"message": "timeout"}, 502, times=2)

    assert {REPOSITORY, OTHER} == set(look(two))


def test_list_that_ends_too_early(serve: Callable[[dict[str, Any]], GitHub]) -> None:
    """What was listed is seen; that there is more is told."""
    names = [f"octo-org/app{n}" for n in range(60)]
    github = serve(worlds.seed(*({"name": name} for name in names)))
    answer(github, {"message": "Server Error"}, 502, skip=1)

    found = look(github)

    assert {*names[:50], "octo-org/*"} == set(found)
    assert "50 of 60 repositories were listed" in str(found["octo-org/*"].why)


@pytest.mark.parametrize("path", ["", r"/.*"])
def test_repository_that_goes_after_the_list(two: GitHub, path: str) -> None:
    """Deleted between list and details: unknown, not empty; the other is seen."""
    gone = {"path": rf"/repos/{OTHER}{path}$", "status": 404, "body": {}, "times": None}
    both = {"path": rf"/repos/{OTHER}(/.*)?$", **{k: gone[k] for k in ("status", "body", "times")}}
    two.sandbox.faults("github", both if path else {**both, "path": rf"/repos/{OTHER}(/.*)?$"})

    found = look(two)

    assert ("present", "unknown") == (found[REPOSITORY].state, found[OTHER].state)


def test_repository_renamed_after_the_list(two: GitHub) -> None:
    """The details are found under the old name."""
    client = two.client()

    def rename(sent: int, predicted: int) -> None:
        if sent == 2:
            two.send("PATCH", f"/repos/{OTHER}", {"name": "another"})

    client.sending.progress = rename
    found = {one.name: one for one in observe_org(client, "octo-org", worlds.plan())}

    assert {} == found[OTHER].unseen
    assert {"present"} == {one.state for one in found[OTHER].seen}


def test_tokens(two: GitHub) -> None:
    """A read-only token sees all but the bypass; a reader's the public part."""
    audit, reader = look(two, "audit-token"), look(two, "reader-token")

    assert {REPOSITORY, OTHER} == set(audit) == set(reader)
    unseen = {one.name: set(one.unseen) for one in audit[OTHER].seen if one.unseen}
    # Apps that decide on deployments are not asked for in a look at all repositories.
    environments = {
        f"{OTHER}/environment/{name}": {"custom_rules"} for name in ("pypi", "testpypi")
    }
    assert {f"{OTHER}/tag/v*": {"bypass"}, **environments} == unseen
    told = {k for s in reader[OTHER].seen for k in s.unseen}
    assert {"bypass", "reviewers_able", "custom_rules"} == told


def test_private_repositories_are_counted(serve: Callable[[dict[str, Any]], GitHub]) -> None:
    """Who owns the organisation but sees not all of it is told how many are missing."""
    github = serve(worlds.seed(as_declared(), as_declared(OTHER, visibility="private")))
    body = page(github)
    del nodes(body)[1]
    body["data"]["repositoryOwner"]["repositories"]["totalCount"] = 1
    answer(github, body)

    assert "counts 2 repositories and shows 1" in str(look(github)["octo-org/*"].why)
