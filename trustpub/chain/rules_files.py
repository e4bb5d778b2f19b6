"""Rules: the publisher's file is there, and a job of it uploads to the publisher's index."""

import re
from collections.abc import Iterator

from ..indexes.pypi.sites import SITES
from ..workflows.model import Step, UploadJob
from .linking import FOLDER, KNOWN, indexes, steps
from .model import Case, Finding, Link, Rule
from .reaching import called_from_afar
from .unseen import veiled
from .words import listed, quoted, title

SETTINGS = {
    "gh-action-pypi-publish": "`repository-url: {url}` under `with:`",
    "uv": "`--publish-url {url}`",
    "twine": "`--repository-url {url}`",
    "flit": "`--repository testpypi`",
    "hatch": "`--repo test`",
    "pdm": "`--repository testpypi`",
    "maturin": "`--repository testpypi`",
}
"""Tool -> how it is told to upload to TestPyPI."""
FOR_TEST = re.compile(r"test[-_. ]?pypi", re.IGNORECASE)


def workflow_missing(case: Case) -> Iterator[Finding]:
    """The workflow that a publisher names is in the repository."""
    yield from missing(case, "github")


def pipeline_missing(case: Case) -> Iterator[Finding]:
    """The pipeline file that a publisher names is in the repository."""
    yield from missing(case, "gitlab")


def missing(case: Case, forge: str) -> Iterator[Finding]:
    """Publishers of one forge whose file is not there."""
    for link in case.links:
        if link.publisher.identity.forge == forge and not link.there:
            near, why = nearest(case, link)
            name = "workflow" if forge == "github" else "pipeline"
            written = near.removeprefix(FOLDER) if near else ""
            fix = f"write `{name}: {written}`" if near else f"add the file {link.file}"
            found = f"the repository has no file {quoted(link.file)}{why}"
            yield Finding(link.publisher.workflow_field, found, fix)


def nearest(case: Case, link: Link) -> tuple[str | None, str]:
    """The file that was meant, most likely, and why it is thought so."""
    forge = link.publisher.identity.forge
    files = [one.file for one in case.reading.files if one.forge == forge]
    alike = [one for one in files if bare(one) == bare(link.file)]
    if alike:
        return alike[0], f", but {alike[0]}"
    own = [j.file for j in case.uploaders if j.forge == forge and link.index in indexes(j)]
    tops = sorted({top for j in case.uploaders if j.file in own for top in j.tops})
    if tops:
        return tops[0], f", and {listed(tops)} uploads to {title(link.index)}"
    return None, ", and no other file uploads to it" if files else ""


def bare(path: str) -> str:
    """A path without what is easily taken for another: letter case and the suffix."""
    return re.sub(r"\.ya?ml$", "", path.casefold())


def workflow_no_upload(case: Case) -> Iterator[Finding]:
    """Some job that runs for the publisher's file uploads to its index."""
    for link in case.links:
        idle = not (link.own or link.astray or link.crossed or link.hidden)
        if link.readable and idle and not veiled(case, link):
            found = f"no job of {link.file} uploads to {title(link.index)}"
            if link.uploads:
                found += f" in environment {quoted(link.environment)}"
            yield Finding(link.publisher.workflow_field, found + elsewhere(case, link), way(link))


def elsewhere(case: Case, link: Link) -> str:
    """Where uploads to the index are instead."""
    others = [
        f"{step.mark.file}:{step.line}"
        for job in case.uploaders
        if job not in link.uploads
        for step in steps(job, link.index)[:1]
    ]
    return f"; {listed(others)} does" if others else ""


def way(link: Link) -> str:
    """What to do about an upload that is not there."""
    if link.uploads:
        return f"add a job with `environment: {link.environment}`, or remove the publisher"
    if link.index == "testpypi":
        url = SITES["testpypi"].upload
        return f"add a job that uploads there (`repository-url: {url}`), or remove the publisher"
    return "name the file whose job uploads, or add the job"


def workflow_index_url(case: Case) -> Iterator[Finding]:
    """The upload goes to the index that the publisher, or the name of its place, is for."""
    told = set()
    for link in case.links:
        for job in link.crossed:
            step = next(s for s in job.uploads if s.index in KNOWN)
            told.add(id(job))
            yield crossed(job, step, link.index, f"the publisher of {job_environment(job)}")
    for job in case.uploaders:
        for step in steps(job, "pypi") if id(job) not in told else ():
            if case.linked(job) or not named_for_test(job, step):
                continue
            yield crossed(job, step, "testpypi", named_for_test(job, step))._replace(
                severity="warning"
            )


def job_environment(job: UploadJob) -> str:
    """`environment 'testpypi'`."""
    return f"environment {quoted(job.environment)}"


def crossed(job: UploadJob, step: Step, index: str, why: str) -> Finding:
    """An upload to the wrong index."""
    found = f"uploads to {title(step.index)}, and {why} is for {title(index)}"
    if index == "testpypi":
        url = SITES["testpypi"].upload
        told = SETTINGS.get(step.tool, "its address, {url}").format(url=url)
        fix = f"add {told}"
    else:
        fix = "leave the upload address out" if step.url else "upload to PyPI here"
    return Finding(step.url_mark or step.mark, found, fix, job=job.job)


def named_for_test(job: UploadJob, step: Step) -> str:
    """What of an upload is called after TestPyPI; empty where nothing is."""
    if FOR_TEST.search(job.environment or ""):
        return job_environment(job)
    secrets = [name for token in step.tokens for name in token.secrets]
    named = [name for name in secrets if FOR_TEST.search(name)]
    return f"the secret {named[0]}" if named and len(named) == len(secrets) else ""


def workflow_undeclared(case: Case) -> Iterator[Finding]:
    """An upload that the config does not know of."""
    for job in case.uploaders if case.config else ():
        for index in sorted(indexes(job) & set(KNOWN)):
            if not any(concerns(link, job, index) for link in case.links):
                yield undeclared(case, job, index)


def undeclared(case: Case, job: UploadJob, index: str) -> Finding:
    """No publisher can be declared for a job that only workflows of other repositories call."""
    mark = steps(job, index)[0].mark
    if called_from_afar(case, job):
        found = f"uploads to {title(index)} for whoever calls it, which nothing here does"
        fix = "if it is for this project, move the job into the file that the publisher names"
        return Finding(mark, found, fix, "note", job.job)
    found = f"uploads to {title(index)}, and the config declares no publisher for that"
    fix = f"declare it under `publishers:`{values(job)}, or remove the upload"
    return Finding(mark, found, fix, "warning", job.job)


def concerns(link: Link, job: UploadJob, index: str) -> bool:
    """Whether a publisher is, or is told to be, about an upload."""
    if job.forge != link.publisher.identity.forge:
        return False
    if not link.there:
        return link.index == index
    if not link.readable or job in link.crossed:
        return True
    return link.index == index and job in (*link.own, *link.astray, *link.hidden)


def values(job: UploadJob) -> str:
    """What the publisher of a job would say."""
    if not job.tops:
        return ""
    name = "workflow" if job.forge == "github" else "pipeline"
    environment = f", `environment: {job.environment}`" if job.environment else ""
    return f" with `{name}: {job.tops[0].removeprefix(FOLDER)}`{environment}"


FILE_RULES: tuple[Rule, ...] = (
    workflow_missing,
    pipeline_missing,
    workflow_no_upload,
    workflow_index_url,
    workflow_undeclared,
)
