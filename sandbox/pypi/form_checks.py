"""What each field of a registration form refuses: value -> PyPI's messages, none when it is fine.

Written anew from warehouse, oidc/forms/github.py and gitlab.py, so that the sandbox does not
repeat a mistake of the product. The forms match with `$`, which lets one newline at the end
pass: `line` takes it off where they do.
"""

import string
from collections.abc import Callable
from itertools import pairwise

Check = Callable[[str], list[str]]

ALNUM = frozenset(string.ascii_letters + string.digits)
CONTROL = frozenset(map(chr, [*range(32), 127]))
YAML = (".yml", ".yaml")
NAMESPACE = "Invalid GitLab username or group/subgroup name."
PROJECT = "Invalid project name"


def line(value: str) -> str:
    """The value without one newline at its end."""
    return value[:-1] if value.endswith("\n") else value


def owner(value: str) -> list[str]:
    text = line(value)
    if text and text[0] in ALNUM and set(text) <= ALNUM | {"-"}:
        return []
    return ["Invalid GitHub user or organization name."]


def repository(value: str) -> list[str]:
    text = line(value)
    return [] if text and set(text) <= ALNUM | set("-_.") else ["Invalid repository name"]


def github_workflow(value: str) -> list[str]:
    text = value.strip()
    if not text.endswith(YAML):
        return ["Workflow name must end with .yml or .yaml"]
    if "/" in text:
        return ["Workflow filename must be a filename only, without directories"]
    return []


def github_environment(value: str) -> list[str]:
    if not value.strip():
        return []
    if len(value) > 255:
        return ["Environment name is too long (maximum is 255 characters)"]
    if value[0] == " ":
        return ["Environment name may not start with whitespace"]
    if value[-1] == " ":
        return ["Environment name may not end with whitespace"]
    if set(value) & (CONTROL | set("'\"`,;\\")):
        return [
            "Environment name must not contain non-printable characters "
            'or the characters "\'", """, "`", ",", ";", "\\"'
        ]
    return []


def spelled(value: str, inner: str, message: str) -> list[str]:
    """A GitLab path: its end, its characters, and no two marks side by side on its first line."""
    found = []
    if value.lower().endswith((".git", ".atom")):
        found.append("Name ends with .git or .atom")
    text = line(value)
    edges = text[:1] + text[-1:]
    if len(text) < 2 or not set(edges) <= ALNUM or not set(text) <= ALNUM | set(inner):
        found.append(message)
    first, marks = value.split("\n")[0], set("._-")
    if any({one, two} <= marks for one, two in pairwise(first)):
        found.append(message)
    return found


def namespace(value: str) -> list[str]:
    return spelled(value, "-_./+", NAMESPACE)


def project(value: str) -> list[str]:
    return spelled(value, "-_.", PROJECT)


def gitlab_workflow(value: str) -> list[str]:
    text = value.strip()
    if not text.endswith(YAML):
        return ["Top-level pipeline file path must end with .yml or .yaml"]
    if text[0] == "/":
        return ["Top-level pipeline file path cannot start or end with /"]
    return []


def gitlab_environment(value: str) -> list[str]:
    text = line(value)
    if not value.strip() or (text and set(text) <= ALNUM | set("-_/${} ")):
        return []
    return ["Invalid environment name"]


REQUIRED = {
    "project_name": "Specify project name",
    "owner": "Specify GitHub repository owner (username or organization)",
    "repository": "Specify repository name",
    "workflow_filename": "Specify workflow filename",
    "namespace": "Specify GitLab namespace (username or group/subgroup)",
    "project": "Specify project name",
    "workflow_filepath": "Specify top-level pipeline file path",
    "issuer_url": "Choose GitLab issuer URL",
}
CHECKS: dict[str, dict[str, Check]] = {
    "github": {
        "owner": owner,
        "repository": repository,
        "workflow_filename": github_workflow,
        "environment": github_environment,
    },
    "gitlab": {
        "namespace": namespace,
        "project": project,
        "workflow_filepath": gitlab_workflow,
        "environment": gitlab_environment,
    },
}
