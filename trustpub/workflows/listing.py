"""A repository's files -> what all its workflows and pipelines do."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from ..config import Config
from ..model import Problem
from ..publishers import declared_publishers
from .commands import with_commands
from .model import Reading, Snapshot

Instead = TypeVar("Instead")
FOLDER = ".github/workflows"
PIPELINE = ".gitlab-ci.yml"
"""Where GitLab looks unless a project's settings say otherwise."""


@dataclass
class Careful:
    """A snapshot that goes on where a file cannot be read, and remembers it."""

    snapshot: Snapshot
    faults: dict[str, Problem] = field(default_factory=dict)

    def files(self, folder: str) -> tuple[str, ...]:
        """Paths of the files right in a folder."""
        try:
            return self.snapshot.files(folder)
        except OSError as error:
            return self.fault(folder, error, ())

    def walk(self) -> tuple[str, ...]:
        """Paths of all files."""
        try:
            return self.snapshot.walk()
        except OSError as error:
            return self.fault(".", error, ())

    def read(self, path: str) -> bytes | None:
        """A file's content; None where there is none, or none to be had."""
        try:
            return self.snapshot.read(path)
        except OSError as error:
            return self.fault(path, error, None)

    def fault(self, path: str, error: OSError, instead: Instead) -> Instead:
        """Remember what went wrong."""
        self.faults[path] = unreadable(path, error.strerror or "it fails")
        return instead


def unreadable(path: str, why: str) -> Problem:
    """A file that is there and cannot be read."""
    found = f"cannot be read: {why}"
    return Problem(id="workflow-unreadable", file=path, found=found, fix="check its permissions")


def no_folder(path: str) -> Problem:
    """What was named as the folder of a repository is none."""
    fix = "name the folder of a checkout"
    return Problem(id="workflow-folder", file=path, found="is no folder", fix=fix)


def pipelines_of(config: Config | None) -> tuple[str, ...]:
    """The pipeline files to read: GitLab's own name for it, and those that publishers name."""
    declared = declared_publishers(config, "gitlab") if config and config.gitlab else ()
    return tuple(dict.fromkeys([PIPELINE, *(one.identity.workflow for one in declared)]))


def workflows_of(config: Config | None) -> tuple[str, ...]:
    """The workflow files that publishers name."""
    declared = declared_publishers(config, "github") if config and config.github else ()
    return tuple(dict.fromkeys(f"{FOLDER}/{one.identity.workflow}" for one in declared))


def read_for(config: Config | None, snapshot: Snapshot) -> Reading:
    """What the files do, and what in the files of declared publishers could hide an upload."""
    from .foreign import doubts

    reading = read_repository(snapshot, pipelines_of(config))
    careful = Careful(snapshot)
    more = [one for path in workflows_of(config) for one in doubts(path, reading, careful)]
    return replace(reading, unknown=tuple(dict.fromkeys((*reading.unknown, *more))))


def read_repository(snapshot: Snapshot, pipelines: Iterable[str] = (PIPELINE,)) -> Reading:
    """What the files for both forges do; the readers are imported when they are needed."""
    from ..forges.github.workflow import read as read_github
    from ..forges.gitlab.pipeline import read as read_gitlab

    careful = Careful(snapshot)
    there = tuple(path for path in pipelines if careful.read(path) is not None)
    readings = (read_github(careful), read_gitlab(careful, there))
    told = [problem for one in readings for problem in one.problems]
    new = [fault for path, fault in careful.faults.items() if path not in {p.file for p in told}]
    return Reading(
        files=tuple(file for one in readings for file in one.files),
        jobs=tuple(with_commands(job, careful) for one in readings for job in one.jobs),
        unknown=tuple(dict.fromkeys(each for one in readings for each in one.unknown)),
        problems=tuple(dict.fromkeys([*told, *new])),
    )
