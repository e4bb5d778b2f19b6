"""Rules: what the job's tokens may do."""

from collections.abc import Iterator

from ..tree import Mark
from ..workflows.model import UploadJob, WorkflowFile
from .harmless import needs_no_token
from .model import Case, Finding, Rule

PUBLISHING = ("id-token", "attestations")
"""What publishing and attesting take; everything else a publish job only reads."""
LEAST = "`permissions: {contents: read, id-token: write}`"


def workflow_id_token(case: Case) -> Iterator[Finding]:
    """A job on GitHub that publishes by its identity may ask for an ID token."""
    for job in case.uploaders:
        by_identity = any(step.auth == "oidc" for step in job.uploads)
        if job.forge != "github" or job.id_token != "none":
            continue
        if (by_identity or case.linked(job)) and not left_to_callers(case, job):
            found = "may not ask for an ID token: `id-token: write` is missing"
            yield Finding(permission_mark(job), found, missing_fix(job), job=job.job)
    for job in case.reading.jobs:
        if job.reusable == "caller" and job.id_token == "none" and called_wants(case, job):
            found = (
                f"calls {job.calls or 'a workflow'}, which asks for an ID token, and grants none"
            )
            yield Finding(job.mark, found, missing_fix(job), job=job.job)


def permission_mark(job: UploadJob) -> Mark:
    """The job's own block, or else the job."""
    own = [p.mark for p in job.permissions or () if p.origin == "job"]
    return own[0] if own else job.mark


def missing_fix(job: UploadJob) -> str:
    """The line to write."""
    if job.permissions is not None and any(p.origin == "job" for p in job.permissions):
        return "add `id-token: write` under its `permissions:`"
    fix = f"add {LEAST} to the job"
    return fix if needs_no_token(job) else f"{fix}, with what else its steps write"


def left_to_callers(case: Case, job: UploadJob) -> bool:
    """A called job without permissions of its own has those of the job that calls it."""
    calls = any(one.reusable == "caller" and one.calls == job.file for one in case.reading.jobs)
    return job.reusable == "callee" and job.permissions is None and calls


def called_wants(case: Case, caller: UploadJob) -> bool:
    """Whether what a job calls publishes by identity."""
    called = [job for job in case.uploaders if job.file == caller.calls]
    return any(
        step.auth == "oidc" or case.linked(job) for job in called for step in job.uploads
    ) or any(step.auth == "oidc" for step in caller.uploads)


def workflow_id_token_for_all(case: Case) -> Iterator[Finding]:
    """The right to an ID token is given to the job that publishes, not to every job."""
    for file in case.reading.files:
        for permission in file.permissions or () if uploading(case, file) else ():
            if permission.scope == "id-token" and permission.level == "write":
                found = "gives every job of the file the right to publish"
                fix = "write `id-token: write` under `permissions:` of the publishing job alone"
                yield Finding(permission.mark, found, fix, "warning")
    for job in case.uploaders:
        if job.forge == "gitlab" and job.id_token == "workflow":
            found = "`id_tokens` under `default:` gives every job a token that can publish"
            fix = "write `id_tokens:` in the publishing job alone"
            yield Finding(job.id_token_mark or job.mark, found, fix, "warning", job.job)


def uploading(case: Case, file: WorkflowFile) -> bool:
    """Whether a job in a file uploads, or calls one that does."""
    return any(
        job.file == file.file and any(step.index in ("pypi", "testpypi") for step in job.uploads)
        for job in case.reading.jobs
    )


def workflow_wide_permissions(case: Case) -> Iterator[Finding]:
    """The publishing job may do no more than it needs."""
    for job in case.uploaders:
        for permission in job.permissions or ():
            if permission.level != "write" or permission.scope in PUBLISHING:
                continue
            if permission.scope == "*":
                found, fix = "`write-all` lets the publishing job write everything", LEAST
                yield Finding(permission.mark, found, f"write {fix} on the job", "warning", job.job)
            elif needs_no_token(job):
                found = f"the publishing job has `{permission.scope}: write`, and nothing in it "
                fix = f"write `{permission.scope}: read`, or leave it out"
                found += "is known to need that"
                yield Finding(permission.mark, found, fix, "warning", job.job)


PERMISSION_RULES: tuple[Rule, ...] = (
    workflow_id_token,
    workflow_id_token_for_all,
    workflow_wide_permissions,
)
