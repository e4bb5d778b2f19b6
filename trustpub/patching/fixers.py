"""The table of fixes: forge and rule -> fixer; what is not in it, a person mends."""

from collections.abc import Callable, Iterator, Mapping

from ..chain.linking import KNOWN
from ..chain.model import Finding
from . import (
    actions,
    github_append,
    github_jobs,
    gitlab_append,
    gitlab_jobs,
    permissions,
    swap_github,
    swap_gitlab,
    triggers,
)
from .edits import Edits
from .judging import Verdict
from .scene import Fixer, Scene


def by_action_or_without(scene: Scene, finding: Finding) -> Iterator[Edits | None]:
    """The publishing action in place of a command; else the upload without its credential."""
    yield from swap_github.swap(scene, finding)
    yield from github_jobs.token(scene, finding)


def signed_or_without(scene: Scene, finding: Finding) -> Iterator[Edits | None]:
    """`uv publish` with signed files in place of a command; else without its credential."""
    yield from swap_gitlab.swap(scene, finding)
    yield from github_jobs.token(scene, finding)


FIXERS: Mapping[tuple[str | None, str], Fixer] = {
    ("github", "workflow-no-upload"): github_append.missing_job,
    ("github", "workflow-index-url"): github_jobs.index_url,
    ("github", "workflow-no-environment"): github_jobs.environment,
    ("github", "workflow-environment-elsewhere"): github_jobs.environment,
    ("github", "workflow-environment-differs"): github_jobs.environment,
    ("github", "workflow-environment-case"): github_jobs.environment,
    ("github", "workflow-id-token"): permissions.id_token,
    ("github", "workflow-id-token-for-all"): permissions.for_all,
    ("github", "workflow-wide-permissions"): permissions.wide,
    ("github", "workflow-unpinned"): actions.unpinned,
    ("github", "workflow-token"): by_action_or_without,
    ("github", "workflow-tool"): swap_github.swap,
    ("github", "workflow-attestations"): github_jobs.attestations,
    ("github", "workflow-tag-never"): triggers.tag_never,
    ("github", "workflow-branch-never"): triggers.branch_never,
    ("github", "workflow-manual-never"): triggers.manual_never,
    ("github", "workflow-tag-unprotected"): triggers.narrow,
    ("github", "workflow-tag-undeclared"): triggers.narrow,
    ("gitlab", "workflow-no-upload"): gitlab_append.missing_job,
    ("gitlab", "workflow-no-environment"): github_jobs.environment,
    ("gitlab", "workflow-environment-elsewhere"): github_jobs.environment,
    ("gitlab", "workflow-environment-differs"): github_jobs.environment,
    ("gitlab", "workflow-environment-case"): github_jobs.environment,
    ("gitlab", "workflow-token"): signed_or_without,
    ("gitlab", "workflow-tool"): swap_gitlab.swap,
    ("gitlab", "workflow-tag-never"): gitlab_jobs.never,
    ("gitlab", "workflow-branch-never"): gitlab_jobs.never,
    ("gitlab", "pipeline-id-tokens"): gitlab_jobs.id_tokens,
    ("gitlab", "pipeline-audience"): gitlab_jobs.id_tokens,
    ("gitlab", "pipeline-token-name"): gitlab_jobs.id_tokens,
    ("gitlab", "pipeline-unprotected"): gitlab_jobs.unprotected,
    ("gitlab", "pipeline-manual"): gitlab_jobs.manual,
}
LAST = ("workflow-tool", "workflow-token")
ORDER = (*(n for n in dict.fromkeys(rule for _, rule in FIXERS) if n not in LAST), *LAST)
"""In which order rules get their turn: a token goes when everything else is in place."""


def by_identity(verdict: Verdict, finding: Finding) -> bool:
    """Whether uploads without a token go by the job's identity, with nothing in their way."""
    jobs = [job for job in verdict.jobs if job.job == finding.job]
    uploads = [step for job in jobs for step in job.uploads if step.index in KNOWN]
    broken = [
        one.rule
        for one in verdict.found
        if one.finding.severity == "error" and one.finding.job == finding.job
    ]
    own = {link.index for link in verdict.links for job in link.own if job.job == finding.job}
    ready = set(broken) <= set(LAST) and {step.index for step in uploads} <= own
    return ready and all(step.tokens or step.auth == "oidc" for step in uploads)


PROOFS: Mapping[str, Callable[[Verdict, Finding], bool]] = dict.fromkeys(LAST, by_identity)
"""What must hold after a fix, beyond that its finding is gone."""
PARTLY: Mapping[str, Callable[[Verdict, Finding], int]] = {"workflow-unpinned": actions.loose}
"""Findings that count several things: a fix of some is one."""


def why_left(scene: Scene, finding: Finding) -> str:
    """Why an upload is not swapped; empty where nobody knows."""
    forge = swap_github if scene.forge == "github" else swap_gitlab
    found = forge.swapped(scene, finding.job)
    if isinstance(found, str):
        return found
    others = (one for one in scene.verdict.found if one.finding.job == finding.job)
    ready = all(one.rule in LAST or one.finding.severity != "error" for one in others)
    return "" if ready else "first mend the other errors of the job"


REASONS: Mapping[str, Callable[[Scene, Finding], str]] = dict.fromkeys(LAST, why_left)
"""Who can say why a finding is left to a person."""
