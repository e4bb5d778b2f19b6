"""What a repository's workflows or pipeline already publish -> the publishers it starts with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .model import Forge, Index
from .tag_rules import well_formed
from .workflows.model import Reading, UploadJob

DEFAULT_TAGS = "v*"


@dataclass(frozen=True)
class Guess:
    """One publisher as the files suggest it."""

    index: Index
    workflow: str
    """GitHub: bare file name; GitLab: path of the pipeline."""
    environment: str
    manual: bool = False


@dataclass(frozen=True)
class Guesses:
    """The publishers, the tags they are for, and what a person should look at, in sentences."""

    publishers: tuple[Guess, ...] = ()
    tags: tuple[str, ...] = (DEFAULT_TAGS,)
    remarks: tuple[str, ...] = ()


def guess(reading: Reading, forge: Forge) -> Guesses:
    """A publisher for each index that a job uploads to, TestPyPI first; none where none does."""
    indexes: tuple[Index, ...] = ("testpypi", "pypi")
    found = [(index, jobs) for index in indexes if (jobs := uploading(reading, forge, index))]
    if not found:
        return Guesses()
    publishers = tuple(publisher(index, jobs[0]) for index, jobs in found)
    remarks = [remark for index, jobs in found for remark in doubts(index, jobs)]
    files = {one.workflow for one in publishers}
    tags, doubt = tag_patterns(reading, files)
    return Guesses(publishers, tags, (*remarks, *doubt))


def uploading(reading: Reading, forge: Forge, index: Index) -> list[UploadJob]:
    """The jobs that upload to an index: those in an environment of their own name first."""
    jobs = [
        job
        for job in reading.jobs
        if job.forge == forge and job.reusable != "caller"
        if any(step.index == index for step in job.uploads)
    ]
    return sorted(jobs, key=lambda job: (plain(job) is None, "release" not in job.file, job.file))


def publisher(index: Index, job: UploadJob) -> Guess:
    """The publisher that a job is for; the file is the one whose runs come to it."""
    file = job.tops[0] if job.tops else job.file
    triggers = {t for step in job.uploads if step.index == index for t in step.triggers}
    name = file.rpartition("/")[2] if job.forge == "github" else file
    return Guess(index, name, plain(job) or index, "dispatch" in triggers)


def plain(job: UploadJob) -> str | None:
    """Its environment, where that is one name."""
    names = job.environments or ()
    return names[0] if len(names) == 1 else None


def doubts(index: Index, jobs: list[UploadJob]) -> Iterator[str]:
    """What of a publisher is not certain."""
    first = jobs[0]
    if plain(first) is None:
        said = "an expression" if first.environment else "no environment"
        yield f"the job {first.job} names {said}: write `environment: {index}` in {first.file}"
    others = sorted({f"{job.job} in {job.file}" for job in jobs[1:]})
    if others:
        yield f"{', '.join(others)} uploads to {index} too, and needs a publisher or has to go"


def tag_patterns(reading: Reading, names: set[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The tags that start those workflows, where the config can say them; and what it cannot."""
    filters = [
        text
        for file in reading.files
        if file.file.rpartition("/")[2] in names
        for text, _ in file.tag_filters or ()
    ]
    simple = [text for text in filters if well_formed(text) and re.search(r"[\w]", text)]
    odd = [text for text in filters if text not in simple]
    remarks = (f"the tag filter {', '.join(odd)} was left out: see `tags:`",) if odd else ()
    return tuple(dict.fromkeys(simple)) or (DEFAULT_TAGS,), remarks
