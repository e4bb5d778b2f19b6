"""GraphQL answers little and says so."""

from typing import Any

import pytest

from .conftest import Sandbox

REPOSITORY = """
query Repo($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    __typename id databaseId nameWithOwner isPrivate visibility  # a comment
    who: owner { login ... on Organization { url } }
  }
}
"""


def ask(github: Sandbox, query: str, who: str | None = "boss", **variables: Any) -> Any:
    """The JSON of a GraphQL answer."""
    body = {"query": query, "variables": variables}
    response = github.ask("POST", "/api/graphql", body, who)
    assert response.status == 200, response.body
    return response.json()


def test_repository(github: Sandbox) -> None:
    """Variables, aliases and inline fragments work."""
    found = ask(github, REPOSITORY, owner="org", name="open")["data"]["repository"]

    assert found["nameWithOwner"] == "org/open"
    assert found["id"] == github.get("/repos/org/open")["node_id"]
    assert found["who"]["login"] == "org"
    assert "url" in found["who"]


def test_node_and_viewer(github: Sandbox) -> None:
    """A node is found by the id REST shows, several questions fit in one document."""
    node = github.get("/repos/org/open")["node_id"]
    query = f'{{ viewer {{ login }} node(id: "{node}") {{ id ... on Repository {{ name }} }} }}'

    data = ask(github, query)["data"]

    assert data == {"viewer": {"login": "boss"}, "node": {"id": node, "name": "open"}}


def test_budget_is_its_own(github: Sandbox) -> None:
    """GraphQL does not use up what REST has."""
    found = ask(github, "{ rateLimit { limit used remaining cost resetAt } }")["data"]["rateLimit"]

    assert found["limit"] == 5000
    assert github.get("/rate_limit")["resources"]["graphql"]["used"] == 1
    assert github.get("/rate_limit")["resources"]["core"]["used"] == 0


@pytest.mark.parametrize(("owner", "name"), [("org", "nothing"), ("org", "closed")])
def test_not_found(github: Sandbox, owner: str, name: str) -> None:
    """Null and an error beside it, also for what the caller may not see."""
    found = ask(github, REPOSITORY, "stranger", owner=owner, name=name)

    assert found["data"] == {"repository": None}
    assert found["errors"][0]["type"] == "NOT_FOUND"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("{ search(query: 1) { id } }", "does not know the GraphQL field 'search' on Query"),
        ('{ organization(login: "org") { teams } }', "field 'teams' on Organization"),
        ("mutation { deleteEnvironment { id } }", "GraphQL operation 'mutation'"),
        ("{ ...Named }", "named GraphQL fragments"),
        ("{ viewer @skip(if: true) { id } }", "GraphQL directives"),
        ("{ viewer }", "selections"),
        ("{ viewer { login }", "Unexpected end"),
        ("{ viewer { login } } { viewer { login } }", "one query and nothing else"),
        ("{ node(id: [1]) { id } }", "does not know the GraphQL value ["),
        ("{ ? }", "Expected a GraphQL token"),
    ],
)
def test_refused(github: Sandbox, query: str, message: str) -> None:
    """Errors and no data, naming what is not known."""
    found = ask(github, query)

    assert "data" not in found
    assert message in found["errors"][0]["message"]


def test_anonymous(github: Sandbox) -> None:
    """GraphQL is for signed-in callers."""
    assert github.ask("POST", "/api/graphql", {"query": "{ viewer { id } }"}, None).status == 401
