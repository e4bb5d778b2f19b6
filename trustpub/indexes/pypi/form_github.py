"""PyPI's GitHub form, as rules (warehouse, oidc/forms/github.py)."""

import re

from .rule import Field, rule

# `$` lets one newline at the end pass, here as there: no browser sends one.
OWNER = re.compile(r"^[a-zA-Z0-9][a-zA-Z0-9-]*$")
REPOSITORY = re.compile(r"^[a-zA-Z0-9-_.]+$")
NOT_IN_ENVIRONMENT = re.compile(r'[\x00-\x1F\x7F\'"`,;\\]')


@rule(
    "pypi-github-owner-required",
    "Specify GitHub repository owner (username or organization)",
    "write the user or organization that owns the repository",
)
def owner_required(value: str) -> bool:
    return bool(value)


@rule(
    "pypi-github-owner-form",
    "Invalid GitHub user or organization name.",
    "write it with ASCII letters, digits and '-', beginning with a letter or digit",
)
def owner_form(value: str) -> bool:
    return bool(OWNER.match(value))


@rule(
    "pypi-github-repository-required",
    "Specify repository name",
    "write the name of the repository, without its owner",
)
def repository_required(value: str) -> bool:
    return bool(value)


@rule(
    "pypi-github-repository-form",
    "Invalid repository name",
    "write the name alone, with ASCII letters, digits, '-', '_' and '.'",
)
def repository_form(value: str) -> bool:
    return bool(REPOSITORY.match(value))


@rule(
    "pypi-github-workflow-required",
    "Specify workflow filename",
    "write the file's name, such as release.yml",
)
def workflow_required(value: str) -> bool:
    return bool(value)


@rule(
    "pypi-github-workflow-suffix",
    "Workflow name must end with .yml or .yaml",
    "write the file's name with its suffix .yml or .yaml in lower case, such as release.yml",
)
def workflow_suffix(value: str) -> bool:
    return value.endswith((".yml", ".yaml"))


@rule(
    "pypi-github-workflow-folder",
    "Workflow filename must be a filename only, without directories",
    "leave out .github/workflows/, write such as release.yml",
)
def workflow_folder(value: str) -> bool:
    return "/" not in value


@rule(
    "pypi-github-environment-length",
    "Environment name is too long (maximum is 255 characters)",
    "use a name of at most 255 characters",
)
def environment_length(value: str) -> bool:
    return len(value) <= 255


@rule(
    "pypi-github-environment-start",
    "Environment name may not start with whitespace",
    "take out the space at the beginning",
)
def environment_start(value: str) -> bool:
    return not value.startswith(" ")


@rule(
    "pypi-github-environment-end",
    "Environment name may not end with whitespace",
    "take out the space at the end",
)
def environment_end(value: str) -> bool:
    return not value.endswith(" ")


@rule(
    "pypi-github-environment-characters",
    "Environment name must not contain non-printable characters "
    'or the characters "\'", """, "`", ",", ";", "\\"',
    "use a name without control characters, quotes, ',', ';' and '\\'",
)
def environment_characters(value: str) -> bool:
    return not NOT_IN_ENVIRONMENT.search(value)


FIELDS = {
    "owner": Field((owner_form,), owner_required),
    "repository": Field((repository_form,), repository_required),
    "workflow_filename": Field((workflow_suffix, workflow_folder), workflow_required, str.strip),
    "environment": Field(
        (environment_length, environment_start, environment_end, environment_characters)
    ),
}
