"""Lists of which a comment has room for the beginning alone. Pure."""

from collections.abc import Iterable

MORE = "... and **"
"""How a list ends that is not shown to its end."""


def within(items: Iterable[str], room: int) -> tuple[list[str], int]:
    """As many whole items as there is room for, and how many are left."""
    kept: list[str] = []
    left = 0
    for one in items:
        room -= len(one.encode()) + 1
        if room < 0:
            left += 1
        else:
            kept.append(one)
    return kept, left
