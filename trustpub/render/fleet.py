"""A fleet -> text, JSON, SARIF, workflow commands, and the config of one project."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..fleet.entries import Entry, Fleet
from ..plural import plural
from . import machine, text
from .checked import Judged, as_annotations, as_sarif

if TYPE_CHECKING:
    from ..documents import ProjectsDocument
    from ..fleet.listing import Project

Row = tuple[str, ...]


def render_check(file: str, fleet: Fleet, form: str, colour: bool) -> Iterable[str]:
    """All that is wrong, in the format that was asked for."""
    if form == "json":
        return [machine.render(document(file, fleet))]
    judged = Judged(file, fleet.problems, unknown=fleet.unknown)
    machines = {"sarif": as_sarif, "github": as_annotations}
    return machines[form](judged) if form in machines else as_text(file, fleet, colour)


def document(file: str, fleet: Fleet) -> "ProjectsDocument":
    """The fleet as one document."""
    from ..documents import ProjectsDocument
    from ..fleet.listing import projects

    return ProjectsDocument(
        file=file,
        projects=projects(fleet),
        problems=fleet.problems,
        unknown=fleet.unknown,
    )


def as_text(file: str, fleet: Fleet, colour: bool) -> Iterator[str]:
    """Problems, what was not seen, and the counts."""
    *told, count = text.problems(fleet.problems, file, colour)
    yield from told
    yield from (f"not seen: {one.what}: {one.why}" for one in fleet.unknown)
    if not fleet.read:
        yield count
        return
    left = f", {len(fleet.refused):,} left out" if fleet.refused else ""
    yield f"{count}; {plural(len(fleet.entries), 'project')}{left}"


def render_list(file: str, fleet: Fleet, form: str) -> Iterator[str]:
    """One line a project, in columns."""
    from ..fleet.listing import projects

    if form == "json":
        yield machine.render(document(file, fleet))
        return
    rows = [row(one) for one in projects(fleet)]
    widths = [max(len(one[place]) for one in rows) for place in range(3)] if rows else []
    for one in rows:
        padded = (cell.ljust(width) for cell, width in zip(one, widths, strict=False))
        yield "  ".join((*padded, one[3]))


def row(one: "Project") -> Row:
    """Name, forges, indexes or that it is left out, place."""
    told = ",".join(one.indexes) if not one.refused else "left out"
    return one.name, ",".join(one.forges) or "-", told, f"{one.file}:{one.line}"


def render_config(entry: Entry) -> Iterator[str]:
    """The merged config as YAML."""
    from ..fleet.writing import config_lines

    yield from (line.text for line in config_lines(entry.document))


def render_origins(entry: Entry) -> Iterator[str]:
    """The same, each value with the place that it comes from."""
    from ..fleet.writing import config_lines

    lines = list(config_lines(entry.document))
    width = min(max(len(line.text) for line in lines), 60)
    for line in lines:
        if line.path is None:
            yield line.text
            continue
        at = entry.origins[line.path]
        yield f"{line.text.ljust(width)}  # {at.label}, {at.file}:{at.line}"
