"""How many shards a fleet has, and how many of them run at once. Pure."""

from collections.abc import Mapping

from .model import FleetCiError, Known, System, Wanted

EACH = 50
"""Repositories that a shard has at most, where nobody says how many shards there are."""
MOST: Mapping[System, int] = {"github-actions": 256, "gitlab-ci": 200}
"""Jobs of a matrix (GitHub docs, "Actions limits"), of `parallel:` (GitLab docs, CI/CD YAML)."""
POINTS = 900
"""A minute, for all requests with one token (GitHub docs, "Rate limits for the REST API")."""

FEWEST = 30
"""Less is not enough for one repository in a minute."""


def shards(known: Known, wanted: Wanted) -> int:
    """As asked; else the least power of two, for which a growing fleet seldom changes it."""
    most = MOST[wanted.on]
    if wanted.shards is not None:
        if wanted.shards > most:
            found = f"{wanted.on} runs at most {most} jobs of one kind, not {wanted.shards}"
            raise FleetCiError(f"{found}; say --shards {most} or fewer")
        return wanted.shards
    if known.unasked:
        found = f"{known.fleet} has queries, so the number of its projects is not known"
        raise FleetCiError(f"{found}; say --shards N, about one for {EACH} repositories")
    count = 1
    while count * EACH < len(known.projects):
        count *= 2
    return min(count, most)


def lanes(shards: int, at_once: int) -> int:
    """Rows of shards of the same length that run beside each other, at most as many as asked."""
    return next(n for n in range(min(shards, at_once), 0, -1) if shards % n == 0)


def points(at_once: int) -> int:
    """A shard's part of what one token may do in a minute."""
    if POINTS // at_once < FEWEST:
        found = f"--at-once {at_once} leaves each shard {POINTS // at_once} points a minute"
        raise FleetCiError(f"{found} of GitHub's {POINTS}; say {POINTS // FEWEST} or fewer")
    return POINTS // at_once
