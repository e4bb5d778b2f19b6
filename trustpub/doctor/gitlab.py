"""Which value of a GitLab publisher a token differs in."""

import re

from .cause import NO_ENVIRONMENT, OTHER_ENVIRONMENT, Case, Cause, Difference, text, unequal
from .model import Claims

URI = re.compile(r"([^/]+)/(.+?)//(.+?\.ya?ml)@(.*)", re.DOTALL)
"""Host, path of the project, path of the file, ref."""


def pipeline(claims: Claims) -> re.Match[str] | None:
    """The parts of the pipeline's address."""
    return URI.fullmatch(text(claims, "ci_config_ref_uri") or "")


def path(claims: Claims) -> str | None:
    """The project; as the pipeline's address spells it where that is the same project."""
    own, file = text(claims, "project_path"), pipeline(claims)
    same = bool(own and file and file[2].lower() == own.lower())
    return file[2] if file and same else own


def issuer(case: Case) -> Difference | None:
    """The instance, exactly."""
    return unequal(case.identity.issuer, text(case.claims, "iss"))


def namespace(case: Case) -> Difference | None:
    """All before the last slash."""
    found = path(case.claims)
    return unequal(case.identity.namespace, found.rpartition("/")[0]) if found else None


def project(case: Case) -> Difference | None:
    """What follows the last slash."""
    found = path(case.claims)
    return unequal(case.identity.project, found.rpartition("/")[2]) if found else None


def foreign(case: Case) -> Difference | None:
    """The pipeline file is that of another project or instance than the job's."""
    file, own = pipeline(case.claims), text(case.claims, "project_path")
    host = (text(case.claims, "iss") or "").removeprefix("https://")
    if file is None or own is None:
        return None
    there, here = f"{file[1]}/{file[2]}", f"{host or file[1]}/{own}"
    return None if there.lower() == here.lower() else (here, there)


def file(case: Case) -> Difference | None:
    """The pipeline's path."""
    found = pipeline(case.claims)
    return unequal(case.identity.workflow.strip(), found[3]) if found else None


def ref(case: Case) -> Difference | None:
    """The pipeline file at another ref than the pipeline is for."""
    found = pipeline(case.claims)
    own = [each for each in (text(case.claims, n) for n in ("ref_path", "sha")) if each]
    if found is None or (found[4] in own and len(own) == 2):
        return None
    return " or ".join(own) or "a ref and a commit", found[4]


def environment(case: Case) -> Difference | None:
    """Another name."""
    declared, found = case.identity.environment or "", text(case.claims, "environment")
    return (declared, found) if found and declared.lower() != found.lower() else None


def spelling(case: Case) -> Difference | None:
    """The same name in other letters."""
    return (
        None
        if environment(case)
        else unequal(case.identity.environment or "", text(case.claims, "environment"))
    )


URI_ONLY = ("ci_config_ref_uri",)
PATH = ("project_path", "sub", *URI_ONLY)
CAUSES = (
    Cause(
        "issuer-differs",
        "iss",
        ("iss", *URI_ONLY),
        issuer,
        "the token is from {found}, the config declares {expected}",
        "config",
        ("pypi-form", "forge"),
        "write the instance in gitlab.issuer exactly as its tokens name it, and register it; "
        "one of your own has to be set up by PyPI's admins first",
    ),
    Cause(
        "namespace-differs",
        "project_path",
        PATH,
        namespace,
        "the job runs in the namespace {found}, the config declares {expected}",
        "config",
        ("pypi-form", "forge"),
        "if the project was moved, write the new namespace with all its groups in {repository} "
        "and register it on PyPI; letter case counts; if a fork ran the job, run it in the "
        "project itself",
    ),
    Cause(
        "repository-differs",
        "project_path",
        PATH,
        project,
        "the job runs in the project {found}, the config declares {expected}",
        "config",
        ("pypi-form", "forge"),
        "if the project was renamed, write the new name in {repository} and register it on PyPI, "
        "which knows the old one only; letter case counts",
    ),
    Cause(
        "pipeline-elsewhere",
        "ci_config_ref_uri",
        URI_ONLY,
        foreign,
        "the pipeline file is that of {found}, and the job runs in {expected}",
        "forge",
        ("workflow",),
        "set the project's CI/CD configuration file to one of its own, which may include others",
    ),
    Cause(
        "workflow-differs",
        "ci_config_ref_uri",
        URI_ONLY,
        file,
        "the pipeline is {found}, the config declares {expected}",
        "config",
        ("pypi-form", "forge"),
        "write {found} in {workflow} and register it on PyPI; if {expected} is right, set the "
        "project's CI/CD configuration file to it. PyPI counts the top-level file only, never "
        "one that is included",
    ),
    Cause(
        "ref-differs",
        "ci_config_ref_uri",
        (*URI_ONLY, "ref_path", "sha"),
        ref,
        "the pipeline file is taken from {found}, and the pipeline is for {expected}",
        "workflow",
        (),
        "start the release by a tag of the project itself",
    ),
    NO_ENVIRONMENT,
    Cause(
        "environment-case",
        "environment",
        ("environment",),
        spelling,
        "the job runs in environment {found}, the config declares {expected}: only letter case "
        "differs, and it counts on GitLab",
        "workflow",
        ("pypi-form", "config"),
        OTHER_ENVIRONMENT,
    ),
    Cause(
        "environment-differs",
        "environment",
        ("environment",),
        environment,
        "the job runs in environment {found}, the config declares {expected}",
        "workflow",
        ("pypi-form", "config"),
        OTHER_ENVIRONMENT,
    ),
)
