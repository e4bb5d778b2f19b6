"""The nouns of the chain: Finding, Link, Case, Chain."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from ..config import Config
from ..forges.base import DeclaredPublisher
from ..model import Index, Problem, Severity, Unknown
from ..tree import Mark
from ..workflows.model import Reading, UploadJob, WorkflowFile


class Finding(NamedTuple):
    """What a rule found: the place, what stands there, what to do."""

    at: Mark | str
    """A place in a workflow or pipeline, or the path of a field of the config."""
    found: str
    fix: str
    severity: Severity = "error"
    job: str | None = None
    """Name of the job that it is about."""


@dataclass(frozen=True)
class Link:
    """A declared publisher, and the jobs that may be meant by it."""

    publisher: DeclaredPublisher
    file: str
    """Path in the repository of its workflow or pipeline."""
    there: bool
    """Whether the repository has that file."""
    readable: bool
    """Whether it could be read."""
    uploads: tuple[UploadJob, ...] = ()
    """Jobs that run for the file and upload to its index."""
    own: tuple[UploadJob, ...] = ()
    """Those of them that are in its environment."""
    astray: tuple[UploadJob, ...] = ()
    """Where there are none: those of them that no other publisher has."""
    crossed: tuple[UploadJob, ...] = ()
    """Where there are none: jobs in its environment that upload to another index."""
    hidden: tuple[UploadJob, ...] = ()
    """Where there are none: jobs whose environment or index the files do not tell."""

    @property
    def index(self) -> Index:
        """The index of the publisher."""
        return self.publisher.index

    @property
    def environment(self) -> str:
        """The environment it names."""
        return self.publisher.environment.name

    @property
    def jobs(self) -> tuple[UploadJob, ...]:
        """The jobs that its upload stands in, as far as can be told."""
        return self.own or self.astray


@dataclass(frozen=True)
class Case:
    """All that rules look at; without a config there are no links."""

    reading: Reading
    uploaders: tuple[UploadJob, ...]
    """Jobs that upload to PyPI or TestPyPI themselves: those that call others are left out."""
    config: Config | None = None
    links: tuple[Link, ...] = ()

    def file(self, path: str) -> WorkflowFile | None:
        """A file that was read."""
        return next((one for one in self.reading.files if one.file == path), None)

    def linked(self, job: UploadJob) -> tuple[Link, ...]:
        """The publishers that a job uploads for, or is meant to."""
        return tuple(link for link in self.links if job in link.jobs)


Rule = Callable[[Case], Iterable[Finding]]
"""A rule of the chain; its name is its id."""


@dataclass(frozen=True)
class Chain:
    """What was found, and what could not be seen."""

    problems: tuple[Problem, ...] = ()
    """Those in the config have a field, and no file yet."""
    unknown: tuple[Unknown, ...] = ()
    blind: bool = False
    """Whether something that stayed unknown could hide the upload of a declared publisher."""
