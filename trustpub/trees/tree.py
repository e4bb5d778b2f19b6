"""Paths in a tree of files, be it a folder or a commit: links followed. Pure.

A link that leads out of the tree is not followed: what stands there is not part of the change.
"""

import posixpath
from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol

Kind = Literal["file", "folder", "link", "submodule"]
LONGEST = 4096
"""Bytes of a path that Linux opens, and of a link that it makes (PATH_MAX)."""
MOST_LINKS = 40
"""As many as Linux follows (path_resolution(7))."""


class Unread(Exception):
    """A file of a tree that cannot be read; its text is a half sentence."""


class Tree(Protocol):
    """Files by their path from the root, `a/b`; the root is the empty text."""

    def kind(self, path: str) -> Kind | None:
        """What stands at a path, links not followed; None for nothing, or nothing readable."""

    def names(self, folder: str) -> Sequence[str]:
        """What a folder holds."""

    def target(self, link: str) -> str:
        """Where a link leads."""

    def sum(self, file: str) -> str | None:
        """What tells files of other contents apart, where that is known without reading them."""

    def data(self, file: str) -> bytes:
        """What a file holds; Unread where that is not to be had."""


class Place(NamedTuple):
    """Where a path leads."""

    path: str
    """Of what is not here, the link or the submodule that it lies behind."""
    kind: Kind | None
    out: bool = False
    """Whether it is not here, and may be there in a checkout all the same."""


NOWHERE = Place("", None)


def place(tree: Tree, path: str) -> Place:
    """A path with all links followed; nowhere if it leads out of the tree."""
    waiting = [part for part in reversed(path.split("/")) if part not in ("", ".")]
    here, links, by = "", 0, path
    while waiting:
        part = waiting.pop()
        if part == "..":
            if not here:
                return Place(by, None, out=True)
            here = posixpath.dirname(here)
            continue
        step = posixpath.join(here, part)
        kind = tree.kind(step)
        if kind == "link":
            links, target, by = links + 1, tree.target(step), step
            if links > MOST_LINKS or not target:
                return NOWHERE
            if target.startswith("/"):
                return Place(by, None, out=True)
            waiting += [one for one in reversed(target.split("/")) if one not in ("", ".")]
        elif kind == "submodule":
            return Place(step, kind, out=True)
        elif kind is None or (kind == "file" and waiting):
            return NOWHERE
        else:
            here = step
    return Place(here, tree.kind(here) if here else "folder")


def read(tree: Tree, path: str) -> bytes | None:
    """What a path leads to; None where it leads to no file."""
    found = place(tree, path)
    return tree.data(found.path) if found.kind == "file" else None


def utf8(names: Sequence[str]) -> Sequence[str]:
    """Names of files, none of which is made of bytes that are no text (PEP 383)."""
    if any("\udc80" <= one <= "\udcff" for name in names for one in name):
        raise Unread("a file's name beside it is not UTF-8")
    return names
