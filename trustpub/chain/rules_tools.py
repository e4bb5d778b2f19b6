"""Rules: the tool that uploads can show the job's identity."""

import re
from collections.abc import Iterator

from ..uploads.tools import TOOLS
from ..workflows.model import Step, UploadJob
from .linking import steps
from .model import Case, Finding, Link, Rule
from .rules_gitlab import audience, variable
from .words import quoted

NEVER = frozenset(tool.name for tool in TOOLS if tool.trusted == "never")
"""They know passwords and tokens alone: nothing in the sources of poetry (2026-06), hatch
(2026-08) and flit (2026-04) asks for an ID token."""
ACTION = "gh-action-pypi-publish"
OLD_ACTION = re.compile(rf"pypa/{ACTION}@v?1\.[0-7](?:\.\d+)?")
"""Identities came with v1.8.0 of the action, and v1.8.1 mended them (its release notes)."""


def workflow_tool(case: Case) -> Iterator[Finding]:
    """The tool publishes by identity, or the script exchanges the ID token for it."""
    for link in case.links:
        for job in link.jobs:
            for step in steps(job, link.index):
                if step.tool == ACTION:
                    yield from too_old(job)
                elif not identifies(link, job, step):
                    found = f"{quoted(step.tool)} as it is used here shows no identity, and no "
                    found += (
                        "exchange of an ID token is to be seen, so the publisher is never asked"
                    )
                    yield Finding(step.mark, found, way(job), job=job.job)


def too_old(job: UploadJob) -> Iterator[Finding]:
    """Uses of the action before it knew identities."""
    for use in job.uses:
        if OLD_ACTION.fullmatch(use.text):
            found = f"{use.text} takes passwords alone, so the publisher is never asked"
            yield Finding(use.mark, found, "use a version from v1.8.1 on", job=job.job)


def identifies(link: Link, job: UploadJob, step: Step) -> bool:
    """Whether the upload may go by identity; a credential nobody knows may be an exchanged one."""
    if step.auth == "oidc" or (step.tokens and not any(one.secrets for one in step.tokens)):
        return True
    return step.tool not in NEVER and (bool(step.tokens) or not has_token(link, job))


def has_token(link: Link, job: UploadJob) -> bool:
    """Whether a job has the ID token that tools look for: then it is the tool that does not."""
    if job.forge == "github":
        return job.id_token in ("job", "workflow")
    return (job.audiences or {}).get(variable(link)) == (audience(link),)


def way(job: UploadJob) -> str:
    """What publishes by identity instead."""
    if job.forge == "github":
        return "upload with pypa/gh-action-pypi-publish, `uv publish`, or twine 6.1 or later"
    return "upload with `uv publish`, or twine 6.1 or later"


TOOL_RULES: tuple[Rule, ...] = (workflow_tool,)
