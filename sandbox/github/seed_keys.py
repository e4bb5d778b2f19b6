"""What a seed may say: known keys, known values, known names. Anything else is a ValueError."""

from collections.abc import Collection
from typing import Any

from .environment_body import PERMITTED
from .model import APPS, WITH_VARIABLES, Team, User
from .ruleset_body import FIELDS
from .state import GitHubState

ACCESS = ("read", "write")
PLANS = ("free", "pro", "team", "enterprise")
PRIVACY = ("closed", "secret")
VISIBILITIES = ("public", "private", "internal")


def secret_key(app: str) -> str:
    """The key for the secrets of an app: `secrets` for Actions, `<app>_secrets` for the others."""
    return "secrets" if app == "actions" else f"{app}_secrets"


def variable_key(app: str) -> str:
    """The key for the variables of an app: `variables` for Actions."""
    return "variables" if app == "actions" else f"{app}_variables"


VAULT = " ".join(["", *map(secret_key, APPS), *map(variable_key, WITH_VARIABLES)])
KEYS = {
    "section": "owner tokens users organizations repositories limits",
    "token": "token user access without",
    "shared": "value visibility repositories",
    "user": "login id plan",
    "organization": "login id plan members admins teams base rulesets" + VAULT,
    "team": "slug id name description members maintainers privacy parent",
    "repository": "name id visibility archived description default_branch branches tags teams "
    "collaborators files environments rulesets subject protected_branches" + VAULT,
    "environment": "name policies custom_rules variables secrets " + " ".join(PERMITTED),
    "policy": "name type",
    "reviewer": "type id login slug",
    "ruleset": " ".join(FIELDS),
    "limits": "primary anonymous secondary",
    "secondary": "points seconds",
}
NEEDED = {
    "token": ("token", "user"),
    "user": ("login",),
    "organization": ("login",),
    "team": ("slug",),
    "repository": ("name",),
    "environment": ("name",),
    "policy": ("name",),
}


def known(what: str, entry: Any) -> dict[str, Any]:
    """`entry` if it is a mapping with known keys and all the needed ones."""
    if not isinstance(entry, dict):
        raise ValueError(f"seed: a github {what} is a mapping, found {entry!r}")
    allowed = KEYS[what].split()
    for key in sorted(set(entry) - set(allowed)):
        raise ValueError(
            f"seed: unknown key {key!r} in a github {what}; known: {', '.join(allowed)}"
        )
    for key in NEEDED.get(what, ()):
        if key not in entry:
            raise ValueError(f"seed: a github {what} needs the key {key!r}: {entry!r}")
    return entry


def one_of(what: str, value: Any, choices: Collection[str]) -> str:
    """`value` if it is among the choices."""
    if value not in choices:
        raise ValueError(f"seed: {what} is {value!r}; known: {', '.join(choices)}")
    return str(value)


def user_of(state: GitHubState, login: str) -> User:
    """A person the seed lists."""
    if login.casefold() not in state.users:
        raise ValueError(f"seed: {login!r} is not among the github users")
    return state.users[login.casefold()]


def team_of(state: GitHubState, owner: str, slug: str) -> Team:
    """A team of an organization the seed lists."""
    organization = state.organizations.get(owner.casefold())
    if organization is None or slug.casefold() not in organization.teams:
        raise ValueError(f"seed: {owner} has no team {slug!r}")
    return organization.teams[slug.casefold()]
