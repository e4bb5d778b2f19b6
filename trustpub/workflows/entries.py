"""UploadJobs -> the entries that are printed: one a job and index."""

from collections.abc import Iterable, Iterator

from .model import Auth, Step, Upload, UploadJob

STRONGEST: tuple[Auth, ...] = ("token", "unknown", "oidc")
"""Of several uploads to one index: a token anywhere is the news, then what is not known."""


def entries(jobs: Iterable[UploadJob]) -> tuple[Upload, ...]:
    """All entries, sorted by file, line, job and index."""
    found = (entry for job in jobs for entry in of_job(job))
    return tuple(sorted(found, key=lambda e: (e.file, e.line, e.job, e.index)))


def of_job(job: UploadJob) -> Iterator[Upload]:
    """The entries of one job."""
    by_index: dict[str, list[Step]] = {}
    for step in job.uploads:
        by_index.setdefault(step.index, []).append(step)
    return (entry(job, steps) for steps in by_index.values())


def entry(job: UploadJob, steps: list[Step]) -> Upload:
    """Uploads of one job to one index, as one entry named after the first."""
    first = min(steps, key=lambda step: step.line)
    secrets = {name for step in steps for token in step.tokens for name in token.secrets}
    return Upload(
        file=job.file,
        line=first.line,
        job=job.job,
        index=first.index,
        tool=first.tool,
        auth=min((step.auth for step in steps), key=STRONGEST.index),
        secret_names=tuple(sorted(secrets)),
        environment=job.environment,
        id_token_write=job.id_token,
        triggers=tuple(sorted({trigger for step in steps for trigger in step.triggers})),
        builds_in_same_job=bool(job.builds),
        reusable=job.reusable,
        pinned_by_hash=all(use.pinned for use in job.uses),
    )
