"""When the next request may go: limits are waited for, not met.

GitHub docs, "Rate limits for the REST API": 900 points a minute for REST and 2,000 for GraphQL; a
GET is 1 point, a query too, a write 5; no more than 100 requests at once; 80 a minute and 500 an
hour that make content. "Best practices for using the REST API": a second between two writes. GitLab
docs, "Rate limits on GitLab.com": 2,000 requests a minute for each person; of these 200 for
members/all, 400 for single projects, 600 for a group's projects, and 300 in ten minutes for single
users.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from math import inf
from threading import Event, Lock

MINUTE = 61.0
"""Seconds: requests may arrive closer together than they were sent."""
DELETE, CONTENT = "core/write", "core/write/content"
"""Kinds of writes. GitHub does not tell which make content: all but a DELETE are counted so."""
GITHUB = {"core": 880, "graphql": 880, CONTENT: 78}
GITHUB_BESIDE = {DELETE: (1, 1.0), CONTENT: (490, 3610.0)}
GITHUB_POINTS = {DELETE: 5, CONTENT: 5}
GITLAB = {
    "core": 1900,
    "core/members": 190,
    "core/projects": 380,
    "core/groups": 570,
    "core/users": 28,
}
"""What stands behind `/` counts against what stands before it too."""
RESERVE = 10
"""Requests of the hour that are left to others with the same token, and to those under way."""


@dataclass
class Bucket:
    """What is known of one limit."""

    sent: deque[float] = field(default_factory=deque)
    remaining: int | None = None
    """What the forge told last, less what was sent since."""
    told: int = 0
    """The least that it told since the reset; what is not modified costs nothing."""
    reset: float = 0.0
    until: float = 0.0
    """Nothing before: a limit was met."""


@dataclass
class Pace:
    """Says how long to wait; nothing here sends or sleeps but through what is handed in."""

    a_minute: Mapping[str, int]
    patience: float = 3700.0
    """Seconds that are waited for at most."""
    notice: Callable[[float], None] = lambda seconds: None
    """Hears of each wait before it begins."""
    clock: Callable[[], float] = time.time
    sleep: Callable[[float], object] | None = None
    """Left out: sleep, until `stopped` is set."""
    stopped: Event = field(default_factory=Event, repr=False)
    buckets: dict[str, Bucket] = field(default_factory=dict)
    minute: float = MINUTE
    remember: Callable[[str, float], None] = lambda kind, at: None
    """Hears of each request, so that the next run knows what this one sent."""
    beside: Mapping[str, tuple[int, float]] = field(default_factory=dict)
    """Kind -> how many more are allowed in how many seconds, beside those of a minute."""
    points: Mapping[str, int] = field(default_factory=dict)
    """Kind -> what one costs of the whole (`core`); 1 for the others."""
    waited: float = 0.0
    """Seconds in which anybody waited."""
    asleep: float = 0.0
    lock: Lock = field(default_factory=Lock, repr=False)

    def before(self, kind: str) -> float:
        """Wait until one more is within every limit and count it; 0, or a wait too long to bear."""
        while not self.stopped.is_set():
            with self.lock:
                wait = self.wait(kind)
                if wait <= 0:
                    self.count(kind)
                    return 0.0
            if wait > self.patience:
                return wait
            self.pause(wait)
        return 0.0

    def count(self, kind: str) -> None:
        """One more was sent."""
        now = self.clock()
        self.remember(kind, now)
        self.recall([(kind, now)])
        for bucket in self.chain(kind).values():
            if bucket.remaining is not None:
                bucket.remaining -= 1

    def wait(self, kind: str) -> float:
        """Seconds until one more is allowed."""
        return max(
            self.wait_for(name, bucket, self.cost(kind, name))
            for name, bucket in self.chain(kind).items()
        )

    def wait_for(self, kind: str, bucket: Bucket, cost: int) -> float:
        """Seconds until one limit allows so many more."""
        now = self.clock()
        if now < bucket.until:
            return bucket.until - now
        if bucket.remaining is not None and now >= bucket.reset:
            bucket.remaining = None
        if bucket.remaining is not None and bucket.remaining <= RESERVE:
            return bucket.reset - now
        a_minute = (self.a_minute.get(kind, self.a_minute["core"]), self.minute)
        limits = (a_minute, self.beside.get(kind, a_minute))
        while bucket.sent and bucket.sent[0] <= now - max(seconds for _, seconds in limits):
            bucket.sent.popleft()
        times = (full(bucket.sent, most, cost) + seconds - now for most, seconds in limits)
        return max(0.0, *times)

    def after(self, kind: str, headers: Mapping[str, str]) -> None:
        """Learn from an answer: GitHub's and GitLab's headers differ by their `X-`."""
        remaining = number(headers, "X-RateLimit-Remaining", "RateLimit-Remaining")
        reset = number(headers, "X-RateLimit-Reset", "RateLimit-Reset")
        if remaining is None or reset is None:
            return
        with self.lock:
            bucket = self.bucket(kind.partition("/")[0])
            if reset < bucket.reset:
                return
            newer = reset > bucket.reset or bucket.remaining is None
            bucket.told = remaining if newer else min(remaining, bucket.told)
            # The few that are under way are within the reserve.
            bucket.remaining, bucket.reset = bucket.told, float(reset)

    def met(self, kind: str, seconds: float) -> None:
        """A limit was met: nothing more for so long."""
        with self.lock:
            bucket = self.bucket(kind)
            bucket.until = max(bucket.until, self.clock() + seconds)

    def pause(self, seconds: float) -> None:
        """Wait."""
        with self.lock:
            now = self.clock()
            self.waited += max(0.0, now + seconds - max(self.asleep, now))
            self.asleep = max(self.asleep, now + seconds)
        self.notice(seconds)
        (self.sleep or self.stopped.wait)(seconds)

    def recall(self, sent: Iterable[tuple[str, float]]) -> None:
        """What was sent; what an earlier run sent a moment ago counts too."""
        for kind, at in sent:
            for name, bucket in self.chain(kind).items():
                bucket.sent.extend([at] * self.cost(kind, name))

    def chain(self, kind: str) -> dict[str, Bucket]:
        """A limit, and those that it is within, the widest first."""
        return {name: self.bucket(name) for name in accumulate(kind.split("/"), "{}/{}".format)}

    def cost(self, kind: str, within: str) -> int:
        """What one of a kind counts within a limit."""
        return 1 if "/" in within else self.points.get(kind, 1)

    def bucket(self, kind: str) -> Bucket:
        """The limit of a kind."""
        return self.buckets.setdefault(kind, Bucket())


def full(sent: deque[float], most: int, cost: int) -> float:
    """When that was sent which must be forgotten before so many more fit; long ago: they fit."""
    over = min(len(sent) + cost - most, len(sent))
    return sent[over - 1] if over > 0 else -inf


def number(headers: Mapping[str, str], *names: str) -> int | None:
    """The first of these headers that is a number."""
    for name in names:
        text = headers.get(name) or ""
        if text.isascii() and text.isdigit():
            return int(text)
    return None
