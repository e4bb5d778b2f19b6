"""Questions about organisations and people: asked by one repository, answered for all others.

While one asks, who needs the same waits for it, so that each is asked once, and once more when the
answer is old, however many run at once.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from ..model import Shared
from .table import FRESH

TRIES = 3
"""How many ask alone for what nobody answers; then all may ask."""


@dataclass
class Sharing:
    """Mutable; questions are the ends of addresses."""

    known: dict[str, Shared] = field(default_factory=dict)
    """By address, old ones too."""
    given: Mapping[str, Shared] = field(default_factory=dict)
    """What the repository that was begun last need not ask."""
    asking: dict[str, frozenset[str]] = field(default_factory=dict)
    """By name of a repository that runs: what it asks."""
    unanswered: Counter[str] = field(default_factory=Counter)
    """How often somebody who asked has ended without an answer."""

    def fresh(self, now: float) -> dict[str, Shared]:
        """The answers that are not old."""
        return {url: one for url, one in self.known.items() if one.at + FRESH > now}

    def missing(self, ends: Collection[str], now: float) -> frozenset[str]:
        """What has to be asked."""
        known = tuple(self.fresh(now))
        return frozenset(end for end in ends if not any(url.endswith(end) for url in known))

    def asked_by_another(self, ends: Collection[str], now: float) -> bool:
        """Whether somebody asks for some of it just now, and may have the answer soon."""
        busy = frozenset().union(*self.asking.values())
        wanted = self.missing(ends, now) & busy if busy else busy
        return any(self.unanswered[end] < TRIES for end in wanted)

    def begin(self, name: str, ends: Collection[str], now: float) -> None:
        """A repository begins, and asks what is not known."""
        self.given = self.fresh(now)
        self.asking[name] = self.missing(ends, now)

    def end(self, name: str, answers: Mapping[str, Shared], now: float) -> None:
        """It has ended."""
        self.known.update(answers)
        self.unanswered.update(self.missing(self.asking.pop(name, frozenset()), now))
