"""The nouns: Today (a difference that is there already), Sign, LiveProject, Live."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from ..model import Index, Problem, Unknown, Value
from ..observing.model import Difference
from ..rollout.detail import Detail

Doing = Literal["register", "take-away"]
SignState = Literal["used", "no-sign", "unknown"]
"""`used`: one of the newest files was published by it; `no-sign`: none was, or none tells that."""


class Today(Difference):
    """A difference between what is declared and what a forge stores today."""

    settled: bool = False
    """Whether this change declares it as it is stored."""


class Sign(Value):
    """What an index tells everybody of a publisher that a person has to register or take away."""

    doing: Doing
    index: Index
    project: str
    publisher: str
    """`pypi from release.yml in release`."""
    state: SignState
    evidence: str
    on: date | None = None
    """Day of the upload that shows it."""


class LiveProject(Value):
    """One project that changes, as it is today."""

    name: str
    """As the preview calls it."""
    dropped: bool = False
    """Whether the change declares it no more."""
    declared: int = 0
    """How many things of the forges were declared before."""
    drift: tuple[Today, ...] = ()
    """Against what was declared before."""
    there: tuple[Today, ...] = ()
    """What this change declares for the first time, and a forge has already, otherwise."""
    as_declared: int = 0
    """How many things that it declares for the first time are there already, just so."""
    stops: tuple[Problem, ...] = ()
    """What would stop a rollout of the change before its first write."""
    publishers: tuple[Sign, ...] = ()
    effects: tuple[Detail, ...] = ()
    """What the engine would do for this change."""
    pending: tuple[Detail, ...] = ()
    """Declared before, and not rolled out yet."""
    withdrawn: tuple[Detail, ...] = ()
    """The same, and this change takes it back."""
    engine: bool = False
    """Whether the engine told of both sides."""
    unknown: tuple[Unknown, ...] = ()

    @property
    def told(self) -> bool:
        """Whether there is anything to say of today."""
        return bool(self.drift or self.there or self.pending or self.withdrawn)


class Live(Value):
    """All that was looked at today."""

    projects: tuple[LiveProject, ...] = ()
    same: int = 0
    """Projects of which the change makes nothing otherwise: nobody was asked about them."""
    engine: str = ""
    """Why the engine was asked about none."""
    plan: str = ""
    """Digest of the engine's steps for all of the head; empty where it is not known."""
    left_out: str = ""
    """Why nothing was looked at."""
    unknown: tuple[Unknown, ...] = ()
    """What is about no single project."""

    @property
    def unseen(self) -> tuple[Unknown, ...]:
        """Everything that is not known."""
        return (*self.unknown, *(each for one in self.projects for each in one.unknown))

    @property
    def stops(self) -> tuple[tuple[str, Problem], ...]:
        """What would stop a rollout, with its project."""
        return tuple((one.name, each) for one in self.projects for each in one.stops)

    def counted(self) -> Iterator[Today]:
        """What is not as declared today, notes aside."""
        for one in self.projects:
            yield from (each for each in one.drift if each.severity != "note")
