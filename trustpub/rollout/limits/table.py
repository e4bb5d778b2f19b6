"""How much the forges allow, as they document it. Pure.

GitHub docs, "Rate limits for the REST API": 900 points a minute, a read is one and a write five; no
more than 100 requests at once. The hour (5,000 requests for a person, more for apps and in an
enterprise) is told by the headers of every answer, and by `GET /rate_limit`, which costs nothing.
The 80 requests a minute that make content are about issues, comments and the like, which notify
people: not about settings. GitLab docs, "Rate limits on GitLab.com": 2,000 requests a minute; what
another instance allows is told by its headers.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ...model import Forge

Amounts = Mapping[str, float]
"""What is sent, by what it counts against: `github/points`."""
POINTS, REQUESTS = "github/points", "{}/requests"
A_MINUTE, MINUTE = 900, 60.0
HOURLY, HOUR = 5000, 3600.0
GITLAB_REQUESTS = 1950
WRITE_POINTS = 5
LEAST = 50.0
"""Points that one repository takes, or a little more."""
SLACK = 0.25
"""Seconds: requests are stamped when they are answered, so the forge counted them before that."""
MARGIN = 300
"""One point of so many is kept for what is not foretold."""
AT_ONCE, JOBS = 90, 8
"""GitHub's requests at once, less a few; how many one process sends at once."""
FRESH = 600.0
"""Seconds in which an answer about an organisation or a person need not be asked for again."""
TITLES: Mapping[str, str] = {"github": "GitHub", "gitlab": "GitLab"}


class Limit(NamedTuple):
    """So much within so many seconds, wherever they begin."""

    key: str
    words: str
    most: float
    seconds: float


def table(points: tuple[float, float] | None, sharers: int) -> tuple[Limit, ...]:
    """All that is known before anybody is asked; `points` in so many seconds, 0: no such limit.

    As long as nothing else is said, the shards of a fleet share what one token may send.
    """
    most, seconds = points or shared(sharers)
    found = [Limit("gitlab/requests", "GitLab's 2,000 requests a minute", GITLAB_REQUESTS, MINUTE)]
    found = [one._replace(most=one.most / sharers) for one in found]
    if most:
        kept = most - max(1.0, most / MARGIN)
        found.append(Limit(POINTS, told(most, seconds), kept, seconds))
    return tuple(one._replace(seconds=one.seconds + SLACK) for one in found)


def shared(sharers: int) -> tuple[float, float]:
    """A minute's points for each of so many; with many of them, those of a longer time."""
    most = max(A_MINUTE / sharers, LEAST)
    return most, MINUTE * most * sharers / A_MINUTE


def told(most: float, seconds: float) -> str:
    """`GitHub's 900 points a minute`."""
    when = "a minute" if seconds == MINUTE else f"in {seconds:g} s"
    return f"GitHub's {most:,.0f} points {when}"


def amounts(forge: Forge | str, reads: float, writes: float) -> dict[str, float]:
    """What so many requests count."""
    found = {REQUESTS.format(forge): reads + writes}
    if forge == "github":
        found[POINTS] = reads + WRITE_POINTS * writes
    return found


def total(parts: Iterable[Amounts]) -> dict[str, float]:
    """All together."""
    found: dict[str, float] = {}
    for part in parts:
        for key, amount in part.items():
            found[key] = found.get(key, 0.0) + amount
    return found


def forge_of(key: str) -> str:
    """Whose limit it is."""
    return key.partition("/")[0]


def jobs(parallel: int) -> int:
    """How many requests each of so many processes may send at once."""
    return max(1, min(JOBS, AT_ONCE // parallel))


SHARED: Mapping[str, re.Pattern[str]] = {
    "github": re.compile(r"/(?:orgs|users)/[^/?]+$|/orgs/[^/?]+/teams\?"),
    "gitlab": re.compile(r"/namespaces/[^/?]+$"),
}
"""What is asked about organisations and people, the same for many repositories."""
NONE = re.compile(r"/orgs/[^/?]+$")
"""A person's account is no organisation: that it is not there is an answer too."""


def shared_by_many(forge: str, url: str, status: int) -> bool:
    """Whether an answer is about no single repository."""
    return bool((SHARED[forge] if status == 200 else NONE).search(url)) and status in (200, 404)
