"""Limits are waited for and not met; what is waited too long for is unknown."""

import time
from collections.abc import Callable
from threading import Lock
from typing import Any

import pytest

from trustpub.errors import Limited, Refused, Unreachable
from trustpub.forges.github.observing.bulk import observe_org
from trustpub.forges.github.observing.observe import observe
from trustpub.observing.pace import GITLAB, RESERVE, Pace

from . import worlds
from .conftest import GitHub
from .worlds import REPOSITORY, as_declared

Serve = Callable[[dict[str, Any]], GitHub]


class Clock:
    """Time that goes on only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0

    def sleep(self, seconds: float) -> None:
        """Let time go on."""
        self.now += seconds


def pace(clock: Clock, **options: Any) -> Pace:
    """A pace of this clock."""
    return Pace({"core": 10}, clock=lambda: clock.now, sleep=clock.sleep, **options)


def statuses(github: GitHub) -> set[int]:
    """How requests were answered."""
    return {e["status"] for e in github.sandbox.events("github") if e["kind"] == "request"}


def test_minute_is_not_overrun() -> None:
    """In no minute more than allowed, and not much less: 100 requests take nine minutes."""
    clock, sent = Clock(), []
    paced = pace(clock)
    for _ in range(100):
        assert 0 == paced.before("core")
        sent.append(clock.now)

    assert all(later - first > 60 for first, later in zip(sent, sent[10:], strict=False))
    assert 9 * 61 == clock.now - 1000 == paced.waited


def test_interrupt_ends_all_waits(github: GitHub) -> None:
    """Who is interrupted while others wait for the next hour need not wait for them."""
    client = github.client()
    paced = client.sending.pace
    paced.sleep = None
    paced.met("core", 3600)
    began = time.monotonic()

    def look(number: int) -> None:
        if number == 0:
            raise KeyboardInterrupt
        client.get(f"/repos/{REPOSITORY}")

    with pytest.raises(KeyboardInterrupt):
        client.each(look, range(20))

    assert time.monotonic() - began < 5
    assert 0 == client.budget().sent


def test_next_run_knows_what_this_one_sent(github: GitHub) -> None:
    """A run that begins in the same minute has only the rest of it."""
    first = github.client()
    observe(first, [REPOSITORY])

    second = github.client()

    assert first.budget().sent == len(second.sending.pace.bucket("core").sent)


def test_waits_at_the_same_time_count_once() -> None:
    """Eight that wait a minute together waited a minute."""
    paced = pace(Clock())
    paced.sleep = lambda seconds: None
    for _ in range(8):
        paced.pause(60)

    assert 60 == paced.waited


def test_kinds_have_limits_of_their_own() -> None:
    """GraphQL does not wait for REST; a part of REST counts against the whole too."""
    clock = Clock()
    paced = Pace(GITLAB, clock=lambda: clock.now, sleep=clock.sleep)
    for _ in range(190):
        paced.before("core/members")

    assert 0 == paced.wait("core")
    assert paced.wait("core/members") > 60


def test_hour_is_not_used_up() -> None:
    """Near the end of the hour's requests it waits for the next, and leaves some to others."""
    clock = Clock()
    paced = pace(clock)
    reset = str(int(clock.now) + 600)
    left = {"X-RateLimit-Remaining": str(RESERVE + 1), "X-RateLimit-Reset": reset}
    paced.after("core", left)

    assert (0, 1000) == (paced.before("core"), clock.now)
    assert (0, 1600) == (paced.before("core"), clock.now)


def test_late_answer_tells_nothing_new() -> None:
    """Answers come out of order: of one hour the least that is left counts."""
    paced = pace(Clock())
    for left in ("40", "50"):
        paced.after("core", {"RateLimit-Remaining": left, "RateLimit-Reset": "2000"})

    assert 40 == paced.bucket("core").remaining


def test_wait_that_is_too_long() -> None:
    """Who has no patience is told how long it would be, and nothing is sent."""
    paced = pace(Clock(), patience=10.0)
    paced.met("core", 600)

    assert 600 == paced.before("core")


def test_secondary_limit_is_not_met(serve: Serve) -> None:
    """With few points a minute nothing is refused; it takes as long as the points allow."""
    seed = worlds.seed(*(as_declared(f"octo-org/lib{n}") for n in range(12)))
    seed["limits"] = {"secondary": {"points": 40, "seconds": 1}}
    github = serve(seed)
    client = github.client()
    paced = client.sending.pace
    paced.a_minute, paced.minute, paced.sleep = {"core": 38, "graphql": 38}, 1.3, time.sleep
    began = time.monotonic()

    observe_org(client, "octo-org")

    assert {200} == statuses(github)
    assert time.monotonic() - began < (client.budget().sent // 38 + 1) * 1.3 * 1.2


def test_primary_limit_is_not_met(serve: Serve) -> None:
    """Where the hour does not suffice, what is left is unknown; no refusal is provoked."""
    names = [f"octo-org/lib{n}" for n in range(12)]
    seed = worlds.seed(*(as_declared(name) for name in names))
    seed["limits"] = {"primary": 50, "secondary": {"points": 100_000}}
    github = serve(seed)
    client = github.client(patience=5)

    found = observe(client, names)

    assert {200} == statuses(github)
    assert client.budget().sent <= 50
    late = [one for one in found if one.state == "unknown"]
    assert late
    assert all("used up for" in str(one.why) for one in late)


def test_limit_that_others_used_up(github: GitHub) -> None:
    """A refusal all the same: it waits as long as is asked for, and tries again."""
    body = {"message": "You have exceeded a secondary rate limit."}
    limit = {"path": "/environments$", "status": 403, "body": body, "headers": {"Retry-After": "7"}}
    github.sandbox.faults("github", limit)
    waits: list[float] = []
    client = github.client(notice=waits.append)
    now = [time.time()]
    client.sending.pace.clock = lambda: now[0]
    client.sending.pace.sleep = lambda seconds: now.__setitem__(0, now[0] + seconds)

    (found,) = observe(client, [REPOSITORY])

    assert {} == found.unseen
    assert [7] == [round(wait) for wait in waits if wait > 1]


def test_no_more_than_eight_at_a_time(github: GitHub) -> None:
    """However many ask, eight requests are under way at most, and answers keep their order."""
    client = github.client()
    lock, under_way, most = Lock(), [0], [0]
    plain = client.send

    def slow(url: str, headers: Any = None) -> Any:
        with lock:
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
        time.sleep(0.01)
        try:
            return plain(url, headers)
        finally:
            with lock:
                under_way[0] -= 1

    client.send = slow  # type: ignore[method-assign]
    names = [REPOSITORY, *(f"octo-org/lib{n}" for n in range(30))]
    found = observe(client, names)

    assert 8 == most[0]
    assert names == [one.name for one in found]


def test_forge_that_is_out_of_reach(github: GitHub) -> None:
    """After some failures in a row nothing more is tried."""
    client = github.client()
    client.base_url = "http://127.0.0.1:9"

    found = observe(client, [f"octo-org/lib{n}" for n in range(100)])

    assert {"unknown"} == {one.state for one in found}
    assert client.budget().sent < 30
    assert isinstance(client.sending.dead, Unreachable)


def test_refused_token_is_not_sent_again(github: GitHub) -> None:
    """401: whatever else would be asked has the same answer."""
    client = github.client("wrong-token")
    observe(client, [f"octo-org/lib{n}" for n in range(100)])

    assert client.budget().sent <= 8
    assert isinstance(client.sending.dead, Refused)


def test_graphql_that_is_used_up(github: GitHub) -> None:
    """GraphQL says it in a body with status 200."""
    body = {"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}
    github.sandbox.faults("github", {"path": "/graphql", "status": 200, "body": body})

    with pytest.raises(Limited):
        github.client().graphql("query { rateLimit { cost } }", {})


def test_what_was_not_modified_costs_nothing() -> None:
    """The forge says what is left: requests that it does not count are not counted here."""
    paced = Pace({"core": 100_000}, clock=lambda: 1000.0, sleep=lambda seconds: None)
    left = {"X-RateLimit-Remaining": "40", "X-RateLimit-Reset": "2000"}

    for _ in range(200):
        assert paced.before("core") == 0.0
        paced.after("core", left)

    assert paced.waited == 0.0


def test_answers_out_of_order() -> None:
    """The least that was told counts, and nothing from before the last reset."""
    paced = Pace({"core": 100_000}, clock=lambda: 1000.0, sleep=lambda seconds: None)
    for left, reset in (("30", "2000"), ("10", "2000"), ("20", "2000"), ("4000", "1500")):
        paced.after("core", {"X-RateLimit-Remaining": left, "X-RateLimit-Reset": reset})

    assert (10, 2000.0) == (paced.bucket("core").remaining, paced.bucket("core").reset)
