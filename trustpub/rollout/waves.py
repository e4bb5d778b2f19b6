"""Who goes first, and when to stop. Pure."""

from collections.abc import Sequence
from typing import TypeVar

W = TypeVar("W")
FIRST, GROWTH = 10, 10
"""Without canaries the first wave is of ten; each later one is ten times the one before."""


def waves(works: Sequence[W], canary: int) -> list[list[W]]:
    """The canaries, then ever larger waves, in the order of the fleet."""
    found: list[list[W]] = []
    size, start = canary or FIRST, 0
    while start < len(works):
        found.append(list(works[start : start + size]))
        start, size = start + size, size * GROWTH
    return found


def too_many(failed: int, size: int, share: float) -> bool:
    """Whether more than the share of a wave failed; what is still to come cannot mend that."""
    return failed > share * size
