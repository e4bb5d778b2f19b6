"""Rules: the job runs in the environment that the publisher names."""

from collections.abc import Iterator

from ..model import Severity
from ..tree import Mark
from ..workflows.model import UploadJob
from .linking import same_environment
from .model import Case, Finding, Link, Rule
from .words import environment_mark, job_field, quoted, title


def workflow_no_environment(case: Case) -> Iterator[Finding]:
    """The job that uploads names an environment."""
    for link, job in astray(case):
        if job.environments == (None,) and not on_another_job(case, link, job):
            found = f"names no environment, and the publisher is for {quoted(link.environment)}"
            fix = f"add `environment: {link.environment}` to the job"
            if len({one.environment for one, other in astray(case) if other is job}) > 1:
                fix = "a job has one environment: upload in a job of its own, with "
                fix += f"`environment: {link.environment}`"
            yield Finding(job.mark, found, fix, job=job.job)
    for job in case.uploaders:
        if job.environments == (None,) and not case.linked(job):
            found = "uploads in no environment, so nothing of the forge guards the upload"
            fix = "add `environment: pypi` to the job, and name it in PyPI's form"
            yield Finding(job.mark, found, fix, "warning", job.job)


def workflow_environment_elsewhere(case: Case) -> Iterator[Finding]:
    """The environment stands on the job that uploads, not on another one."""
    for link, job in astray(case):
        other = on_another_job(case, link, job)
        if job.environments == (None,) and other:
            found = f"names no environment; {quoted(link.environment)} stands on the job {other}"
            fix = f"write `environment: {link.environment}` on this job"
            yield Finding(job.mark, found, fix, job=job.job)


def workflow_environment_differs(case: Case) -> Iterator[Finding]:
    """The job's environment is the one that is declared."""
    for link, job in astray(case):
        if job.environments == (None,) or only_case(link, job):
            continue
        found = f"runs in {quoted(job.environment)}, the publisher is for "
        found += quoted(link.environment)
        fix = f"write `environment: {link.environment}`, or change the publisher"
        yield Finding(environment_mark(job), found, fix, job=job.job)


def workflow_environment_case(case: Case) -> Iterator[Finding]:
    """The environment is spelled alike everywhere, letter case included.

    GitHub and PyPI take both spellings for one, GitLab and PyPI do not (warehouse, oidc/models).
    """
    for link in case.links:
        for job in link.jobs:
            if not only_case(link, job):
                continue
            on_github = job.forge == "github"
            found = f"{quoted(job.environment)} and the publisher's {quoted(link.environment)} "
            found += "differ by letter case"
            found += ": one to GitHub and PyPI today" if on_github else ", which counts on PyPI"
            fix = f"write `environment: {link.environment}`"
            weight: Severity = "warning" if on_github else "error"
            yield Finding(environment_mark(job), found, fix, weight, job.job)


def only_case(link: Link, job: UploadJob) -> bool:
    """Whether a job's one environment is the declared one but for letter case."""
    names = job.environments or ()
    if len(names) != 1 or names[0] is None:
        return False
    return names[0] != link.environment and names[0].casefold() == link.environment.casefold()


def workflow_environment_open(case: Case) -> Iterator[Finding]:
    """An expression takes no names but those that are declared."""
    for link in case.links:
        for job in link.own:
            others = [name for name in job.environments or () if not declared(case, job, name)]
            if others:
                names = " or ".join(quoted(name) if name else "none" for name in others[:3])
                found = f"{quoted(job.environment)} can also become {names}, which is not declared"
                fix = f"write `environment: {link.environment}`, or declare the other publishers"
                yield Finding(environment_mark(job), found, fix, "warning", job.job)


def workflow_environment_shared(case: Case) -> Iterator[Finding]:
    """Nothing but the job that uploads can get a token that the index takes.

    The identity is repository, workflow and environment: any job of them that may ask for an ID
    token can publish (warehouse, oidc/models/github.py).
    """
    for link in case.links if case.config else ():
        file = case.file(link.file)
        uploading = {job.job for job in case.reading.jobs if job.file == link.file}
        for name, environment, mark in file.environments if file else ():
            same = same_environment(link.publisher, environment)
            if file and same and name in file.trusted and name not in uploading and link.own:
                found = f"is in {quoted(environment)} and may ask for an ID token, so it can "
                found += f"publish to {title(link.index)} though it uploads nothing"
                fix = "take `environment:` or `id-token: write` out of this job"
                yield Finding(mark, found, fix, "warning", name)


def declared(case: Case, job: UploadJob, name: str | None) -> bool:
    """Whether some publisher of the job's runs is for this environment."""
    return any(
        same_environment(link.publisher, name)
        for link in case.links
        if link.publisher.identity.forge == job.forge and link.file in (job.file, *job.tops)
    )


def astray(case: Case) -> Iterator[tuple[Link, UploadJob]]:
    """Uploads to a publisher's index that are not in its environment."""
    for link in case.links:
        for job in link.astray:
            yield link, job


def on_another_job(case: Case, link: Link, job: UploadJob) -> str | None:
    """The job that has the environment instead, and where."""
    found: list[tuple[str, Mark]] = [
        (name, mark)
        for path in dict.fromkeys((job.file, link.file))
        for name, environment, mark in getattr(case.file(path), "environments", ())
        if name != job.job and same_environment(link.publisher, environment)
    ]
    return f"{job_field(job.forge, found[0][0])} (line {found[0][1].line})" if found else None


ENVIRONMENT_RULES: tuple[Rule, ...] = (
    workflow_no_environment,
    workflow_environment_elsewhere,
    workflow_environment_differs,
    workflow_environment_case,
    workflow_environment_open,
    workflow_environment_shared,
)
