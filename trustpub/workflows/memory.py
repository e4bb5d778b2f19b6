"""Files in memory as a Snapshot: for what is not written yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .model import Snapshot


@dataclass(frozen=True)
class Memory:
    """Files by path; beneath them, where there are some, those of another snapshot."""

    contents: Mapping[str, bytes]
    beneath: Snapshot | None = field(default=None)

    def files(self, folder: str) -> tuple[str, ...]:
        """Paths of the files right in a folder, sorted."""
        below = self.beneath.files(folder) if self.beneath else ()
        own = [path for path in self.contents if path.rpartition("/")[0] == folder.strip("/")]
        return tuple(sorted({*own, *below}))

    def walk(self) -> tuple[str, ...]:
        """Paths of all files, sorted."""
        return tuple(sorted({*self.contents, *(self.beneath.walk() if self.beneath else ())}))

    def read(self, path: str) -> bytes | None:
        """A file's content by its path; None where there is none."""
        if path in self.contents:
            return self.contents[path]
        return self.beneath.read(path) if self.beneath else None
