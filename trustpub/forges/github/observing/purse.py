"""Requests that are foretold by kind: what is short is foretold as soon as that gets clear."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock


@dataclass
class Purse:
    """Requests foretold and not needed yet.

    Kinds are kept apart, so that what one kind does not need hides no mistake about another.
    """

    left: Counter[str] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock, repr=False)

    def put(self, costs: Mapping[str, int]) -> int:
        """Keep requests by kind; how many they are."""
        with self.lock:
            self.left.update(costs)
        return sum(costs.values())

    def take(self, kind: str, count: int) -> int:
        """Use some of a kind; how many of them were not foretold."""
        with self.lock:
            short = max(0, count - self.left[kind])
            self.left[kind] -= count - short
        return short
