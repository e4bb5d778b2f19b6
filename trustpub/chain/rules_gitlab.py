"""Rules that only GitLab pipelines have."""

from collections.abc import Iterator

from ..indexes.pypi.sites import SITES
from ..model import Severity
from ..workflows.model import UploadJob
from .model import Case, Finding, Link, Rule
from .reaching import job_reaches
from .unprotected import called, unprotected
from .words import quoted, title

LOOKING = ("uv", "twine", "pdm")
"""Tools that take a token by the name `AUDIENCE_ID_TOKEN` (PyPI package id, `detect_gitlab`)."""
EXCHANGING = frozenset({"curl", "wget", "http", "jq", "python", "python3"})
"""What a script that exchanges a token itself mostly uses: then its name is the script's own."""


def linked_jobs(case: Case) -> Iterator[tuple[Link, UploadJob]]:
    """Publishers on GitLab and their jobs."""
    for link in case.links:
        if link.publisher.identity.forge == "gitlab":
            yield from ((link, job) for job in link.jobs)


def variable(link: Link) -> str:
    """`PYPI_ID_TOKEN`."""
    return f"{audience(link).upper()}_ID_TOKEN"


def audience(link: Link) -> str:
    """What the index wants as `aud`."""
    return SITES[link.index].audience


def pipeline_id_tokens(case: Case) -> Iterator[Finding]:
    """The job has an ID token."""
    for link, job in linked_jobs(case):
        if job.id_token == "none":
            fix = f"add `id_tokens: {{{variable(link)}: {{aud: {audience(link)}}}}}` to the job"
            yield Finding(job.mark, "has no `id_tokens`, so it has no identity", fix, job=job.job)


def pipeline_audience(case: Case) -> Iterator[Finding]:
    """One of its tokens is for the index, and for that alone."""
    for link, job in linked_jobs(case):
        tokens = job.audiences or {}
        if not tokens or any("$" in text for texts in tokens.values() for text in texts):
            continue
        if (audience(link),) not in tokens.values():
            told = ", ".join(
                f"{name} is for {' and '.join(a) or 'nobody'}"
                for name, a in list(tokens.items())[:3]
            )
            found = f"no token is for {title(link.index)} alone: {quoted(told)[1:-1]}"
            fix = f"write `aud: {audience(link)}` under `{variable(link)}:`"
            yield Finding(job.id_token_mark or job.mark, found, fix, job=job.job)


def pipeline_token_name(case: Case) -> Iterator[Finding]:
    """The token has the name under which the tool looks for it."""
    for link, job in linked_jobs(case):
        right = [name for name, a in (job.audiences or {}).items() if a == (audience(link),)]
        tools = [step.tool for step in job.uploads if step.index == link.index]
        alone = set(tools) <= set(LOOKING) and not EXCHANGING & set(job.runs)
        if right and variable(link) not in right and alone:
            found = f"{tools[0]} looks for {variable(link)}, and the token is {quoted(right[0])}"
            fix = f"call it `{variable(link)}:`"
            yield Finding(job.id_token_mark or job.mark, found, fix, "warning", job.job)


def pipeline_unprotected(case: Case) -> Iterator[Finding]:
    """Only protected tags, or branches that are declared, come to the upload."""
    for link, job in linked_jobs(case):
        guarded = bool(link.publisher.environment.deployers)
        weight: Severity = "warning" if guarded else "error"
        loose = [t for t in unprotected(case, link) if job_reaches(link, job, t) == "yes"]
        if loose:
            found = f"{called(loose[0])} comes to the upload"
            tag = "" if link.publisher.branches else "$CI_COMMIT_TAG && "
            rule = f"rules: [{{if: '{tag}$CI_COMMIT_REF_PROTECTED == \"true\"'}}]"
            fix = f"write `{rule}` in place of `only:`, or add the condition to each of its rules"
            yield Finding(job.mark, found, fix, weight, job.job)


def pipeline_manual(case: Case) -> Iterator[Finding]:
    """Where the config asks for a person, the job waits for one."""
    for link, job in linked_jobs(case):
        asked = "approvals" if link.publisher.environment.approvals else ""
        asked = asked or ("`manual: true`" if link.publisher.manual else "")
        if asked and job.waits == "no":
            found = f"starts by itself, and the config asks for {asked}"
            yield Finding(job.mark, found, "add `when: manual` to the job", "warning", job.job)


GITLAB_RULES: tuple[Rule, ...] = (
    pipeline_id_tokens,
    pipeline_audience,
    pipeline_token_name,
    pipeline_unprotected,
    pipeline_manual,
)
