"""When the next request may go: limits are waited for, not met.

GitHub docs, "Rate limits for the REST API": 900 points a minute for REST and 2,000 for GraphQL, a
GET is 1 point, a query too; no more than 100 requests at once. GitLab docs, "Rate limits on
GitLab.com": 2,000 requests a minute for each person; of these 200 for members/all, 400 for single
projects, 600 for a group's projects, and 300 in ten minutes for single users.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from threading import Event, Lock

MINUTE = 61.0
"""Seconds: requests may arrive closer together than they were sent."""
GITHUB = {"core": 880, "graphql": 880}
GITLAB = {
    "core": 1900,
    "core/members": 190,
    "core/projects": 380,
    "core/groups": 570,
    "core/users": 28,
}
"""What stands behind `/` counts against both."""
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
        for bucket in self.chain(kind).values():
            bucket.sent.append(now)
            if bucket.remaining is not None:
                bucket.remaining -= 1

    def wait(self, kind: str) -> float:
        """Seconds until one more is allowed."""
        return max(self.wait_for(name, bucket) for name, bucket in self.chain(kind).items())

    def wait_for(self, kind: str, bucket: Bucket) -> float:
        """Seconds until one limit allows one more."""
        now = self.clock()
        if now < bucket.until:
            return bucket.until - now
        if bucket.remaining is not None and now >= bucket.reset:
            bucket.remaining = None
        if bucket.remaining is not None and bucket.remaining <= RESERVE:
            return bucket.reset - now
        while bucket.sent and bucket.sent[0] <= now - self.minute:
            bucket.sent.popleft()
        most = self.a_minute.get(kind, self.a_minute["core"])
        return bucket.sent[0] + self.minute - now if len(bucket.sent) >= most else 0.0

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
        """What an earlier run sent in the last minute counts too."""
        for kind, at in sent:
            for bucket in self.chain(kind).values():
                bucket.sent.append(at)

    def chain(self, kind: str) -> dict[str, Bucket]:
        """A limit, and the one that it is within."""
        return {name: self.bucket(name) for name in dict.fromkeys((kind.partition("/")[0], kind))}

    def bucket(self, kind: str) -> Bucket:
        """The limit of a kind."""
        return self.buckets.setdefault(kind, Bucket())


def number(headers: Mapping[str, str], *names: str) -> int | None:
    """The first of these headers that is a number."""
    for name in names:
        text = headers.get(name) or ""
        if text.isascii() and text.isdigit():
            return int(text)
    return None
