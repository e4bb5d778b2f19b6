"""What the workflows that came with a repository upload."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ..model import Unknown
from ..observing.model import Repository
from ..workflows.foreign import doubts
from ..workflows.listing import FOLDER, read_repository

INDEXES = ("pypi", "testpypi", "unknown")


@dataclass(frozen=True)
class Texts:
    """A repository of which only the workflows are known."""

    texts: tuple[tuple[str, str], ...]
    """Path and text."""

    def files(self, folder: str) -> tuple[str, ...]:
        """Paths of the files right in a folder."""
        return tuple(path for path, _ in self.texts if path.rpartition("/")[0] == folder)

    def walk(self) -> tuple[str, ...]:
        """Paths of all files."""
        return tuple(path for path, _ in self.texts)

    def read(self, path: str) -> bytes | None:
        """A file's content; None where there is none."""
        return next((text.encode() for name, text in self.texts if name == path), None)


@dataclass(frozen=True)
class Uploaded:
    """One upload to PyPI or TestPyPI, or to an index that only a run knows."""

    at: str
    tool: str
    environment: str | None
    index: str


class Told(NamedTuple):
    """What the workflows tell."""

    uploads: tuple[Uploaded, ...] = ()
    unclear: tuple[Unknown, ...] = ()
    """What could hide one."""


def told_by(repository: Repository) -> Told:
    """What the workflows of a repository tell, where their texts came with it."""
    texts = repository.facts.get("workflows")
    if not isinstance(texts, dict) or not texts:
        return Told()
    return told(Texts(tuple((f"{FOLDER}/{name}", text) for name, text in sorted(texts.items()))))


@lru_cache(4096)
def told(texts: Texts) -> Told:
    """The same of texts, each read once."""
    reading = read_repository(texts, ())
    found = [
        Uploaded(f"{job.file}:{step.line}", step.tool, name, step.index)
        for job in reading.jobs
        if job.reusable != "caller"
        for step in job.uploads
        if step.index in INDEXES
        for name in job.environments or (job.environment,)
    ]
    broken = [Unknown(what=one.file or FOLDER, why=one.found) for one in reading.problems]
    foreign = [one for path, _ in texts.texts for one in doubts(path, reading, texts)]
    return Told(tuple(dict.fromkeys(found)), (*reading.unknown, *broken, *foreign))
