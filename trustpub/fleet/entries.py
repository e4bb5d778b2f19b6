"""What comes of a fleet file: Entry, Refused, Fleet."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from ..config import Config
from ..model import Problem, Unknown
from .model import Layer, Origin
from .origins import origins


@dataclass(frozen=True)
class Entry:
    """One project of a fleet whose merged config has no error."""

    name: str
    """Unique: `github:owner/repo`, and `#project` where the project is called otherwise."""
    config: Config
    file: str
    line: int
    document: Mapping[str, Any]
    """The merged config as plain data."""
    layers: tuple[Layer, ...]

    @cached_property
    def origins(self) -> Mapping[str, Origin]:
        """Path of each field of `document` -> where its value comes from."""
        return {path: at for path, at in origins(self.layers).items() if path}


class Refused(NamedTuple):
    """A project that is left out, because something is wrong with it."""

    name: str
    file: str
    line: int


class Fleet(NamedTuple):
    """All projects of a fleet file."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    refused: tuple[Refused, ...] = ()
    """Projects with errors; each is told of in `problems`."""
    unknown: tuple[Unknown, ...] = ()
    """Queries that were not, or not wholly, answered."""
    read: bool = True
    """Whether there was a fleet at all."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that leave something out."""
        return tuple(one for one in self.problems if one.severity == "error")
