"""Access levels in words."""

from collections.abc import Iterable

WORDS = {
    0: "no one",
    5: "minimal access",
    10: "guest",
    15: "planner",
    20: "reporter",
    30: "developer",
    40: "maintainer",
    50: "owner",
    60: "admin",
}
"""GitLab docs, "Access levels": `doc/api/access_requests.md`."""
ROLES = {level: WORDS[level] for level in (0, 30, 40, 60)}
"""Levels of protections: `ProtectedRefAccess`, and "Protected environments", valid levels."""
REPORTER, DEVELOPER = 20, 30


def word(level: int) -> str:
    """A level in GitLab's own word."""
    return WORDS.get(level, f"level {level}")


def widest(levels: Iterable[int]) -> int:
    """The level that lets most people in: each of several rules is enough; 0 lets nobody in."""
    return min((level for level in levels if level), default=0)
