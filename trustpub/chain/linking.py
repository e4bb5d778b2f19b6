"""Config and Reading -> Case: which job uploads for which declared publisher."""

from collections.abc import Iterable

from ..config import Config
from ..forges.base import DeclaredPublisher
from ..publishers import declared_publishers
from ..workflows.model import Reading, Step, Truth, UploadJob
from .model import Case, Link

FOLDER = ".github/workflows/"
KNOWN = ("pypi", "testpypi")


def make_case(config: Config | None, reading: Reading) -> Case:
    """What the rules look at."""
    uploaders = tuple(
        job for job in reading.jobs if job.reusable != "caller" and indexes(job) & set(KNOWN)
    )
    if config is None:
        return Case(reading, uploaders)
    links = [begin(one, reading) for one in declared_publishers(config) if path_of(one)]
    taken: set[tuple[int, str]] = {(id(job), link.index) for link in links for job in link.own}
    return Case(reading, uploaders, config, tuple(finish(one, reading, taken) for one in links))


def path_of(publisher: DeclaredPublisher) -> str:
    """The file that a publisher names; empty where other rules have told that it names none."""
    name = publisher.identity.workflow.strip()
    if publisher.identity.forge == "gitlab":
        return name
    if "@" in name or name.count("/") > 2:
        return ""
    return FOLDER + name.rpartition("/")[2] if name else ""


def begin(publisher: DeclaredPublisher, reading: Reading) -> Link:
    """The link, as far as it can be told without the other publishers."""
    file = path_of(publisher)
    broken = any(one.file == file for one in reading.problems)
    read = any(one.file == file for one in reading.files)
    here = jobs_of(publisher, file, reading)
    uploads = tuple(job for job in here if publisher.index in indexes(job))
    own = tuple(job for job in uploads if in_environment(publisher, job) == "yes")
    return Link(publisher, file, read or broken, read and not broken, uploads, own)


def finish(link: Link, reading: Reading, taken: set[tuple[int, str]]) -> Link:
    """Where it has no upload of its own: the jobs that may have been meant."""
    if link.own:
        return link
    here = jobs_of(link.publisher, link.file, reading)
    free = [job for job in link.uploads if (id(job), link.index) not in taken]
    veiled = [job for job in free if job.environments is None]
    unknown = [job for job in here if "unknown" in indexes(job)]
    crossed = [
        job
        for job in here
        if in_environment(link.publisher, job) == "yes"
        if any((id(job), index) not in taken for index in indexes(job) & set(KNOWN))
    ]
    return Link(
        link.publisher,
        link.file,
        link.there,
        link.readable,
        link.uploads,
        astray=tuple(job for job in free if job not in veiled),
        crossed=tuple(job for job in crossed if link.index not in indexes(job)),
        hidden=tuple(unique([*veiled, *unknown])),
    )


def jobs_of(publisher: DeclaredPublisher, file: str, reading: Reading) -> list[UploadJob]:
    """The jobs that runs of a file come to, those left out that only call others."""
    return [
        job
        for job in reading.jobs
        if job.forge == publisher.identity.forge and job.reusable != "caller"
        if file in (job.file, *job.tops)
    ]


def unique(jobs: Iterable[UploadJob]) -> list[UploadJob]:
    """Each job once."""
    return list({id(job): job for job in jobs}.values())


def indexes(job: UploadJob) -> set[str]:
    """Where a job uploads to."""
    return {step.index for step in job.uploads}


def steps(job: UploadJob, index: str) -> list[Step]:
    """Its uploads to one index, first to last."""
    return sorted((s for s in job.uploads if s.index == index), key=lambda s: s.mark.line)


def same_environment(publisher: DeclaredPublisher, name: str | None) -> bool:
    """Whether a name is that of the declared environment.

    To GitHub letter case does not count, and PyPI lowers the claim; on GitLab it counts for both
    (warehouse, oidc/models/github.py and gitlab.py).
    """
    declared = publisher.environment.name
    if publisher.identity.forge == "github":
        return name is not None and name.casefold() == declared.casefold()
    return name == declared


def in_environment(publisher: DeclaredPublisher, job: UploadJob) -> Truth:
    """Whether a job can run in the environment that a publisher names."""
    if job.environments is None:
        return "unknown"
    return "yes" if any(same_environment(publisher, name) for name in job.environments) else "no"
