"""The nouns: Held (one declared resource), Able (one person or group), Look, Verified."""

from typing import Literal

from ..model import Forge, Value
from ..observing.budget import Budget
from ..observing.model import Difference

Verdict = Literal["as declared", "differs", "absent", "unknown"]


class Held(Value):
    """One declared resource, and how much of it is stored as declared."""

    kind: str
    name: str
    state: Verdict
    settings: int
    """How many settings are declared."""
    as_declared: int
    """How many of them were seen as declared."""


class Able(Value):
    """Somebody whom the config names, and whether they can do what they are named for."""

    kind: str
    name: str
    """Of the resource that names them."""
    who: str
    """`users/LOGIN`, `teams/SLUG` or `groups/PATH`, in lower case."""
    to: Literal["review", "approve", "deploy", "create tags"]
    able: bool | None
    """None: it could not be seen."""
    why: str = ""
    """Why not, or why it is not known."""


class Look(Value):
    """How one forge was asked."""

    forge: Forge
    asked: bool
    """Whether it was asked at all."""
    budget: Budget


class Verified(Value):
    """A plan against reality."""

    resources: tuple[Held, ...] = ()
    differences: tuple[Difference, ...] = ()
    """What was seen to be otherwise."""
    unseen: tuple[Difference, ...] = ()
    """What could not be seen."""
    able: tuple[Able, ...] = ()
    looks: tuple[Look, ...] = ()

    @property
    def as_declared(self) -> int:
        """Settings that were seen as declared."""
        return sum(one.as_declared for one in self.resources)

    @property
    def serious(self) -> tuple[Difference, ...]:
        """The differences that are more than a note."""
        return tuple(one for one in self.differences if one.severity != "note")
