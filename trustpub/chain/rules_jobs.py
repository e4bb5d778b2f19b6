"""Rules: habits of the job that uploads, with or without a config."""

from collections.abc import Iterator

from ..workflows.model import Step, UploadJob
from .linking import KNOWN, unique
from .model import Case, Finding, Rule
from .words import listed, title


def workflow_token(case: Case) -> Iterator[Finding]:
    """No long-lived credential feeds the upload: tools silently prefer it to the identity."""
    for job, step in uploads(case):
        if step.auth != "token" and not step.tokens:
            continue
        linked = any(link.index == step.index for link in case.linked(job))
        mark = step.tokens[0].mark if step.tokens else step.mark
        yield fed(job, step, linked)._replace(at=mark)


def fed(job: UploadJob, step: Step, linked: bool) -> Finding:
    """A credential of an upload; one that nobody knows may be made from the job's ID token."""
    settings = dict.fromkeys(token.setting.rstrip(":") for token in step.tokens)
    named = [f"`{name}`" for name in settings if " " not in name]
    several, asks = len(named) > 1, job.id_token in ("job", "workflow")
    found = f"{listed(named) or 'a long-lived token'} {'feed' if several else 'feeds'} the upload"
    if step.tokens and asks and not any(token.secrets for token in step.tokens):
        found += ", and where it is from is not in the files: the publisher is not asked unless "
        found += "it was made from the job's ID token"
        fix = "leave it out, and upload with a tool that exchanges the ID token itself"
        return Finding(step.mark, found, fix, "warning", job.job)
    if linked or asks:
        found += ", so it goes by that token, and the publisher is never asked"
    fix = f"remove {'them' if several else 'it'}{revoke(step)}"
    return Finding(step.mark, found, fix, "error" if linked else "warning", job.job)


def revoke(step: Step) -> str:
    """What to do with the secrets afterwards."""
    names = sorted({name for token in step.tokens for name in token.secrets})
    where = f"revoke the token on {title(step.index)}"
    return f"; once a release worked, delete {listed(names)} and {where}" if names else ""


def workflow_builds(case: Case) -> Iterator[Finding]:
    """What builds cannot publish: the build runs code of every build dependency."""
    for job in suspects(case):
        if job.builds:
            found = "builds in the job that uploads, so build dependencies could publish too"
            fix = "build in a job of its own, and hand the files on as an artifact"
            yield Finding(job.builds[0], found, fix, "warning", job.job)


def workflow_unpinned(case: Case) -> Iterator[Finding]:
    """Actions in the publishing job are named by the hash of a commit."""
    for job in suspects(case):
        loose = [use for use in job.uses if not use.pinned]
        if job.forge == "github" and loose:
            names = list(dict.fromkeys(use.text for use in loose))
            found = f"{listed(names)}: a tag or branch can be moved to other code"
            action = names[0].partition("@")[0]
            fix = f"write the commit's 40 digits: `{action}@<commit> # <version>`"
            yield Finding(loose[0].mark, found, fix, "warning", job.job)


def workflow_attestations(case: Case) -> Iterator[Finding]:
    """What is published by identity is attested."""
    for job, step in uploads(case):
        mark = step.attestations_mark
        if step.attestations is False and mark and step.auth != "token" and not step.tokens:
            fix = "remove the setting: attestations are made where it is left out"
            yield Finding(mark, "attestations are switched off", fix, "warning", job.job)


def suspects(case: Case) -> list[UploadJob]:
    """Every job that uploads, and those that may do so for a publisher: their index is not told."""
    hidden = [job for link in case.links for job in link.hidden]
    return unique([*case.uploaders, *hidden])


def uploads(case: Case) -> Iterator[tuple[UploadJob, Step]]:
    """Every upload to PyPI and TestPyPI with its job."""
    for job in case.uploaders:
        for step in job.uploads:
            if step.index in KNOWN:
                yield job, step


JOB_RULES: tuple[Rule, ...] = (
    workflow_token,
    workflow_builds,
    workflow_unpinned,
    workflow_attestations,
)
