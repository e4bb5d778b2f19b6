"""What a fleet is read through: files, and the forges that answer queries."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ..model import Problem, Unknown
from .judging import Judged, judged
from .model import Layer, Query, Sheet


class Answer(NamedTuple):
    """What a forge says to a query."""

    repositories: tuple[str, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    """Why there may be more."""


class Astray(NamedTuple):
    """A file that a pattern names and that is not read."""

    path: str
    found: str
    fix: str


class World(NamedTuple):
    """How files are found and read, and queries answered; None where nobody is asked."""

    matching: Callable[[str], list[str]]
    opened: Callable[[str], tuple[Sheet | None, tuple[Problem, ...]]]
    same: Callable[[str], object]
    """What two ways to one file have in common."""
    ask: Callable[[Query], Answer] | None = None
    judge: Callable[[dict[str, Any], tuple[Layer, ...]], Judged] = judged
    """Who reads two fleets that are much alike judges what they share once."""
    astray: Callable[[str], Sequence[Astray]] = lambda pattern: ()
    """What a pattern that was matched meets besides, and what is not to be read."""
