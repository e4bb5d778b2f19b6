"""Looks -> tables."""

from typing import Any

import pytest

from bench.observe import Look, allowed, growth, limited, look_of, of_group, ratio
from bench.refresh import Run, rows


def look(rest: int, graphql: int = 0, wall: float = 1.0, **more: Any) -> Look:
    """A look with so many requests."""
    said = {"wall": wall, "peak": 50.0, "repositories": 4, "unseen": 0, "predicted": 9, **more}
    return Look(said, rest, graphql, 0, 0)


def test_log_tells_kinds_and_refusals() -> None:
    """Changes are no requests; 304 costs nothing; 403 and 429 are limits that were met."""
    paths = ["/graphql", "/api/graphql", "/repos/o/r", "/repos/o/r", "/orgs/o", "/orgs/o"]
    statuses = [200, 200, 200, 304, 403, 429]
    requests = [
        {"kind": "request", "path": path, "status": status}
        for path, status in zip(paths, statuses, strict=True)
    ]
    found = look_of({}, [*requests, {"kind": "change"}])
    assert (4, 2, 1, 2) == (found.rest, found.graphql, found.unchanged, found.provoked)
    assert (6, 5) == (found.requests, found.paid)


@pytest.mark.parametrize(
    ("looks", "seconds"),
    [
        ([look(0)], 0),
        ([look(900)], 0),
        ([look(901)], 60),
        ([look(1801)], 120),
        ([look(1, 2001)], 60),
        ([look(900), look(1)], 60),
    ],
)
def test_limits_allow_a_burst_and_then_wait(looks: list[Look], seconds: float) -> None:
    """The first 900 of a minute go at once; those of two runs count together."""
    assert seconds == allowed(*looks)


def test_ratio_of_nothing_is_a_dash() -> None:
    """No limit was near."""
    assert ("-", "0.500") == (ratio(1, 0), ratio(1, 2))


def test_tables_show_each_figure_with_its_target() -> None:
    """With limits, without, and of a group."""
    table = limited((look(1801, 10, 130.0), look(100, 10, 20.0)))
    assert "1.083" in table
    assert "1.250" in table
    assert "1100" in table
    assert "10.000" in growth((look(10), look(10)), (look(100), look(100)))
    assert "4.000" in of_group(look(16), look(20))


def test_refresh_shows_both_runs_against_the_plan() -> None:
    """Ratios are taken round by round."""
    rounds = [(Run(20, 20, 1, 1), Run(20, 5, 1, 1), Run(10, 10, 2, 4))]
    found = list(rows(rounds))
    assert ["cold: requests", "20 20 20", "10 10 10", "2.00 2.00 2.00"] == found[0]
    assert ["second run: of the hour's limit", "5 5 5", "10 10 10", "0.50 0.50 0.50"] == found[5]
    assert 8 == len(found)
