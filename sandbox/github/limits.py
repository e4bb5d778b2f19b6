"""The primary and the secondary rate limit.

Source: GitHub docs, "Rate limits for the REST API".
"""

import math
from dataclasses import dataclass, field

from ..http import Request, Response
from .errors import USAGE, refusal

HOUR = 3600
RATE = f"{USAGE}/rate-limits-for-the-rest-api"


@dataclass(frozen=True)
class Caller:
    """Who is metered, and for what: REST (`core`) and GraphQL have budgets of their own."""

    login: str = ""
    resource: str = "core"


@dataclass
class Window:
    """What one caller has used since `began`."""

    began: float
    used: int = 0
    points: int = 0


@dataclass
class Limits:
    """Budgets, and what each caller has used of them."""

    primary: int = 5000
    anonymous: int = 60
    points: int = 900
    seconds: float = 60
    hours: dict[Caller, Window] = field(default_factory=dict)
    minutes: dict[Caller, Window] = field(default_factory=dict)

    def budget(self, caller: Caller) -> int:
        """Requests an hour; the anonymous caller has an empty login."""
        return self.primary if caller.login else self.anonymous

    def hour(self, caller: Caller, now: float) -> Window:
        """The caller's running hour."""
        return running(self.hours, caller, now, HOUR)

    def minute(self, caller: Caller, now: float) -> Window:
        """The caller's running minute."""
        return running(self.minutes, caller, now, self.seconds)

    def refuse(self, caller: Caller, request: Request, now: float) -> Response | None:
        """The answer to a caller who is over a limit; otherwise counts the points."""
        minute = self.minute(caller, now)
        if minute.points + points(caller, request) > self.points:
            wait = math.ceil(minute.began + self.seconds - now)
            return over_secondary(max(1, wait))
        if self.hour(caller, now).used >= self.budget(caller):
            return over_primary(caller)
        minute.points += points(caller, request)
        return None

    def headers(self, caller: Caller, now: float) -> dict[str, str]:
        """`x-ratelimit-*`, as on every answer."""
        rate = self.rate(caller, now)
        return {f"X-RateLimit-{name.title()}": str(value) for name, value in rate.items()} | {
            "X-RateLimit-Resource": caller.resource
        }

    def rate(self, caller: Caller, now: float) -> dict[str, int]:
        """The budget as `GET /rate_limit` shows it."""
        hour, budget = self.hour(caller, now), self.budget(caller)
        return {
            "limit": budget,
            "used": hour.used,
            "remaining": max(0, budget - hour.used),
            "reset": math.ceil(hour.began + HOUR),
        }


def running(windows: dict[Caller, Window], caller: Caller, now: float, length: float) -> Window:
    """The window that is open now, a new one if the last has passed."""
    window = windows.get(caller)
    if window is None or now >= window.began + length:
        window = windows[caller] = Window(now)
    return window


def points(caller: Caller, request: Request) -> int:
    """GET, HEAD, OPTIONS and GraphQL queries cost 1 point, everything else 5."""
    cheap = request.method in ("GET", "HEAD", "OPTIONS") or caller.resource == "graphql"
    return 1 if cheap else 5


def over_primary(caller: Caller) -> Response:
    """403 with nothing remaining."""
    whose = f"user {caller.login}" if caller.login else "127.0.0.1"
    return refusal(
        403, f"API rate limit exceeded for {whose}.", f"{RATE}#primary-rate-limits"
    ).response


def over_secondary(wait: int) -> Response:
    """403 that says when to come back; clients know it by the end of `documentation_url`."""
    text = (
        "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
    )
    response = refusal(403, text, f"{RATE}#about-secondary-rate-limits").response
    return response.with_headers(Retry_After=str(wait))
