"""The workflows of a repository -> a Reading."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ....model import Problem
from ....tree import read_tree
from ....workflows.model import Reading, Snapshot, UploadJob
from .assembling import Assembly
from .calling import FOLDER
from .describing import describe
from .evaluating import Evaluation
from .gathering import Start, gather
from .library import Library
from .refusals import refusals
from .shape import Workflow, workflow
from .telling import unknown_of
from .trials import all_worlds

SUFFIXES = (".yml", ".yaml")


@dataclass(frozen=True)
class Files:
    """The workflow files: those that can be read, and what is wrong with the others."""

    workflows: Mapping[str, Workflow]
    problems: tuple[Problem, ...]


def read(snapshot: Snapshot) -> Reading:
    """All that the workflows of a repository say about publishing."""
    library = Library(snapshot)
    files = read_files(library)
    evaluation = Evaluation(library, files.workflows)
    gathered = gather(evaluation, starts(evaluation))
    assembly = Assembly(evaluation, gathered)
    jobs = assembly.jobs()
    return Reading(
        files=tuple(describe(workflow) for workflow in files.workflows.values()),
        jobs=jobs,
        unknown=unknown_of(assembly, jobs),
        problems=(*files.problems, *refused(files, jobs)),
    )


def refused(files: Files, jobs: Iterable[UploadJob]) -> Iterator[Problem]:
    """What GitHub refuses in the files that an upload needs; of others it would be noise."""
    needed = {path for job in jobs for path in (job.file, *job.tops)}
    for path in files.workflows:
        yield from refusals(files.workflows[path]) if path in needed else ()


def read_files(library: Library) -> Files:
    """The files right in `.github/workflows`, by their paths."""
    found: dict[str, Workflow] = {}
    problems: list[Problem] = []
    for path in library.snapshot.files(FOLDER):
        content = library.read(path) if path.endswith(SUFFIXES) else None
        if content is None:
            continue
        tree = read_tree(content, path)
        problems += tree.problems
        root = tree.roots[0] if tree.roots else None
        if root is not None and root.kind == "map":
            found[path] = workflow(path, root, library.text("", path) or "")
        elif not tree.problems:
            problems.append(shapeless(path))
    return Files(found, tuple(problems))


def shapeless(path: str) -> Problem:
    """A file that is YAML and no workflow."""
    return Problem(
        id="workflow-shape",
        file=path,
        line=1,
        found="holds no mapping, so GitHub finds no workflow in it",
        fix="write `on` and `jobs` into it, or delete the file",
    )


def starts(evaluation: Evaluation) -> Iterator[Start]:
    """Every workflow in every world that an event makes for it."""
    for flow in evaluation.workflows.values():
        for world in all_worlds(flow, flow.file in evaluation.called):
            yield flow, world, True
