"""Paths in a tree of files, be it a folder or a commit: links followed, patterns matched. Pure.

A link that leads out of the tree is not followed: what stands there is not part of the change.
"""

import posixpath
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Literal, NamedTuple, Protocol

Kind = Literal["file", "folder", "link"]
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
    kind: Kind | None


NOWHERE = Place("", None)


def place(tree: Tree, path: str) -> Place:
    """A path with all links followed; nowhere if it leads out of the tree."""
    waiting = [part for part in reversed(path.split("/")) if part not in ("", ".")]
    here, links = "", 0
    while waiting:
        part = waiting.pop()
        if part == "..":
            if not here:
                return NOWHERE
            here = posixpath.dirname(here)
            continue
        step = posixpath.join(here, part)
        kind = tree.kind(step)
        if kind == "link":
            links, target = links + 1, tree.target(step)
            if links > MOST_LINKS or target.startswith("/"):
                return NOWHERE
            waiting += [one for one in reversed(target.split("/")) if one not in ("", ".")]
        elif kind is None or (kind == "file" and waiting):
            return NOWHERE
        else:
            here = step
    return Place(here, tree.kind(here) if here else "folder")


def read(tree: Tree, path: str) -> bytes | None:
    """What a path leads to; None where it leads to no file."""
    found = place(tree, path)
    return tree.data(found.path) if found.kind == "file" else None


def matching(tree: Tree, folder: str, pattern: str) -> list[str]:
    """The files that a path or pattern below a folder names, sorted, as `glob` finds them."""
    if pattern.startswith("/") or pattern.endswith("/"):
        return []
    found = dict.fromkeys(walk(tree, folder, pattern.split("/")))
    paths = (posixpath.normpath(one) for one in sorted(found))
    return [one for one in dict.fromkeys(paths) if place(tree, one).kind == "file"]


def walk(tree: Tree, folder: str, parts: Sequence[str], depth: int = 0) -> Iterator[str]:
    """Every path that the parts of a pattern match, part by part."""
    if not parts:
        yield folder
        return
    first, rest = parts[0], parts[1:]
    if first == "**":
        yield from walk(tree, folder, rest, depth)
        for name in listed(tree, folder) if depth < MOST_LINKS else ():
            below = posixpath.join(folder, name)
            if name.startswith("."):
                continue
            if place(tree, below).kind == "folder":
                yield from walk(tree, below, parts, depth + 1)
            elif not rest:
                yield below
    elif any(sign in first for sign in "*?["):
        for name in listed(tree, folder):
            if fnmatchcase(name, first) and (not name.startswith(".") or first.startswith(".")):
                yield from walk(tree, posixpath.join(folder, name), rest, depth)
    else:
        yield from walk(tree, posixpath.join(folder, first), rest, depth)


def listed(tree: Tree, folder: str) -> Sequence[str]:
    """What a folder holds, through links too; nothing where there is none."""
    found = place(tree, folder)
    return tree.names(found.path) if found.kind == "folder" else ()


def utf8(names: Sequence[str]) -> Sequence[str]:
    """Names of files, none of which is made of bytes that are no text (PEP 383)."""
    if any("\udc80" <= one <= "\udcff" for name in names for one in name):
        raise Unread("a file's name beside it is not UTF-8")
    return names
