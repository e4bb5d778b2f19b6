"""The body of PUT environment -> Settings. What is missing or null is cleared.

`can_admins_bypass` is not in GitHub's OpenAPI description, yet accepted and returned by the real
service (terraform-provider-github#3609, PyGithub#3246).
"""

from typing import Any

from .errors import invalid_request, unprocessable
from .model import Json, Settings

PERMITTED = (
    "wait_timer",
    "reviewers",
    "prevent_self_review",
    "can_admins_bypass",
    "deployment_branch_policy",
)
MAX_REVIEWERS = 6
MAX_WAIT = 43_200  # minutes, 30 days
FAILED = "Failed to create or update the environment protection rule."


def parse(body: Json) -> Settings:
    """Settings, or 422 with the first thing that is wrong."""
    for key in body:
        if key not in PERMITTED:
            raise invalid_request(f'Invalid input: "{key}" is not a permitted key.')
    settings = Settings(
        wait_timer(body.get("wait_timer")),
        reviewers(body.get("reviewers")),
        flag(body, "prevent_self_review", False),
        flag(body, "can_admins_bypass", True),
        branches(body.get("deployment_branch_policy")),
    )
    if settings.prevent_self_review and not settings.reviewers:
        # github-community-projects/safe-settings#628
        raise unprocessable(
            f"{FAILED} Required reviewers must have at least one reviewer to set "
            "prevent_self_review."
        )
    return settings


def flag(body: Json, name: str, default: bool) -> bool:
    """A boolean of the body."""
    value = body.get(name)
    if value is None:
        return default
    if not isinstance(value, bool):
        raise invalid_request(f"For 'properties/{name}', {value!r} is not a boolean.")
    return value


def wait_timer(value: Any) -> int:
    """Minutes."""
    if value is None:
        return 0
    if type(value) is not int:
        raise invalid_request(f"For 'properties/wait_timer', {value!r} is not an integer.")
    if not 0 <= value <= MAX_WAIT:
        raise unprocessable(f"{FAILED} Wait timer must be between 0 and {MAX_WAIT} minutes.")
    return value


def reviewers(value: Any) -> list[tuple[str, int]]:
    """Users and teams, in the order given, each once."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise invalid_request(f"For 'properties/reviewers', {value!r} is not an array.")
    found = list(dict.fromkeys(reviewer(entry) for entry in value))
    if len(found) > MAX_REVIEWERS:
        raise unprocessable(f"{FAILED} A maximum of {MAX_REVIEWERS} reviewers can be set.")
    return found


def reviewer(entry: Any) -> tuple[str, int]:
    """One reviewer."""
    kind, number = (entry.get("type"), entry.get("id")) if isinstance(entry, dict) else (None, 0)
    if kind not in ("User", "Team") or type(number) is not int:
        raise invalid_request(
            f"For 'properties/reviewers', {entry!r} is not a user or a team with an id."
        )
    return kind, number


def branches(value: Any) -> Json | None:
    """The deployment branch policy; exactly one of its two flags is set."""
    if value is None:
        return None
    names = ("protected_branches", "custom_branch_policies")
    if not isinstance(value, dict) or set(value) != set(names):
        raise invalid_request(f"For 'properties/deployment_branch_policy', both of {names} needed.")
    flags = {name: flag(value, name, False) for name in names}
    if flags["protected_branches"] == flags["custom_branch_policies"]:
        raise unprocessable(
            "protected_branches and custom_branch_policies cannot have the same value."
        )
    return flags
