"""Requests of the event log -> kinds."""

from typing import Any

import pytest

from bench.kinds import TEMPLATES, count, fits, is_read, kind, rows, totals


def request(method: str, path: str, api: str = "github") -> dict[str, Any]:
    """A request event with what a kind depends on."""
    return {"api": api, "kind": "request", "method": method, "path": path}


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (request("GET", "/api/v3/orgs/octo-org"), "github GET /orgs/{org}"),
        (request("GET", "/orgs/octo-org"), "github GET /orgs/{org}"),
        (
            request("PUT", "/api/v3/repos/o/r/environments/pypi%2Fmain"),
            "github PUT /repos/{owner}/{repo}/environments/{environment}",
        ),
        (
            request("POST", "/api/v4/projects/g%2Fs%2Fp/protected_tags", "gitlab"),
            "gitlab POST /projects/{project}/protected_tags",
        ),
        (request("GET", "/simple/thing/", "testpypi"), "testpypi GET /simple/{project}/"),
        (request("GET", "/api/v3/meta"), "github GET /meta"),
        (request("GET", "/orgs//teams"), "github GET /orgs//teams"),
    ],
)
def test_kind_names_what_varies_in_the_path(event: dict[str, Any], expected: str) -> None:
    """With or without the prefix of the API; a path that no template fits stays as it came."""
    assert expected == kind(event)


@pytest.mark.parametrize("api", TEMPLATES)
def test_each_template_fits_no_other(api: str) -> None:
    """So their order does not matter."""
    for one in TEMPLATES[api]:
        assert [one] == [other for other in TEMPLATES[api] if fits(other, one)]


def test_changes_of_state_are_not_counted() -> None:
    """The log holds them beside the requests."""
    change = {"api": "github", "kind": "change", "what": "environment"}
    got = request("GET", "/user", "gitlab")
    assert {"gitlab GET /user": 2} == count([got, change, got])


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_reads_change_nothing(method: str) -> None:
    """GET and HEAD."""
    assert is_read(f"github {method} /user")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_everything_else_is_a_write(method: str) -> None:
    """Whatever it did."""
    assert not is_read(f"github {method} /user")


def test_totals_are_reads_and_writes() -> None:
    """Of all kinds together."""
    assert (5, 2) == totals({"a GET /x": 3, "b HEAD /y": 2, "a POST /x": 2})


def test_rows_show_every_kind_of_every_side_and_the_totals() -> None:
    """Reads first, then writes; a dash where a side had none."""
    assert [
        ["a GET /x", "1", "-"],
        ["b GET /y", "-", "2"],
        ["a DELETE /x", "1", "-"],
        ["all reads", "1", "2"],
        ["all writes", "1", "0"],
    ] == rows([{"a DELETE /x": 1, "a GET /x": 1}, {"b GET /y": 2}])
