"""Queries, answered by the sandbox and by answers made by hand."""

from typing import Any

import pytest
import requests

from sandbox.world import World, make_world
from trustpub.errors import Unreachable
from trustpub.fleet.asking import Asking
from trustpub.fleet.asking_github import ask_github
from trustpub.fleet.asking_github import fits as fits_github
from trustpub.fleet.asking_gitlab import fits as fits_gitlab
from trustpub.fleet.model import Query
from trustpub.observing.client import Client

from ..core.inprocess import SEED, InProcess, environ

TWINE = "jobs: {a: {steps: [{run: twine upload dist/*}]}}"


def world() -> World:
    """The world of the core's tests, with a workflow that publishes and one that does not."""
    files = [{".github/workflows/a.yml": TWINE}, {".github/workflows/b.yml": "jobs: {}"}, {}]
    listed = SEED["github"]["repositories"]
    changed = [{**one, "files": more} for one, more in zip(listed, files, strict=True)]
    return make_world({**SEED, "github": {**SEED["github"], "repositories": changed}})


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> InProcess:
    """The only network there is: the sandbox, in this process."""
    adapter = InProcess(world())
    monkeypatch.setattr(requests.Session, "get_adapter", lambda *_, **__: adapter)
    return adapter


def ask(tmp_path: Any, query: Query, **changes: str) -> tuple[tuple[str, ...], list[str]]:
    """The repositories, and why there may be more."""
    answer = Asking({**environ(), "XDG_CACHE_HOME": str(tmp_path), **changes})(query)
    return answer.repositories, [f"{one.what}: {one.why}" for one in answer.unknown]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(organization="octo-org"), ("octo-org/hidden", "octo-org/sampleproject")),
        (Query(organization="octo-org", name="SAMPLE*"), ("octo-org/sampleproject",)),
        (
            Query(organization="octo-org", has_publishing_workflow=True),
            ("octo-org/sampleproject",),
        ),
        (Query(organization="octo-org", name="x*"), ()),
        (Query(group="group"), ("group/otherproject",)),
        (Query(group="group", name="other*"), ("group/otherproject",)),
        (Query(group="group", name="group*"), ()),
    ],
)
def test_sandbox_answers(net: InProcess, tmp_path: Any, query: Query, expected: Any) -> None:
    """By name and by what the workflows hold; archived repositories are left out."""
    assert (expected, []) == ask(tmp_path, query)
    assert {"GET", "POST"} >= {str(one.method) for one in net.sent}
    assert all("graphql" in str(one.url) for one in net.sent if one.method == "POST")


def test_query_is_asked_once(net: InProcess, tmp_path: Any) -> None:
    """Two items with one query cost what one costs."""
    asking = Asking({**environ(), "XDG_CACHE_HOME": str(tmp_path)})
    asking(Query(group="group"))
    count = len(net.sent)

    assert asking(Query(group="group")).repositories
    assert count == len(net.sent)


@pytest.mark.parametrize(
    ("query", "changes", "why"),
    [
        (Query(organization="octo-org"), {"GITHUB_TOKEN": ""}, "GITHUB_TOKEN is not set"),
        (Query(group="group"), {"GITLAB_TOKEN": ""}, "GITLAB_TOKEN is not set"),
        (Query(organization="octo-org"), {"GITHUB_TOKEN": "wrong"}, "refuses the token"),
        (Query(group="group"), {"GITLAB_TOKEN": "wrong"}, "refuses the token"),
        (Query(group="nobody"), {}, "shows no group nobody"),
        (Query(organization="nobody"), {}, "nobody"),
        (
            Query(group="group"),
            {"GITLAB_BASE_URL": "https://a:b@gitlab.example.org"},
            "GITLAB_BASE_URL holds credentials",
        ),
    ],
)
def test_not_answered(
    net: InProcess, tmp_path: Any, query: Query, changes: dict[str, str], why: str
) -> None:
    """What was not seen is unknown, never none; no token stands in the reason."""
    found, unknown = ask(tmp_path, query, **changes)

    assert () == found
    assert why in unknown[0]
    assert "a:b" not in unknown[0]


class Pages(Client):
    """A GitHub that answers with these pages."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.base_url = "https://github.example.org"

    def expect(self, count: int) -> None:
        """Nothing is foretold."""

    def graphql(self, query: str, variables: dict[str, Any]) -> tuple[dict[str, Any], list[Any]]:
        """The next page."""
        self.asked.append(query)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        nodes, more, errors = answer
        page = {"hasNextPage": bool(more), "endCursor": more}
        found = {"totalCount": 3, "pageInfo": page, "nodes": nodes}
        return {"repositoryOwner": {"repositories": found}}, errors


def node(name: str, *topics: str, more: int = 0, **changes: Any) -> dict[str, Any]:
    """A repository as GraphQL shows it."""
    held = [{"topic": {"name": topic}} for topic in topics]
    return {
        "nameWithOwner": f"o/{name}",
        "isArchived": False,
        "repositoryTopics": {"totalCount": len(topics) + more, "nodes": held},
        "workflows": None,
        **changes,
    }


def pages(*answers: Any, **query: Any) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    """What these pages come to."""
    answer = ask_github(Pages(*answers), Query(organization="o", **query))
    return answer.repositories, [(one.what, one.why) for one in answer.unknown]


def test_topics_are_asked_for_only_where_they_matter() -> None:
    """They make a page dearer."""
    for topics in ((), ("a",)):
        client = Pages(([node("a", "a")] * 3, None, []))
        ask_github(client, Query(organization="o", topics=topics))
        assert bool(topics) == ("repositoryTopics" in client.asked[0])


def test_all_topics_count() -> None:
    """A repository needs every one, however it is spelled."""
    nodes = [node("a", "x", "y"), node("b", "x"), node("c", "Y", "X", "z")]

    assert (("o/a", "o/c"), []) == pages((nodes, None, []), topics=("x", "y"))


def test_a_page_fails() -> None:
    """What was seen before is kept, the rest is unknown."""
    found, unknown = pages(([node("a")], "next", []), Unreachable("gone"))

    assert ("o/a",) == found
    assert [("the rest of organization o", "gone")] == unknown


def test_a_repository_is_hidden() -> None:
    """One that GitHub does not show, one with a part missing, and one that it only counts."""
    errors = [
        {"path": ["repositoryOwner", "repositories", "nodes", 1], "message": "saml"},
        {"path": ["repositoryOwner", "repositories", "nodes", 0, "workflows"], "message": "late"},
    ]
    found, unknown = pages(([node("a"), None], None, errors))

    assert () == found
    assert ("o/a", "late") == unknown[0]
    assert ("a repository of o", "saml") == unknown[1]
    assert "counts 3 repositories and shows 2" in unknown[2][1]


@pytest.mark.parametrize("answer", [([{}], None, []), ([node("a", isArchived=False)], "x", [])])
def test_odd_pages(answer: Any) -> None:
    """A repository in an unknown form, and a list that goes round."""
    second = ([node("b")], "x", [])
    found, unknown = pages(answer, second, second)

    assert unknown
    assert len(found) <= 2


def test_too_many_topics_and_long_workflows() -> None:
    """What cannot be told is a reason, neither yes nor no."""
    cut = {"entries": [{"name": "a.yml", "object": {"text": "x", "isTruncated": True}}]}

    assert "more topics" in str(fits_github(node("a", more=1), Query("o", topics=("x",))))
    told = fits_github(node("a", workflows=cut), Query("o", has_publishing_workflow=True))
    assert "too long" in str(told)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"topics": ["X", "y"]}, True),
        ({"topics": ["y"]}, False),
        ({"topics": ["x"], "archived": True}, False),
        ({"topics": ["x"], "marked_for_deletion_on": "2026-01-01"}, False),
        ({}, "GitLab does not tell its topics"),
    ],
)
def test_projects_of_gitlab(row: dict[str, Any], expected: bool | str) -> None:
    """By their topics; a server that does not tell them is unknown."""
    project = {"path_with_namespace": "group/a", **row}

    assert expected == fits_gitlab(project, Query(group="group", topics=("x",)))
