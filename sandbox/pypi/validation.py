"""A form sent -> its errors by field, and what PyPI would store of it."""

from collections.abc import Mapping

from .form_checks import CHECKS, REQUIRED
from .model import WANTED
from .names import in_stdlib, look, normalized, well_formed
from .state import PyPIState

Errors = dict[str, list[str]]
HERE = (
    "This project already exists: use the project's publishing settings "
    "<a href='{url}'>here</a> to create a Trusted Publisher for it."
)


def errors(
    state: PyPIState,
    provider: str,
    values: Mapping[str, str],
    *,
    issuers: list[str],
    pending_for: str | None = None,
) -> Errors:
    """The errors of every field; `pending_for` is the user who asks for a new project."""
    found = {
        name: field_errors(state, provider, name, values, issuers) for name in WANTED[provider]
    }
    if pending_for is not None:
        found["project_name"] = name_errors(state, values.get("project_name", ""), pending_for)
    return {name: messages for name, messages in found.items() if messages}


def field_errors(
    state: PyPIState, provider: str, name: str, values: Mapping[str, str], issuers: list[str]
) -> list[str]:
    """The errors of one field."""
    value = values.get(name, "")
    if name in REQUIRED and not value:
        return [REQUIRED[name]]
    if name == "issuer_url":
        return [] if value in issuers else ["Not a valid choice."]
    messages = CHECKS[provider][name](value)
    if name == "owner" and not messages and not github_login(state, value):
        return ["Unknown GitHub user or organization."]
    return messages


def github_login(state: PyPIState, owner: str) -> str | None:
    """The login as GitHub spells it; PyPI asks GitHub for it."""
    return owner if state.accounts is None else state.accounts.get(owner.lower())


def name_errors(state: PyPIState, name: str, user: str) -> list[str]:
    """Why a project cannot be created under this name (warehouse, packaging/services.py)."""
    if not name:
        return [REQUIRED["project_name"]]
    if not well_formed(name):
        return ["Invalid project name", "Invalid project name"]
    if in_stdlib(name):
        return [
            "This project name isn't allowed (conflict with the Python"
            " standard library module name)"
        ]
    existing = state.project(name)
    if existing and user in existing.owners:
        return [HERE.format(url=f"/manage/project/{normalized(name)}/settings/publishing/")]
    if existing:
        return ["This project already exists."]
    if normalized(name) in state.prohibited:
        return ["This project name isn't allowed"]
    if look(name) in {look(project.name) for project in state.projects.values()}:
        return ["This project name is too similar to an existing project"]
    return []


def stored(state: PyPIState, provider: str, values: Mapping[str, str]) -> dict[str, str]:
    """The values of a form without errors as the database keeps them."""
    kept = {name: values.get(name, "") for name in WANTED[provider]}
    workflow = WANTED[provider][2]
    kept[workflow] = kept[workflow].strip()
    if provider == "github":
        kept["owner"] = github_login(state, kept["owner"]) or kept["owner"]
        kept["environment"] = kept["environment"].lower()
    elif kept["environment"].isspace():
        kept["environment"] = ""
    return kept
