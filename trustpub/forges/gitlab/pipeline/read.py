"""Pipelines of a repository -> what they upload, and what could not be read."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ....tree import Mark
from ....workflows.model import Reading, Snapshot, UploadJob, WorkflowFile
from .describing import environment_name
from .files import Files
from .pipelines import Pipeline, children
from .refusals import refusals
from .steps import joined
from .uploading import uploading

DEFAULT = (".gitlab-ci.yml",)


def read(snapshot: Snapshot, pipelines: tuple[str, ...] = DEFAULT) -> Reading:
    """All uploads of the pipelines that begin in these files."""
    files = Files(snapshot)
    found: list[Pipeline] = []
    jobs: list[UploadJob] = []
    for path in pipelines:
        try:
            family, uploads = followed(files, path)
        except RecursionError:
            files.doubt(path, "is nested too deep to be followed")
            continue
        jobs += uploads
        found += family
    return Reading(
        files=tuple(described(files, found)),
        jobs=tuple(merged(jobs)),
        unknown=tuple(files.unknown),
        problems=tuple(files.problems),
    )


def followed(files: Files, path: str) -> tuple[list[Pipeline], list[UploadJob]]:
    """A pipeline with its children, and the jobs in them that upload or call those that do."""
    family = list(children(Pipeline(files, path, path)))
    uploads = {pipeline: tuple(uploading(pipeline)) for pipeline in family}
    own = [job for some in uploads.values() for job in some]
    needed = {above: None for one in family if uploads[one] for above in line(one)}
    found = (problem for one in needed for made in one.all_made for problem in refusals(made))
    files.problems |= dict.fromkeys(found)
    return family, [*own, *callers(family, uploads)]


def callers(
    family: list[Pipeline], uploads: dict[Pipeline, tuple[UploadJob, ...]]
) -> Iterator[UploadJob]:
    """The jobs that trigger a pipeline that uploads, or one that triggers such a pipeline."""
    for pipeline in family:
        job = pipeline.trigger
        below = [job for one in family if pipeline in line(one) for job in uploads[one]]
        if job is None or not below:
            continue
        key = job.node.keys.get("trigger", job.mark)
        at = key.line if key.file == job.mark.file else job.mark.line
        yield UploadJob(
            forge="gitlab",
            file=job.mark.file,
            job=job.name,
            mark=job.mark,
            tops=(pipeline.top,),
            uploads=tuple(replace(step, line=at) for one in below for step in one.uploads),
            uses=tuple(dict.fromkeys(use for one in below for use in one.uses)),
            reusable="caller",
            calls=below[0].file,
            audiences={},
            waits="no",
        )


def line(pipeline: Pipeline | None) -> Iterator[Pipeline]:
    """A pipeline and those above it."""
    while pipeline:
        yield pipeline
        pipeline = pipeline.parent


def merged(jobs: Iterable[UploadJob]) -> Iterator[UploadJob]:
    """One job for each name in a file, in however many pipelines it is."""
    found: dict[tuple[str, str], list[UploadJob]] = {}
    for job in jobs:
        found.setdefault((job.file, job.job), []).append(job)
    for same in found.values():
        tops = tuple(dict.fromkeys(top for job in same for top in job.tops))
        steps = joined(step for job in same for step in job.uploads)
        first = next((job for job in same if job.reusable == "callee"), same[0])
        yield replace(first, tops=tops, uploads=steps)


def described(files: Files, pipelines: list[Pipeline]) -> Iterator[WorkflowFile]:
    """Every file that was read, with its jobs."""
    jobs: dict[str, dict[str, Mark]] = {}
    environments: dict[str, dict[tuple[str, str, Mark], None]] = {}
    for pipeline in pipelines:
        for made in pipeline.all_made:
            for path in made.config.files:
                jobs.setdefault(path, {})
            for job in made.jobs.values():
                jobs.setdefault(job.mark.file, {})[job.name] = job.mark
                node, name = job.own("environment"), environment_name(job)
                if node and name is not None:
                    known = environments.setdefault(job.mark.file, {})
                    known[job.name, name, node.mark] = None
    for path, names in jobs.items():
        yield WorkflowFile("gitlab", path, {}, None, names, None, tuple(environments.get(path, ())))
