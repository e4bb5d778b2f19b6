"""A commit as a tree of files: folders are read when they are asked for, and links are links."""

import posixpath
from collections.abc import Iterator, Sequence
from stat import S_IFMT
from typing import NamedTuple

from .attributes import other_bytes
from .git import Git
from .tree import LONGEST, Kind, Unread, place, utf8

KINDS: dict[int, Kind] = {0o040000: "folder", 0o120000: "link", 0o100000: "file"}
"""By the kind of a mode, whatever its other bits; all else is a submodule (git, canon_mode)."""
ODD = ("", ".", "..")
OTHER = "is other bytes in a checkout: {} gives it `working-tree-encoding` or `ident`"


class Entry(NamedTuple):
    """What stands in a folder under a name."""

    kind: Kind
    hash: str


class Commit:
    """The files of a commit."""

    def __init__(self, git: Git, name: str) -> None:
        self.git, self.name = git, name
        self.known: dict[str, dict[str, Entry]] = {}
        self.targets: dict[str, str] = {}
        self.said: dict[str, bytes] = {}
        """Files of attributes."""
        self.folders: dict[str, dict[str, Entry]] = {"": self.entries(name)}

    def entries(self, name: str) -> dict[str, Entry]:
        """The entries of a folder by name: kind and hash; of a commit those of its root."""
        if name not in self.known:
            data = self.git.object(name)
            if name == self.name:
                data = self.git.object(data[5 : 5 + len(name)].decode("ascii", "replace"))
            self.known[name] = dict(entries(data, len(name) // 2))
        return self.known[name]

    def at(self, path: str) -> Entry | None:
        """Kind and hash of what stands at a path, links not followed."""
        above, _, name = path.rpartition("/")
        found = self.folder(above)
        return found.get(name) if found is not None else None

    def folder(self, path: str) -> dict[str, Entry] | None:
        """The entries of a folder."""
        if path not in self.folders:
            found = self.at(path)
            if found is None or found.kind != "folder":
                return None
            self.folders[path] = self.entries(found.hash)
        return self.folders[path]

    def kind(self, path: str) -> Kind | None:
        """What stands at a path, links not followed."""
        found = self.at(path)
        return found.kind if found else None

    def names(self, folder: str) -> Sequence[str]:
        """What a folder holds."""
        return utf8(sorted(self.folder(folder) or ()))

    def target(self, link: str) -> str:
        """Where a link leads."""
        if link not in self.targets:
            # Git makes the link up to the first NUL (symlink(2)), of whatever bytes there are.
            data = self.stored(link).partition(b"\0")[0]
            self.targets[link] = (
                data.decode("utf-8", "surrogateescape") if len(data) < LONGEST else ""
            )
        return self.targets[link]

    def sum(self, file: str) -> str | None:
        """The hash that git keeps it by, unless a checkout of it holds something else."""
        found = self.at(file)
        return found.hash if found and not (found.kind == "file" and self.other(file)) else None

    def data(self, file: str) -> bytes:
        """What a file holds; Unread where a checkout of it holds something else."""
        by = self.other(file)
        if by:
            raise Unread(f"{file} {OTHER.format(by)}")
        return self.stored(file)

    def other(self, file: str) -> str:
        """The file of attributes by which a checkout may hold other bytes; empty for none."""
        above, name = "", posixpath.basename(file)
        for part in file.split("/"):
            path = posixpath.join(above, ".gitattributes")
            if other_bytes(self.attributes(path), name):
                return path
            above = posixpath.join(above, part)
        return ""

    def attributes(self, path: str) -> bytes:
        """What a file of attributes says, be it there or behind a link."""
        if path not in self.said:
            found = place(self, path)
            self.said[path] = self.stored(found.path) if found.kind == "file" else b""
        return self.said[path]

    def stored(self, file: str) -> bytes:
        """What git keeps of a file or a link."""
        found = self.at(file)
        if found is None:
            raise Unread("is not there")
        return self.git.object(found.hash)


def entries(data: bytes, size: int) -> Iterator[tuple[str, Entry]]:
    """A tree object taken apart: `mode name\\0hash`, the hash as bytes (git, tree-walk.c)."""
    start, seen = 0, set[str]()
    while start < len(data):
        space, end = data.find(b" ", start), data.find(b"\0", start)
        name = data[space + 1 : end].decode("utf-8", "surrogateescape")
        if not start < space < end or name in seen or name in ODD or "/" in name:
            raise Unread("a folder of the commit is none that git would check out")
        yield name, Entry(kind_of(data[start:space]), data[end + 1 : end + 1 + size].hex())
        seen.add(name)
        start = end + 1 + size


def kind_of(mode: bytes) -> Kind:
    """What a mode makes of an entry; git takes any octal number."""
    if not mode or mode.strip(b"01234567"):
        raise Unread("a folder of the commit is none that git would check out")
    return KINDS.get(S_IFMT(int(mode, 8)), "submodule")
