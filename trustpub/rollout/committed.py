"""A change of commits, as it was reviewed: made again, and held against what is on the disk."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from ..config import Config
from ..fleet.entries import Entry, Fleet
from ..preview.commits import compare, inside
from ..preview.digest import digest
from ..preview.model import Preview
from ..preview.sides import Side
from ..trees.commit import Commit
from ..trees.folder import Folder
from ..trees.git import Git, root_of
from ..trees.tree import Tree, Unread, read
from .reviewing import Before

FIRST_PARENT = "HEAD^1"
DIRTY = "it is not what the commit {} holds; commit it, or take it back"
ALONE = "it is declared otherwise than in the commit {}; roll out what is committed"


class Change(NamedTuple):
    """What lies between two commits."""

    preview: Preview
    base: Side
    head: Side

    @property
    def touched(self) -> frozenset[str]:
        """The projects that it is about: just those that its digest knows of."""
        nothing = digest([])
        return frozenset(one.name for one in self.preview.projects if digest([one]) != nothing)

    def before(self, name: str) -> Before:
        """Whether something was declared for a project before."""
        if name in self.base.entries:
            return "there"
        return "absent" if self.base.whole and self.base.state != "broken" else "unknown"

    def config(self, name: str) -> Config:
        """What was declared for it before."""
        return self.base.entries[name].config


def change(file: str, base: str, today: date, environ: Mapping[str, str]) -> Change:
    """What HEAD changes since `base`; since its first parent where that is empty. Else Unread."""
    found = compare(file, base or FIRST_PARENT, "HEAD", today, environ)
    return Change(found.preview, found.base, found.head)


def differing(file: str, fleet: Fleet, found: Change) -> list[str]:
    """What is on the disk otherwise than in the commit, as sentences; Unread where none is read.

    The files that the fleet was read from, byte by byte, and what they come to. Repositories that
    a query names are in no commit.
    """
    root = root_of(file)
    assert root is not None
    head = found.preview.head
    git = Git(root)
    try:
        trees = Commit(git, head), Folder(root)
        paths = sorted({inside(root, one) for one in (file, *sources(fleet.entries))})
        told = [f"{one}: {DIRTY.format(head[:12])}" for one in paths if other(trees, one)]
    finally:
        git.close()
    return told + [f"{one}: {ALONE.format(head[:12])}" for one in odd(fleet, found.head)]


def sources(entries: Iterable[Entry]) -> Iterator[str]:
    """The files that projects were read from."""
    for entry in entries:
        yield entry.file
        yield from (layer.sheet.file for layer in entry.layers)


def other(trees: tuple[Tree, Tree], path: str) -> bool:
    """Whether a file is not the same in both; one that a checkout changes is not."""
    try:
        committed, there = (read(tree, path) for tree in trees)
    except Unread:
        return True
    return committed is None or committed != there


def odd(fleet: Fleet, head: Side) -> list[str]:
    """The projects that are declared otherwise; without queries also those that one has alone."""
    here = {one.name: one.config for one in fleet.entries}
    there = {name: one.config for name, one in head.entries.items()}
    names = there.keys() if head.queries else there.keys() | here.keys()
    return sorted(one for one in names if here.get(one) != there.get(one))
