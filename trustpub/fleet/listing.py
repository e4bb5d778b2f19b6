"""The projects of a fleet, those that are left out among them, as rows."""

from ..model import Forge, Index, Value
from ..publishers import declared_publishers
from .entries import Entry, Fleet
from .naming import stack_name


class Project(Value):
    """One project of a fleet."""

    name: str
    """`github:owner/repo`: what commands and overrides call it."""
    stack: str | None
    """Its stack of the engine; null for a project that is left out."""
    project: str | None
    """Its name on the indexes."""
    forges: tuple[Forge, ...]
    indexes: tuple[Index, ...]
    file: str
    line: int
    refused: bool
    """Whether it is left out, because something is wrong with it."""


def projects(fleet: Fleet) -> tuple[Project, ...]:
    """Sorted by name."""
    good = [listed(one) for one in fleet.entries]
    left = [
        Project(
            name=one.name,
            stack=None,
            project=None,
            forges=(),
            indexes=(),
            file=one.file,
            line=one.line,
            refused=True,
        )
        for one in fleet.refused
    ]
    return tuple(sorted(good + left, key=lambda one: (one.name, one.file, one.line)))


def listed(entry: Entry) -> Project:
    """A project that is not left out."""
    indexes = dict.fromkeys(p.index for p in declared_publishers(entry.config))
    return Project(
        name=entry.name,
        stack=stack_name(entry),
        project=entry.config.project,
        forges=entry.config.forges(),
        indexes=tuple(indexes),
        file=entry.file,
        line=entry.line,
        refused=False,
    )
