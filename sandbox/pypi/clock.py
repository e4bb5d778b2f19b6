"""A clock that a test can move forward."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime

DAY = 86400.0


@dataclass
class Clock:
    """The real time and what was added to it."""

    ahead: float = 0.0

    def now(self) -> float:
        """Seconds since the epoch."""
        return time.time() + self.ahead

    def advance(self, seconds: float) -> None:
        """Move on; never back."""
        if seconds < 0:
            raise ValueError("the clock only moves forward")
        self.ahead += seconds


def iso(moment: float) -> str:
    """As PyPI writes it: UTC with microseconds."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
