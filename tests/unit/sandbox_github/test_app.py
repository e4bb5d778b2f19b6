"""Paths, prefixes, pages and ETags."""

from dataclasses import replace

import pytest

from sandbox.github.app import respond
from sandbox.http import Request

from .conftest import OPEN, Sandbox, make


@pytest.mark.parametrize("prefix", ["", "/api/v3"])
def test_addresses_in_bodies_work(github: Sandbox, prefix: str) -> None:
    """What an answer links to can be asked for, with the prefix the client uses."""
    request = Request.of("GET", f"{prefix}{OPEN}", token="boss-token")
    found = respond(github.state, replace(request, base_url="http://127.0.0.1:8080")).json()

    assert found["url"] == f"http://127.0.0.1:8080{prefix}{OPEN}"
    assert github.ask("GET", found["url"].removeprefix("http://127.0.0.1:8080")).status == 200


@pytest.mark.parametrize("path", ["/nothing", f"{OPEN}/pages", "/api/v3/gists", "/api/v4/user"])
def test_unknown_paths_are_refused_loudly(github: Sandbox, path: str) -> None:
    """501 that names method and path: never a 404 that could be taken for an answer."""
    response = github.ask("GET", path)

    assert response.status == 501
    assert response.json()["message"] == f"the sandbox does not know GET {path}"


def test_unknown_methods_are_refused_loudly(github: Sandbox) -> None:
    """The same for a method of a known path."""
    assert github.ask("DELETE", OPEN).json()["message"].endswith(f"DELETE {OPEN}")


def test_owner_and_repository_in_any_case(github: Sandbox) -> None:
    """Names are case-insensitive, answers have the stored case."""
    assert github.get("/repos/ORG/Open")["full_name"] == "org/open"


def test_by_id(github: Sandbox) -> None:
    """`/repositories/{id}` is the repository."""
    number = github.get(OPEN)["id"]

    assert github.get(f"/repositories/{number}")["full_name"] == "org/open"
    assert github.ask("GET", "/repositories/1/environments").status == 404


def test_etag_varies_with_token_and_content(github: Sandbox) -> None:
    """Another token or a change gives another ETag."""
    path = f"{OPEN}/environments/pypi"
    github.environment({})
    first = github.ask("GET", path).headers["ETag"]

    assert github.ask("GET", path).headers["ETag"] == first
    assert github.ask("GET", path, None, "alice").headers["ETag"] != first
    assert github.ask("GET", path, None, "alice", if_none_match=first).status == 200
    github.environment({"wait_timer": 1})
    assert github.ask("GET", path, if_none_match=first).status == 200


def test_pages(github: Sandbox) -> None:
    """Link names the neighbours, keeps the query, and is absent where there is one page."""
    for number in range(5):
        github.environment({}, name=f"e{number}")
    base = f"{OPEN}/environments"

    first = github.ask("GET", f"{base}?per_page=2").headers["Link"]
    middle = github.ask("GET", f"{base}?per_page=2&page=2").headers["Link"]

    here = f"http://127.0.0.1{base}?per_page=2&page="
    assert first == f'<{here}2>; rel="next", <{here}3>; rel="last"'
    assert middle == (
        f'<{here}1>; rel="prev", <{here}3>; rel="next", <{here}3>; rel="last", '
        f'<{here}1>; rel="first"'
    )
    assert "Link" not in github.ask("GET", base).headers
    assert github.get(f"{base}?page=9")["environments"] == []


@pytest.mark.parametrize("body", [b"{", b"[]"])
def test_bodies_that_are_no_json_object(github: Sandbox, body: bytes) -> None:
    """400 as GitHub says it."""
    request = replace(Request.of("PUT", f"{OPEN}/environments/pypi", token="boss-token"), body=body)

    response = respond(github.state, request)

    assert response.status == 400
    assert response.json()["message"] in ("Problems parsing JSON", "Body should be a JSON object")


def test_two_runs_give_the_same_ids() -> None:
    """Ids count up."""
    first, second = make(), make()
    numbers = [g.environment({}).json()["id"] for g in (first, second)]

    assert numbers[0] == numbers[1]
    assert first.get(OPEN)["id"] == second.get(OPEN)["id"]
