"""Writes through a Client: they cost more than reads, and lie a second apart."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from trustpub.errors import Limited
from trustpub.observing.pace import (
    CONTENT,
    DELETE,
    GITHUB,
    GITHUB_BESIDE,
    GITHUB_POINTS,
    GITLAB,
    Pace,
)
from trustpub.writer import Writer

from . import worlds
from .conftest import GitHub
from .worlds import REPOSITORY

PATH = f"/repos/{REPOSITORY}/actions/variables"


class Clock:
    """Time that goes on only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0

    def sleep(self, seconds: float) -> None:
        """Let time go on."""
        self.now += seconds


def pace(clock: Clock, **options: Any) -> Pace:
    """GitHub's pace on this clock."""
    beside = options.pop("beside", GITHUB_BESIDE)
    return Pace(
        GITHUB,
        clock=lambda: clock.now,
        sleep=clock.sleep,
        beside=beside,
        points=GITHUB_POINTS,
        **options,
    )


def test_write_costs_five_points() -> None:
    """176 deletes are the 880 points of a minute; then reads wait as well, and GraphQL does not."""
    paced = pace(Clock(), beside={})
    for _ in range(GITHUB["core"] // 5):
        assert 0 == paced.before(DELETE)

    assert (61, 61, 0) == (paced.wait(DELETE), paced.wait("core"), paced.wait("graphql"))


def test_write_needs_room_for_five() -> None:
    """Where reads left four points, a read may go and a write waits."""
    clock = Clock()
    paced = pace(clock, beside={})
    for _ in range(GITHUB["core"] - 4):
        paced.before("core")
        clock.now += 0.01

    assert 0 == paced.wait("core")
    assert 0 < paced.wait(DELETE) < 61


def test_second_lies_between_two_writes() -> None:
    """Reads go on meanwhile."""
    clock = Clock()
    paced = pace(clock)
    for number in range(10):
        paced.before(DELETE if number % 2 else CONTENT)

    assert 1009.0 == clock.now
    assert (1, 0) == (paced.wait(CONTENT), paced.wait("core"))


def test_content_of_a_minute_and_of_an_hour() -> None:
    """No minute has 80 that make content, no hour 500; a DELETE makes none."""
    clock, sent = Clock(), []
    paced = pace(clock, beside={CONTENT: GITHUB_BESIDE[CONTENT]})
    for _ in range(1000):
        assert 0 == paced.before(CONTENT)
        sent.append(clock.now)

    assert all(later - first > 60 for first, later in zip(sent, sent[79:], strict=False))
    assert all(later - first > 3600 for first, later in zip(sent, sent[499:], strict=False))
    assert 0 == paced.wait(DELETE)


def test_next_run_knows_the_writes_of_the_last_hour(github: GitHub) -> None:
    """What the store remembers counts as much as when it was sent."""
    first = github.client()
    first.sending.pace.beside = {}
    for name in ("A", "B"):
        Writer(first, "write").write("POST", PATH, {"name": name, "value": "v"})

    second = github.client().sending.pace

    assert (10, 2) == (len(second.bucket("core").sent), len(second.bucket(CONTENT).sent))


def test_gitlab_counts_a_write_once() -> None:
    """Its limit is of requests."""
    paced = Pace(GITLAB, clock=lambda: 1000.0)
    paced.before(DELETE)

    assert 1 == len(paced.bucket("core").sent)


def test_writes_are_counted(github: GitHub) -> None:
    """The budget of a look tells them by kind."""
    client = github.client()
    client.sending.pace.beside = {}
    writer = Writer(client, "write")
    writer.write("POST", PATH, {"name": "N", "value": "v"})
    writer.write("DELETE", f"{PATH}/N")

    assert {CONTENT: 1, DELETE: 1} == client.budget().kinds


def test_limit_that_a_write_meets_holds_up_reads(github: GitHub) -> None:
    """Nothing more is sent for as long as is asked for, and the write is not sent again."""
    limit = {"method": "DELETE", "status": 403, "headers": {"Retry-After": "7"}}
    github.sandbox.faults("github", limit)
    client = github.client(patience=5)
    with pytest.raises(Limited):
        Writer(client, "write").write("DELETE", f"{PATH}/N")

    with pytest.raises(Limited, match="was not asked"):
        client.get(f"/repos/{REPOSITORY}")
    assert 1 == client.budget().sent


def test_secondary_limit_is_not_met_by_writes(
    serve: Callable[[dict[str, Any]], GitHub],
) -> None:
    """With few points a minute no write is refused."""
    seed = worlds.seed()
    seed["limits"] = {"secondary": {"points": 50, "seconds": 1}}
    github = serve(seed)
    client = github.client()
    paced = client.sending.pace
    paced.a_minute, paced.minute, paced.sleep = {"core": 48}, 1.3, time.sleep
    paced.beside = {}
    writer = Writer(client, "write")
    for number in range(30):
        writer.write("POST", PATH, {"name": f"N{number}", "value": "v"})

    answered = {e["status"] for e in github.sandbox.events("github") if e["kind"] == "request"}
    assert {201} == answered
