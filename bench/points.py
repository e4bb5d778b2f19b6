"""What a run sent to GitHub, and what the points limit would have let through. Pure."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from .fleets import WINDOW
from .kinds import READS

WRITE = 5
FORETOLD = re.compile(r"github: ([\d,]+) reads, ([\d,]+) writes")
Events = Sequence[Mapping[str, Any]]


class Sent(NamedTuple):
    """Requests by kind."""

    reads: int
    writes: int
    provoked: int = 0
    """Of these, those that were answered 403 or 429."""

    @property
    def requests(self) -> int:
        """All of them."""
        return self.reads + self.writes

    @property
    def points(self) -> int:
        """Of the secondary limit; a query of GraphQL is a read."""
        return self.reads + WRITE * self.writes


def sent(events: Events, api: str = "") -> Sent:
    """The requests of an event log, to one API or to all."""
    requests = [e for e in events if e["kind"] == "request" and api in ("", e["api"])]
    reads = sum(is_read(one) for one in requests)
    provoked = sum(one["status"] in (403, 429) for one in requests)
    return Sent(reads, len(requests) - reads, provoked)


def is_read(event: Mapping[str, Any]) -> bool:
    """Whether it costs one point."""
    return event["method"] in READS or str(event["path"]).endswith("/graphql")


def foretold(told: str) -> Sent | None:
    """What the command said before it began; None where it said nothing."""
    found = FORETOLD.search(told)
    return Sent(*(int(number.replace(",", "")) for number in found.groups())) if found else None


def rate(points: int, limit: int, seconds: float) -> float:
    """Points against as many as the limit's rate gives in that time.

    Above 1 where a run is short: the first window may be filled at once.
    """
    return points / (limit * seconds / WINDOW)


def share(points: int, limit: int, seconds: float) -> float:
    """Points against the most that the limit lets through in that time; never above 1.

    A window that has begun may be filled at once, the last one too.
    """
    return points / (limit * (int(seconds // WINDOW) + 1))
