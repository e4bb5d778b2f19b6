"""What the workflows and pipelines of a repository upload -> its publishers."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from ..model import Forge, Index, Unknown
from ..workflows.model import Reading, Trial, UploadJob
from .model import Found, Left, Notes

INDEXES: tuple[Index, ...] = ("testpypi", "pypi")
SAME: dict[Forge, Callable[[str], str]] = {"github": str.casefold, "gitlab": str}
"""To GitHub letter case means nothing in the name of an environment."""
BESIDE = {
    "release": "a published release starts it too",
    "schedule": "a schedule starts it too",
    "other": "another event starts it too",
}
"""Triggers that the config has no word for; deployment policies hold for them as well."""


def publishers(
    reading: Reading, forge: Forge, repository: str, branch: str | None, notes: Notes
) -> list[Found]:
    """Each index, workflow and environment that a job uploads with, TestPyPI first."""
    notes.unknown += [Unknown(what=f"{repository}: {u.what}", why=u.why) for u in reading.unknown]
    for problem in reading.problems:
        notes.unknown.append(Unknown(what=f"{repository}: {problem.where()}", why=problem.found))
    jobs = [job for job in reading.jobs if job.forge == forge and job.reusable != "caller"]
    notes.left += [one for job in jobs for one in foreign(job, repository)]
    found: dict[tuple[str, str, str], Found] = {}
    for index in INDEXES:
        for job in jobs:
            if any(step.index == index for step in job.uploads):
                notes.left += doubts(index, job, repository)
                for one in of_job(index, job, branch):
                    merge(found, one, SAME[forge])
    return list(found.values())


def merge(found: dict[tuple[str, str, str], Found], one: Found, same: Callable[[str], str]) -> None:
    """Jobs of one identity are one publisher; `same` maps environments that are one."""
    name = same(one.environment)
    other = found.setdefault((one.index, one.workflow, name), one)
    found[one.index, one.workflow, name] = replace(
        other,
        jobs=tuple(dict.fromkeys((*other.jobs, *one.jobs))),
        manual=one.manual or other.manual,
        branches=tuple(dict.fromkeys((*other.branches, *one.branches))),
    )


def of_job(index: Index, job: UploadJob, branch: str | None) -> Iterator[Found]:
    """The publishers of one job: for each file whose runs come to it, and each environment."""
    steps = [step for step in job.uploads if step.index == index]
    triggers = {trigger for step in steps for trigger in step.triggers}
    from_branch = branch is not None and any(
        step.reach(Trial("branches", branch)) != "no" for step in steps
    )
    starts = (branch,) if branch and job.forge == "gitlab" and from_branch else ()
    for file in job.tops or (job.file,):
        for environment in environments(index, job):
            yield Found(
                index,
                file.rpartition("/")[2] if job.forge == "github" else file,
                environment,
                (f"{job.job} in {job.file}",),
                "dispatch" in triggers,
                starts if "branches" in triggers else (),
            )


def environments(index: Index, job: UploadJob) -> list[str]:
    """Every environment it runs in; one named after the index stands for what has no name."""
    return list(dict.fromkeys(name or index for name in job.environments or (None,)))


def doubts(index: Index, job: UploadJob, repository: str) -> Iterator[Left]:
    """What of a job the config cannot say."""
    where = f"{repository}: job {job.job} in {job.file}"
    if job.environments is None or None in job.environments:
        what = "its environment is an expression" if job.environment else "it has no environment"
        yield Left(
            where=where,
            what=what,
            why=f"the config gives each publisher one, here {index!r}",
            fix=f"write `environment: {index}` in the job, or correct the name in the config",
        )
    steps = [step for step in job.uploads if step.index == index]
    for trigger in sorted({t for step in steps for t in step.triggers} & set(BESIDE)):
        yield Left(
            where=where,
            what=BESIDE[trigger],
            why="the config has no word for that",
            fix="the environment decides which refs may; look whether it is meant",
            severity="note",
        )
    if any(step.auth == "token" for step in steps):
        yield Left(
            where=where,
            what=f"it uploads to {index} with a token",
            why="the config is about publishing without one",
            fix="register the publisher, then take the token out: `trustpub render` shows how",
            severity="note",
        )


def foreign(job: UploadJob, repository: str) -> Iterator[Left]:
    """Uploads to an index that the config does not know; one that is not known is unknown."""
    where = f"{repository}: job {job.job} in {job.file}"
    indexes = {step.index for step in job.uploads}
    if "other" in indexes:
        yield Left(
            where=where,
            what="it uploads to an index of its own",
            why="the config knows pypi and testpypi",
            fix="nothing: it stays as it is",
            severity="note",
        )
