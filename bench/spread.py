"""Repeated measurements -> smallest, middle and largest, and their ratios. Pure."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    """What is said of a figure that was measured several times."""

    low: float
    median: float
    high: float

    def text(self, digits: int = 2) -> str:
        """`1.02 1.05 1.20`: min, median, max."""
        return " ".join(f"{value:.{digits}f}" for value in (self.low, self.median, self.high))


def spread(values: Iterable[float]) -> Spread:
    """Of at least one value."""
    known = sorted(values)
    if not known:
        raise ValueError("nothing was measured")
    return Spread(known[0], statistics.median(known), known[-1])


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> Spread:
    """Pair by pair, so that what slows the machine down slows both sides of a ratio."""
    return spread(one / other for one, other in zip(ours, theirs, strict=True))
