"""PyPI's GitLab form, as rules (warehouse, oidc/forms/gitlab.py)."""

import re
from collections.abc import Collection

from .rule import Field, Rule, rule

GITLAB_ISSUER = "https://gitlab.com"
# `$` lets one newline at the end pass, here as there: no browser sends one.
NAMESPACE = re.compile(r"^[a-zA-Z0-9][a-zA-Z0-9-_./+]*[a-zA-Z0-9]$")
PROJECT = re.compile(r"^[a-zA-Z0-9][a-zA-Z0-9_.-]*[a-zA-Z0-9]$")
ENVIRONMENT = re.compile(r"^[a-zA-Z0-9\-_/${} ]+$")
NO_TWO_MARKS = re.compile(r"(?!.*[._-]{2})")

SPELLING = "begin and end with an ASCII letter or digit, at least two characters"


def plain_end(value: str) -> bool:
    """Not the ending of a GitLab address that means something else."""
    return not value.lower().endswith((".atom", ".git"))


@rule(
    "pypi-gitlab-namespace-required",
    "Specify GitLab namespace (username or group/subgroup)",
    "write the user or the group with its subgroups, such as group/sub",
)
def namespace_required(value: str) -> bool:
    return bool(value)


@rule(
    "pypi-gitlab-namespace-suffix",
    "Name ends with .git or .atom",
    "write the namespace's path, not a clone or feed address",
)
def namespace_suffix(value: str) -> bool:
    return plain_end(value)


@rule(
    "pypi-gitlab-namespace-form",
    "Invalid GitLab username or group/subgroup name.",
    f"use letters, digits and '-_./+'; {SPELLING}",
)
def namespace_form(value: str) -> bool:
    return bool(NAMESPACE.match(value))


@rule(
    "pypi-gitlab-namespace-marks",
    "Invalid GitLab username or group/subgroup name.",
    "write no two of '.', '_' and '-' in a row",
)
def namespace_marks(value: str) -> bool:
    return bool(NO_TWO_MARKS.match(value))


@rule(
    "pypi-gitlab-project-required",
    "Specify project name",
    "write the name of the GitLab project as in its address, without its namespace",
)
def project_required(value: str) -> bool:
    return bool(value)


@rule(
    "pypi-gitlab-project-suffix",
    "Name ends with .git or .atom",
    "write the project's name, not its clone or feed address",
)
def project_suffix(value: str) -> bool:
    return plain_end(value)


@rule(
    "pypi-gitlab-project-form",
    "Invalid project name",
    f"use letters, digits and '-_.'; {SPELLING}",
)
def project_form(value: str) -> bool:
    return bool(PROJECT.match(value))


@rule(
    "pypi-gitlab-project-marks",
    "Invalid project name",
    "write no two of '.', '_' and '-' in a row",
)
def project_marks(value: str) -> bool:
    return bool(NO_TWO_MARKS.match(value))


@rule(
    "pypi-gitlab-workflow-required",
    "Specify top-level pipeline file path",
    "write the path of the pipeline file, such as .gitlab-ci.yml",
)
def workflow_required(value: str) -> bool:
    return bool(value)


@rule(
    "pypi-gitlab-workflow-suffix",
    "Top-level pipeline file path must end with .yml or .yaml",
    "write the path with its suffix .yml or .yaml in lower case, such as .gitlab-ci.yml",
)
def workflow_suffix(value: str) -> bool:
    return value.endswith((".yml", ".yaml"))


@rule(
    "pypi-gitlab-workflow-slash",
    "Top-level pipeline file path cannot start or end with /",
    "write the path from the root of the repository, such as ci/release.yml",
)
def workflow_slash(value: str) -> bool:
    return not value.startswith("/") and not value.endswith("/")


@rule(
    "pypi-gitlab-environment-form",
    "Invalid environment name",
    "use ASCII letters, digits, spaces and '-_/${}'",
)
def environment_form(value: str) -> bool:
    return bool(ENVIRONMENT.match(value))


@rule(
    "pypi-gitlab-issuer-required",
    "Choose GitLab issuer URL",
    f"write {GITLAB_ISSUER} or the address of the instance",
)
def issuer_required(value: str) -> bool:
    return bool(value)


def issuer_choice(issuers: Collection[str]) -> Rule:
    """Only gitlab.com and the instances of the project's organization can be chosen."""
    return Rule(
        "pypi-gitlab-issuer-choice",
        "Not a valid choice.",
        f"write {GITLAB_ISSUER}; another instance must be set up by PyPI's admins for the "
        "organization that owns the project, and is then written exactly as they did",
        lambda value: value in issuers,
    )


FIELDS = {
    "namespace": Field((namespace_suffix, namespace_form, namespace_marks), namespace_required),
    "project": Field((project_suffix, project_form, project_marks), project_required),
    "workflow_filepath": Field((workflow_suffix, workflow_slash), workflow_required, str.strip),
    "environment": Field((environment_form,)),
}
