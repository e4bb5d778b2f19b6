"""How far a look is, what is left, and when it ends. Pure but for the clock it is given."""

from collections.abc import Callable
from dataclasses import dataclass, field

WIDTH = 24


@dataclass
class Progress:
    """Shows a line after an answer, a few times a second at most."""

    show: Callable[[str], None]
    clock: Callable[[], float]
    began: float = field(init=False)
    last: float = field(init=False)

    def __post_init__(self) -> None:
        self.began = self.clock()
        self.last = self.began

    def __call__(self, sent: int, predicted: int) -> None:
        """After each answer."""
        now = self.clock()
        if now - self.last >= 0.2:
            self.last = now
            self.show(line(sent, predicted, now - self.began))

    def waiting(self, seconds: float) -> None:
        """Before a pause that keeps a limit from being met."""
        if seconds >= 2:
            self.show(f"waiting {words(seconds)}, so that no limit of requests is met")


def line(sent: int, predicted: int, seconds: float) -> str:
    """`[######------] 1,204 of 2,724 requests, about 40 s left`."""
    total = max(sent, predicted, 1)
    done = sent * WIDTH // total
    bar = "#" * done + "-" * (WIDTH - done)
    left = words(seconds / sent * (total - sent)) if sent else "?"
    return f"[{bar}] {sent:,} of {total:,} requests, about {left} left"


def words(seconds: float) -> str:
    """`40 s`, `12 min`, `2.5 h`."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
