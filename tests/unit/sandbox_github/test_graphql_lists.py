"""GraphQL shows repositories in pages, and of each what the public schema has."""

from typing import Any

import pytest

from .conftest import Sandbox, make
from .test_graphql import ask

PAGE = """
query($first: Int!, $after: String, $order: RepositoryOrder) {
  rateLimit { cost }
  repositoryOwner(login: "org") {
    repositories(first: $first, after: $after, orderBy: $order) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        nameWithOwner
        viewerPermission
        defaultBranchRef { name }
        environments(first: 10) {
          totalCount
          nodes {
            name
            protectionRules(first: 10) {
              nodes {
                type
                timeout
                preventSelfReview
                reviewers(first: 6) { nodes { ... on Team { slug } ... on User { login } } }
              }
            }
          }
        }
        rulesets(first: 10) {
          nodes {
            name
            target
            enforcement
            source { __typename }
            conditions { refName { include exclude } }
            rules(first: 10) { nodes { type } }
          }
        }
        object(expression: "HEAD:.github/workflows") {
          ... on Tree { entries { name type object { ... on Blob { text isTruncated } } } }
        }
      }
    }
  }
}
"""
RULESET = {
    "name": "tags",
    "target": "tag",
    "enforcement": "active",
    "conditions": {"ref_name": {"include": ["refs/tags/v*"], "exclude": []}},
    "rules": [{"type": "creation"}],
}
NAMES = "nodes { nameWithOwner }"


def listed(github: Sandbox, who: str = "boss", **variables: Any) -> Any:
    """The connection of a page."""
    return ask(github, PAGE, who, **variables)["data"]["repositoryOwner"]["repositories"]


def test_pages(github: Sandbox) -> None:
    """A cursor leads on; the order is that of creation, newest last."""
    one = listed(github, first=2)
    two = listed(github, first=2, after=one["pageInfo"]["endCursor"])

    assert ["org/open", "org/closed"] == [n["nameWithOwner"] for n in one["nodes"]]
    assert ["org/old"] == [n["nameWithOwner"] for n in two["nodes"]]
    assert (True, False) == (one["pageInfo"]["hasNextPage"], two["pageInfo"]["hasNextPage"])
    assert 3 == one["totalCount"] == two["totalCount"]


def test_hidden_repositories_are_not_counted(github: Sandbox) -> None:
    """Who cannot see a repository does not learn that it is there."""
    found = listed(github, "stranger", first=10)

    assert ["org/open", "org/old"] == [n["nameWithOwner"] for n in found["nodes"]]
    assert 2 == found["totalCount"]


def test_details() -> None:
    """Environments with reviewers, rulesets with refs, files with their text."""
    github = make(
        repositories=[
            {
                "name": "org/open",
                "teams": {"releasers": "push"},
                "files": {".github/workflows/ci.yml": "on: push\n"},
                "environments": [{"name": "pypi", "reviewers": [{"slug": "releasers"}]}],
                "rulesets": [RULESET],
            }
        ]
    )

    (node,) = listed(github, first=1)["nodes"]

    (environment,) = node["environments"]["nodes"]
    rule = {"type": "REQUIRED_REVIEWERS", "timeout": 0, "preventSelfReview": False}
    assert [{**rule, "reviewers": {"nodes": [{"slug": "releasers"}]}}] == environment[
        "protectionRules"
    ]["nodes"]
    assert "ADMIN" == node["viewerPermission"]
    assert [
        {
            "name": "tags",
            "target": "TAG",
            "enforcement": "ACTIVE",
            "source": {"__typename": "Repository"},
            "conditions": {"refName": {"include": ["refs/tags/v*"], "exclude": []}},
            "rules": {"nodes": [{"type": "CREATION"}]},
        }
    ] == node["rulesets"]["nodes"]
    blob = {"text": "on: push\n", "isTruncated": False}
    assert {"entries": [{"name": "ci.yml", "type": "blob", "object": blob}]} == node["object"]


def test_points(github: Sandbox) -> None:
    """A connection in a connection costs for each of the outer ones; the budget is less by it."""
    found = ask(github, PAGE, first=50)

    requests = 1 + 50 + 50 * 10 + 50 * 10 * 10 + 50 + 50 * 10
    assert round(requests / 100) == found["data"]["rateLimit"]["cost"]
    rate = github.get("/rate_limit")["resources"]["graphql"]
    assert round(requests / 100) == rate["used"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("", "You must provide a `first` or `last` value"),
        ("(first: 101)", "exceeds the `first` limit of 100"),
        ('(first: 1, after: "?")', "valid cursor"),
    ],
)
def test_pages_have_bounds(github: Sandbox, given: str, message: str) -> None:
    """A list without a size, or with too large a one, is refused."""
    query = f'{{ repositoryOwner(login: "org") {{ repositories{given} {{ {NAMES} }} }} }}'

    found = ask(github, query)

    assert {"repositoryOwner": None} == found["data"]
    assert message in found["errors"][0]["message"]


def test_rulesets_are_null_without_the_plan(github: Sandbox) -> None:
    """A private repository of a free plan has none to show."""
    query = """{ repository(owner: "poor", name: "closed") {
      rulesets(first: 1) { totalCount } environments(first: 1) { totalCount } } }"""

    found = ask(github, query)["data"]["repository"]

    assert {"rulesets": None, "environments": {"totalCount": 0}} == found


def test_person_by_number(github: Sandbox) -> None:
    """REST knows people by their number, and 404 for one that nobody has."""
    assert "alice" == github.get(f"/user/{github.user('alice')}")["login"]
    assert 404 == github.ask("GET", "/user/1").status
