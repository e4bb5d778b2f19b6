"""A commit as a tree of files: folders are read when they are asked for, and links are links."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .git import Git
from .trees import Kind, Unread, utf8

KINDS: dict[bytes, Kind] = {
    b"40000": "folder",
    b"120000": "link",
    b"100644": "file",
    b"100755": "file",
    b"100664": "file",
}
"""By mode; all else, such as a submodule, is nothing that is here."""
ODD = ("", ".", "..")


class Entry(NamedTuple):
    """What stands in a folder under a name."""

    mode: bytes
    hash: str


class Commit:
    """The files of a commit."""

    def __init__(self, git: Git, name: str) -> None:
        self.git, self.name = git, name
        self.folders: dict[str, dict[str, Entry]] = {"": self.entries(name)}

    def entries(self, name: str) -> dict[str, Entry]:
        """The entries of a folder by name: mode and hash; of a commit those of its root."""
        data = self.git.object(name)
        if name == self.name:
            data = self.git.object(data[5 : 5 + len(name)].decode("ascii", "replace"))
        return dict(entries(data, len(name) // 2))

    def at(self, path: str) -> Entry | None:
        """Mode and hash of what stands at a path, links not followed."""
        above, _, name = path.rpartition("/")
        found = self.folder(above)
        return found.get(name) if found is not None else None

    def folder(self, path: str) -> dict[str, Entry] | None:
        """The entries of a folder."""
        if path not in self.folders:
            found = self.at(path)
            if found is None or found.mode != b"40000":
                return None
            self.folders[path] = self.entries(found.hash)
        return self.folders[path]

    def kind(self, path: str) -> Kind | None:
        """What stands at a path, links not followed; a submodule is nothing that is here."""
        found = self.at(path)
        if found is None:
            return None
        return KINDS.get(found.mode)

    def names(self, folder: str) -> Sequence[str]:
        """What a folder holds."""
        return utf8(sorted(self.folder(folder) or ()))

    def target(self, link: str) -> str:
        """Where a link leads."""
        return self.data(link).decode("utf-8", "replace")

    def sum(self, file: str) -> str | None:
        """The hash that git keeps it by."""
        found = self.at(file)
        return found.hash if found else None

    def data(self, file: str) -> bytes:
        """What a file, or a link, holds."""
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
        yield name, Entry(data[start:space], data[end + 1 : end + 1 + size].hex())
        seen.add(name)
        start = end + 1 + size
