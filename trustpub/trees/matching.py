"""A path or pattern -> the files that it names in a tree, as `glob` finds them. Pure."""

import posixpath
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from .tree import LONGEST, Tree, Unread, place

MOST = 1_000_000
"""Steps from folder to folder: links that lead back and trees in trees have no end."""
ENDLESS = "the patterns lead through too many folders; name the files, or fewer of them"
DEEP = "a pattern leads deeper than a file can be opened; name the files"


class Finder:
    """What patterns find in one tree."""

    def __init__(self, tree: Tree, folder: str) -> None:
        self.tree, self.folder = tree, folder
        self.missed: dict[str, str] = {}
        """Links that lead out, and submodules with their hashes: what lies behind is not here."""
        self.left = MOST

    def matching(self, pattern: str) -> list[str]:
        """The files that a path or pattern names, sorted."""
        if pattern.startswith("/") or pattern.endswith("/"):
            return []
        found = sorted(set(self.walk(pattern.split("/"))))
        paths = map(posixpath.normpath, found)
        return [one for one in dict.fromkeys(paths) if self.kind(one) == "file"]

    def walk(self, parts: Sequence[str]) -> Iterator[str]:
        """Every path that the parts of a pattern match, part by part."""
        waiting, seen = [(self.folder, 0)], set[tuple[str, int]]()
        while waiting:
            folder, number = waiting.pop()
            if (folder, number) in seen:
                continue
            seen.add((folder, number))
            if number == len(parts):
                yield folder
            elif parts[number] == "**":
                waiting.append((folder, number + 1))
                below = list(self.below(folder, "*"))
                waiting += [(one, number) for one in below if self.kind(one) == "folder"]
                yield from below if number + 1 == len(parts) else ()
            else:
                waiting += [(one, number + 1) for one in self.below(folder, parts[number])]

    def below(self, folder: str, part: str) -> Iterator[str]:
        """What one part of a pattern names in a folder; a name alone need not be there."""
        if not any(sign in part for sign in "*?["):
            yield posixpath.join(folder, part)
            return
        for name in self.names(folder):
            if fnmatchcase(name, part) and (not name.startswith(".") or part.startswith(".")):
                yield posixpath.join(folder, name)

    def names(self, folder: str) -> Sequence[str]:
        """What a folder holds, through links too; nothing where there is none."""
        if self.kind(folder) != "folder":
            return ()
        found = self.tree.names(place(self.tree, folder).path)
        self.step(len(found))
        return found

    def kind(self, path: str) -> str | None:
        """What a path leads to; what is not here is kept in mind."""
        self.step(1 + path.count("/"))
        if len(path) >= LONGEST:
            raise Unread(DEEP)
        found = place(self.tree, path)
        if found.out:
            total = self.tree.sum(found.path) if found.kind == "submodule" else None
            self.missed[found.path] = total or ""
        return found.kind

    def step(self, count: int) -> None:
        """So much further on the way."""
        self.left -= count
        if self.left < 0:
            raise Unread(ENDLESS)
