"""Which value of a GitHub publisher a token differs in."""

import re

from ..claims.github import FORBIDDEN_EVENT, ISSUER
from .cause import (
    NO_ENVIRONMENT,
    OTHER_ENVIRONMENT,
    Case,
    Cause,
    Difference,
    text,
    unequal,
)
from .model import Claims

REF = re.compile(r"([^/@]+/[^/@]+)/(.*?)([^/@]+)@(.*)", re.DOTALL)
"""OWNER/REPO, folder, file, ref."""


def reference(claims: Claims, name: str = "job_workflow_ref") -> re.Match[str] | None:
    """The parts of a workflow reference."""
    return REF.fullmatch(text(claims, name) or "")


def issuer(case: Case) -> Difference | None:
    """PyPI takes tokens of github.com only."""
    return unequal(ISSUER, text(case.claims, "iss"))


def owner(case: Case) -> Difference | None:
    """Half of `repository`, and a claim of its own."""
    path = text(case.claims, "repository")
    found = [path.partition("/")[0] if path else None, text(case.claims, "repository_owner")]
    odd = [unequal(case.identity.namespace, each) for each in found]
    return next((each for each in odd if each), None)


def name(case: Case) -> Difference | None:
    """The other half."""
    path = text(case.claims, "repository")
    return unequal(case.identity.project, path.partition("/")[2]) if path else None


def owner_id(case: Case) -> Difference | None:
    """The number of the account, where it was given."""
    return unequal(case.owner_id or "", text(case.claims, "repository_owner_id"))


def called(case: Case) -> Difference | None:
    """The job stands in another file than the run started from."""
    job, top = reference(case.claims), reference(case.claims, "workflow_ref")
    if job is None:
        return None
    start = (top[1], top[3]) if top else (text(case.claims, "repository") or job[1], job[3])
    here = (job[1], job[3])
    return None if start == here else ("/".join(start), "/".join(here))


def file(case: Case) -> Difference | None:
    """The workflow itself."""
    job = reference(case.claims)
    return unequal(case.identity.workflow.strip(), job[3]) if job and not called(case) else None


def ref(case: Case) -> Difference | None:
    """The workflow at another ref than the run is for."""
    job, own = reference(case.claims), [text(case.claims, n) for n in ("ref", "sha")]
    good = [each for each in own if each]
    return None if job is None or job[4] in good else (" or ".join(good) or "a ref", job[4])


def environment(case: Case) -> Difference | None:
    """Letter case does not count."""
    declared, found = case.identity.environment or "", text(case.claims, "environment")
    return (declared, found) if found and declared.lower() != found.lower() else None


def event(case: Case) -> Difference | None:
    """The one event that PyPI never takes."""
    found = text(case.claims, "event_name")
    return ("any other event", found) if found == FORBIDDEN_EVENT else None


REPOSITORY = ("repository", "job_workflow_ref")
JOB = ("job_workflow_ref",)
CAUSES = (
    Cause(
        "issuer-differs",
        "iss",
        ("iss",),
        issuer,
        "the token is from {found}, and PyPI takes GitHub tokens from {expected} only",
        "forge",
        (),
        "publish from a repository on github.com; PyPI has no form for other servers",
    ),
    Cause(
        "owner-differs",
        "repository_owner",
        ("repository_owner", *REPOSITORY),
        owner,
        "the job runs in a repository of {found}, the config declares {expected}",
        "config",
        ("pypi-form", "forge"),
        "if the repository was moved, write the new owner in {repository} and register it on "
        "PyPI; letter case counts; if a fork ran the job, run it in the repository itself",
    ),
    Cause(
        "repository-differs",
        "repository",
        REPOSITORY,
        name,
        "the job runs in the repository {found}, the config declares {expected}",
        "config",
        ("pypi-form", "forge"),
        "if the repository was renamed, write the new name in {repository} and register it on "
        "PyPI, which knows the old one only; letter case counts",
    ),
    Cause(
        "owner-id-differs",
        "repository_owner_id",
        ("repository_owner_id",),
        owner_id,
        "the owner's account has the number {found}, and the one that was registered {expected}",
        "pypi-form",
        (),
        "if the account is yours, remove the publisher on PyPI and register it anew: a new "
        "account of an old name has another number",
    ),
    Cause(
        "reusable-workflow",
        "job_workflow_ref",
        JOB,
        called,
        "the job stands in {found}, which is called by {expected}",
        "workflow",
        (),
        "move the publishing job into the registered workflow itself; what it needs may stay in "
        "the called one and be handed over as an artifact",
    ),
    Cause(
        "workflow-differs",
        "job_workflow_ref",
        JOB,
        file,
        "the job stands in {found}, the config declares {expected}",
        "workflow",
        ("pypi-form", "config"),
        "publish from {expected}; if {found} is right, write it in {workflow} and register it "
        "on PyPI",
    ),
    Cause(
        "ref-differs",
        "job_workflow_ref",
        (*JOB, "ref", "sha"),
        ref,
        "the workflow is taken from {found}, and the run is for {expected}",
        "workflow",
        (),
        "publish from the workflow as it stands at the ref that the run is for",
    ),
    NO_ENVIRONMENT,
    Cause(
        "environment-differs",
        "environment",
        ("environment",),
        environment,
        "the job runs in environment {found}, the config declares {expected}",
        "workflow",
        ("pypi-form", "config", "forge"),
        OTHER_ENVIRONMENT,
    ),
    Cause(
        "event-forbidden",
        "event_name",
        ("event_name",),
        event,
        "the run was started by {found}, which PyPI never takes",
        "workflow",
        (),
        "start the release by a tag, a release or `workflow_dispatch`",
    ),
)
