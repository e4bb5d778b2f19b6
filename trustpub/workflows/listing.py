"""A repository's files -> what all its workflows and pipelines do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeVar

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


class Part(NamedTuple):
    """What the files for one forge do, and which of them could not be opened."""

    reading: Reading
    faults: Mapping[str, Problem]


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
    """What the files for both forges do."""
    named = tuple(pipelines)
    return joined(read_workflows(snapshot), read_pipelines(snapshot, named), named)


def read_workflows(snapshot: Snapshot) -> Part:
    """What the files for GitHub do; the reader is imported when it is needed."""
    from ..forges.github.workflow import read

    careful = Careful(snapshot)
    found = read(careful)
    jobs = tuple(with_commands(job, careful) for job in found.jobs)
    return Part(replace(found, jobs=jobs), careful.faults)


def read_pipelines(snapshot: Snapshot, pipelines: Iterable[str]) -> Part:
    """What those of these pipelines do that are there."""
    from ..forges.gitlab.pipeline import read

    careful = Careful(snapshot)
    there = tuple(path for path in pipelines if careful.read(path) is not None)
    return Part(read(careful, there), careful.faults)


def joined(workflows: Part, pipelines: Part, named: Iterable[str]) -> Reading:
    """Both as one; `named`: the files that pipelines begin in, whose faults come first."""
    readings = (workflows.reading, pipelines.reading)
    first = {path: pipelines.faults[path] for path in named if path in pipelines.faults}
    faults = {**first, **workflows.faults, **pipelines.faults}
    told = [problem for one in readings for problem in one.problems]
    new = [fault for path, fault in faults.items() if path not in {p.file for p in told}]
    return Reading(
        files=tuple(file for one in readings for file in one.files),
        jobs=tuple(job for one in readings for job in one.jobs),
        unknown=tuple(dict.fromkeys(each for one in readings for each in one.unknown)),
        problems=tuple(dict.fromkeys([*told, *new])),
    )
