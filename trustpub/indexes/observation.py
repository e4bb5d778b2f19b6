"""What a look at the world found: present, absent, could not look, or not understood."""

from typing import Any, Literal

from ..model import Unknown, Value


class Observation(Value):
    """One thing looked at, and what was there."""

    what: str
    """What was looked at, as a person would say it."""
    state: Literal["present", "absent", "unknown", "broken"]
    why: str | None = None
    """Why it stayed unknown, what is broken about the answer, or what exactly is absent."""
    found: Any = None
    """What was there, JSON-ready; None unless present."""

    def unknown(self) -> Unknown | None:
        """For a report's list of what could not be seen; None when it could."""
        if self.state in ("unknown", "broken"):
            return Unknown(what=self.what, why=self.why or self.state)
        return None


def present(what: str, found: Any = None) -> Observation:
    """It is there."""
    return Observation(what=what, state="present", found=found)


def absent(what: str, why: str | None = None) -> Observation:
    """It is not there: the world said so."""
    return Observation(what=what, state="absent", why=why)


def unknown(what: str, why: str) -> Observation:
    """It could not be looked at."""
    return Observation(what=what, state="unknown", why=why)


def broken(what: str, why: str) -> Observation:
    """The answer makes no sense."""
    return Observation(what=what, state="broken", why=why)
