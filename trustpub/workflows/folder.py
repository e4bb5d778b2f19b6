"""A folder as a Snapshot: reads files below it, and nothing outside of it."""

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

MOST = 1024 * 1024 + 1
"""Bytes read of a file: one more than any reader takes."""


@dataclass(frozen=True)
class Folder:
    """The files of a checkout; links that lead out of it are as if they were not there."""

    root: Path

    def files(self, folder: str) -> tuple[str, ...]:
        """Paths of the files right in a folder, sorted."""
        place = self.inside(folder)
        names = os.listdir(place) if place and place.is_dir() else []
        paths = [(PurePosixPath(folder) / name).as_posix() for name in names]
        return tuple(sorted(path for path in paths if self.is_file(path)))

    def walk(self) -> tuple[str, ...]:
        """Paths of all files but git's own, sorted."""
        found = []
        for place, folders, names in os.walk(self.root):
            folders[:] = [name for name in folders if name != ".git"]
            found += [Path(place, name).relative_to(self.root).as_posix() for name in names]
        return tuple(sorted(found))

    def read(self, path: str) -> bytes | None:
        """The beginning of a file; None where there is none."""
        place = self.inside(path)
        if place is None or not place.is_file():
            return None
        with open(place, "rb") as file:
            return file.read(MOST)

    def is_file(self, path: str) -> bool:
        """Whether a path names a file in the folder."""
        place = self.inside(path)
        return place is not None and place.is_file()

    def inside(self, path: str) -> Path | None:
        """Where a path of the repository is, as long as that is inside of the folder."""
        try:
            place = (self.root / path.lstrip("/")).resolve()
        except (OSError, ValueError, RuntimeError):
            # RuntimeError: links that go round, before Python 3.13.
            return None
        return place if place.is_relative_to(self.root.resolve()) else None
