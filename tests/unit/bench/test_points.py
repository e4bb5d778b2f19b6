"""What was sent, and what the limit would have let through."""

from typing import Any

import pytest

from bench.points import Sent, foretold, rate, sent, share


def request(method: str, path: str = "/repos/o/r", status: int = 200, api: str = "github") -> Any:
    """A request as the event log has it."""
    return {"kind": "request", "api": api, "method": method, "path": path, "status": status}


def test_requests_are_counted_by_kind_and_api() -> None:
    """A query of GraphQL is a read; changes are none; refusals are told."""
    events = [
        request("GET"),
        request("PUT", status=403),
        request("POST", "/graphql"),
        request("GET", status=429),
        request("GET", api="pypi"),
        {"kind": "change", "api": "github"},
    ]

    assert Sent(3, 1, 2) == sent(events, "github")
    assert (3 + 5, 4) == (sent(events, "github").points, sent(events, "github").requests)
    assert 5 == sent(events).requests


@pytest.mark.parametrize(
    ("seconds", "expected"), [(10, 1.0), (59.9, 1.0), (60, 0.5), (119, 0.5), (120, 1 / 3)]
)
def test_a_window_that_has_begun_counts_whole(seconds: float, expected: float) -> None:
    """It may be filled at once."""
    assert expected == pytest.approx(share(900, 900, seconds))


def test_the_rate_is_against_the_mean() -> None:
    """And passes 1 where the first window was filled at once."""
    assert [0.5, 6.0] == [rate(900, 900, 120), rate(900, 900, 10)]


def test_what_was_foretold_is_read_from_what_was_said() -> None:
    """Nothing said, nothing known."""
    said = "trustpub rollout: at most about github: 1,234 reads, 60 writes; 1,534 points; 2 min"
    assert Sent(1234, 60) == foretold(said)
    assert foretold("2 repositories to apply") is None
