"""The working tree as a tree of files."""

import os
import stat
from collections.abc import Sequence
from pathlib import Path

from .tree import Kind, Unread, utf8


class Folder:
    """The files of a checkout as they stand on disk; `.git` is no part of it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def kind(self, path: str) -> Kind | None:
        """What stands at a path, links not followed."""
        if ".git" in path.casefold().split("/"):
            return None
        try:
            mode = os.lstat(self.root / path).st_mode
        except OSError:
            return None
        if stat.S_ISLNK(mode):
            return "link"
        return "folder" if stat.S_ISDIR(mode) else "file" if stat.S_ISREG(mode) else None

    def names(self, folder: str) -> Sequence[str]:
        """What a folder holds."""
        try:
            found = sorted(os.listdir(self.root / folder))
        except OSError as error:
            raise Unread(f"cannot be read: {folder or '.'}: {error.strerror}") from None
        return utf8(found)

    def target(self, link: str) -> str:
        """Where a link leads."""
        try:
            return os.readlink(self.root / link)
        except OSError:
            return "/"

    def sum(self, file: str) -> str | None:
        """Not known without reading it."""
        return None

    def data(self, file: str) -> bytes:
        """What a file holds."""
        try:
            return (self.root / file).read_bytes()
        except OSError as error:
            raise Unread(f"cannot be read: {error.strerror}") from None
