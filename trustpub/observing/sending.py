"""Sending requests: within the limits, counted, tried again after a passing failure."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING

from ..errors import Limited, Refused, Unreachable, WorldError
from ..reader import limited
from .pace import Pace, number

if TYPE_CHECKING:
    import requests

JOBS = 8
"""Requests at a time."""
PATIENCE = 12
"""Failures to reach a forge, one after the other, from which on it is left alone."""
PASSING = (500, 502, 503, 504)
TRIES = 2


@dataclass
class Sending:
    """What was sent to one forge with one token."""

    url: str
    variable: str
    pace: Pace
    progress: Callable[[int, int], None] = lambda sent, predicted: None
    """Hears of each answer: how many were sent, how many were foretold."""
    predicted: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    failures: int = 0
    dead: WorldError | None = None
    """Why nothing more is asked."""
    lock: Lock = field(default_factory=Lock, repr=False)
    places: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(JOBS), repr=False)

    @property
    def count(self) -> int:
        """Requests sent."""
        return sum(self.kinds.values())

    def sent(self, kind: str, send: "Callable[[], requests.Response]") -> "requests.Response":
        """The answer to one request; a failure that may pass is tried once more."""
        for again in range(TRIES, 0, -1):
            try:
                answer = self.once(kind, send)
            except Unreachable:
                if again == 1 or self.dead:
                    raise
                self.pace.pause(1.0)
                continue
            if limited(answer):
                self.pace.met(kind, seconds(answer, self.pace.clock()))
            elif answer.status_code not in PASSING:
                return answer
            elif again > 1:
                self.pace.pause(1.0)
        return answer

    def single(self, kind: str, send: "Callable[[], requests.Response]") -> "requests.Response":
        """The answer to one request that is never tried again; a limit met holds up all others."""
        answer = self.once(kind, send)
        if limited(answer):
            self.pace.met(kind.partition("/")[0], seconds(answer, self.pace.clock()))
        return answer

    def once(self, kind: str, send: "Callable[[], requests.Response]") -> "requests.Response":
        """One try."""
        too_long = 0.0 if self.dead else self.pace.before(kind)
        if self.dead:
            raise self.dead
        if too_long:
            raise Limited.ahead(self.url, too_long)
        with self.places:
            try:
                answer = send()
            except Unreachable as error:
                self.learn(kind, error)
                raise
        self.learn(kind, Refused.by(self.url, self.variable) if answer.status_code == 401 else None)
        self.pace.after(kind, answer.headers)
        self.progress(self.count, max(self.count, self.predicted))
        return answer

    def halt(self) -> None:
        """Nothing more is sent, and who waits waits no longer."""
        self.dead = Unreachable.at(self.url, "stopped")
        self.pace.stopped.set()

    def learn(self, kind: str, failure: WorldError | None) -> None:
        """Count; stop asking a forge that is out of reach, or that refuses the token."""
        with self.lock:
            self.kinds[kind] = self.kinds.get(kind, 0) + 1
            self.failures = self.failures + 1 if isinstance(failure, Unreachable) else 0
            if isinstance(failure, Refused) or self.failures >= PATIENCE:
                self.dead = failure


def seconds(answer: "requests.Response", now: float) -> float:
    """How long a forge asks to wait."""
    after = number(answer.headers, "Retry-After")
    if after is not None:
        return max(1.0, float(after))
    reset = number(answer.headers, "X-RateLimit-Reset", "RateLimit-Reset")
    return max(1.0, reset - now + 1) if reset is not None else 60.0
