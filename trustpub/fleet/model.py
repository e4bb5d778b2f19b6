"""The nouns of a fleet file: sheets, layers, items, queries."""

from typing import Any, Literal, NamedTuple

from ..model import Problem, Severity
from ..source import join
from .marks import Marks, below, position

SHAPE, FILE, PROFILE = "fleet-shape", "fleet-file", "fleet-profile"
QUERY, UNUSED = "fleet-query", "fleet-unused"
IDS = (SHAPE, FILE, PROFILE, QUERY, UNUSED)
"""Of problems of the fleet file; `rules.py` has those across projects."""
Key = str | int
Kind = Literal["files", "query", "inline"]


class Sheet(NamedTuple):
    """A file that was read: its document, and where everything in it stands."""

    file: str
    document: Any
    marks: Marks


class Layer(NamedTuple):
    """A partial config, and where it stands."""

    label: str
    """`defaults`, `profile NAME`, `project` or `override`."""
    sheet: Sheet
    keys: tuple[Key, ...]
    """The way to it in the sheet: `("profiles", "strict")`."""
    document: dict[str, Any]
    """Without what is no field of a release config, such as `extends`."""

    @property
    def marks(self) -> Marks:
        """Where its fields stand."""
        return marks_at(self.sheet, self.keys)


class Origin(NamedTuple):
    """Where a value comes from."""

    file: str
    line: int
    label: str
    """`defaults`, `profile NAME`, `project` or `override`."""
    column: int
    field: str
    """Its path in that file: `profiles.strict.github.workflow`."""


class Query(NamedTuple):
    """Repositories that a forge is asked for."""

    organization: str | None = None
    group: str | None = None
    topics: tuple[str, ...] = ()
    """All of them."""
    name: str = "*"
    """Pattern of the repository's path without the organisation or group."""
    has_publishing_workflow: bool = False

    def __str__(self) -> str:
        """`organization octo-org, topic python`."""
        where = f"organization {self.organization}" if self.organization else f"group {self.group}"
        parts = [where, *(f"topic {one}" for one in self.topics)]
        parts += [f"name {self.name}"] * (self.name != "*")
        return ", ".join(parts + ["has_publishing_workflow"] * self.has_publishing_workflow)


class Item(NamedTuple):
    """One item of `projects:`."""

    number: int
    kind: Kind
    value: Any
    """A path or pattern, a Query, or the partial config."""
    profiles: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()
    """The way to the value."""


class Raw(NamedTuple):
    """A project before it is judged: its layers, the farthest first."""

    name: str
    file: str
    line: int
    layers: tuple[Layer, ...]
    document: dict[str, Any]


def marks_at(sheet: Sheet, keys: tuple[Key, ...]) -> Marks:
    """The marks of a value in a sheet."""
    marks = sheet.marks
    for key in keys:
        marks = below(marks, key)
    return marks


def path_of(keys: tuple[Key, ...]) -> str:
    """`("projects", 3, "profile")` -> `projects[3].profile`."""
    path = ""
    for key in keys:
        path = join(path, key)
    return path


def problem(
    name: str,
    sheet: Sheet,
    keys: tuple[Key, ...],
    found: str,
    fix: str,
    severity: Severity = "error",
) -> Problem:
    """Something about a value in a sheet."""
    line, column = position(marks_at(sheet, keys))
    return Problem(
        id=name,
        severity=severity,
        file=sheet.file,
        line=line,
        column=column,
        field=path_of(keys),
        found=found,
        fix=fix,
    )
