"""Faults that hit a share of the requests."""

import pytest

from sandbox.faults import parse_faults
from sandbox.http import Request
from sandbox.world import make_world

GET = Request.of("GET", "/x")


def hits(**fault: object) -> list[bool]:
    """Which of 2,000 requests a fault hits."""
    (one,) = parse_faults({"faults": [{"times": None, **fault}]})
    return [one.hits(GET) for _ in range(2000)]


def test_a_share_of_the_requests_is_hit_and_always_the_same_ones() -> None:
    """The seed says which; without a share it is all of them."""
    once = hits(share=0.1, seed=1)

    assert 150 < sum(once) < 250
    assert once == hits(share=0.1, seed=1)
    assert once != hits(share=0.1, seed=2)
    assert all(hits())
    assert not any(hits(share=0))


def test_skip_and_times_count_beside_a_share() -> None:
    """Those skipped are no part of the row."""
    assert hits(share=0.1, seed=1)[:1990] == hits(share=0.1, seed=1, skip=10)[10:]
    assert 3 == sum(hits(share=0.1, seed=1, times=3))


@pytest.mark.parametrize("share", [1.5, -0.1])
def test_a_share_is_from_0_to_1(share: float) -> None:
    """A percentage is none."""
    with pytest.raises(ValueError, match="from 0 to 1"):
        parse_faults({"faults": [{"share": share}]})


def test_what_was_hit_is_told_in_its_event() -> None:
    """By the name of the fault; the generator of its chances is no field."""
    api = make_world({"github": {}}).apis["github"]
    api.set_faults(Request.of("POST", "/", {"faults": [{"name": "reset", "status": 500}]}))
    api(Request.of("GET", "/api/v3/rate_limit"))
    api(Request.of("GET", "/api/v3/rate_limit"))

    assert ["reset", None] == [event.get("fault") for event in api.log.of("github")]
    with pytest.raises(ValueError, match="unknown fault field 'chance'"):
        parse_faults({"faults": [{"chance": 1}]})
