"""A release config's files, each as it is in the repository and as it should be."""

from collections.abc import Iterable

from ..fleet_ci.model import File
from ..model import Forge, Problem
from ..patching.diff import new_file, unified
from ..patching.model import RenderedFile, State
from ..patching.rendering import Rendered
from ..workflows.listing import unreadable
from ..workflows.model import Snapshot
from .making import made
from .model import Asked

MOST = 2000
"""Bytes from the beginning of a file, in which it says what wrote it."""


def rendered(forges: Iterable[Forge], asked: Asked, snapshot: Snapshot) -> tuple[Rendered, ...]:
    """All files, for every forge of the project."""
    mark = f"Written by: {asked.command.partition(' --preview')[0]} --preview"
    return tuple(
        of_file(forge, file, mark, snapshot) for forge in forges for file in made(forge, asked)
    )


def of_file(forge: Forge, file: File, mark: str, snapshot: Snapshot) -> Rendered:
    """One file: new, the same, or another text in place of one that is ours."""
    try:
        content = snapshot.read(file.path)
        before = None if content is None else content.decode()
    except OSError as error:
        return refused(forge, file, unreadable(file.path, error.strerror or "it fails"))
    except UnicodeDecodeError:
        return refused(forge, file, foreign(file, mark))
    if before is not None and mark not in before[:MOST]:
        return refused(forge, file, foreign(file, mark))
    path, text = file
    diff = new_file(path, text) if before is None else unified(path, before, text)
    state: State = "new" if before is None else "differs" if diff else "agrees"
    return Rendered(RenderedFile(path=path, forge=forge, state=state, text=text, diff=diff))


def foreign(file: File, mark: str) -> Problem:
    """A file of somebody else is never written over."""
    found = f"is there, and not by `{mark.removeprefix('Written by: ')}`"
    change = {"found": found, "fix": "move it away, or leave it and do without this one"}
    return unreadable(file.path, "").model_copy(update=change)


def refused(forge: Forge, file: File, fault: Problem) -> Rendered:
    """A file that is left alone."""
    one = RenderedFile(path=file.path, forge=forge, state="unreadable", text=None, diff="")
    return Rendered(one, (fault,))
