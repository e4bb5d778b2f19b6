"""The `github` section of a seed -> state. Its format is documented in `seed.example.yaml`."""

from typing import Any

from .access import LEVELS
from .errors import Refused
from .limits import Limits
from .model import Organization, Team, Token, User, Vault
from .permissions import NAMES
from .seed_keys import ACCESS, PLANS, PRIVACY, known, one_of, user_of
from .seed_repo import add_repo, fill_vault
from .seed_rules import add_ruleset
from .seed_shared import add_selections
from .state import GitHubState


def plant(state: GitHubState, seed: dict[str, Any]) -> GitHubState:
    """Fill a state; what GitHub itself would refuse is refused with GitHub's words."""
    try:
        fill(state, known("section", seed))
    except Refused as refused:
        body = refused.response.json()
        raise ValueError(f"seed: {body['message']} {body.get('errors') or ''}".strip()) from None
    return state


def fill(state: GitHubState, seed: dict[str, Any]) -> None:
    """Everything, in the order in which things refer to each other."""
    state.limits = limits(known("limits", seed.get("limits") or {}))
    for entry in seed.get("users") or []:
        add_user(state, known("user", entry if isinstance(entry, dict) else {"login": entry}))
    for entry in seed.get("organizations") or []:
        add_organization(state, known("organization", entry))
    for entry in seed.get("tokens") or []:
        add_token(state, known("token", entry))
    for entry in seed.get("repositories") or []:
        add_repo(state, known("repository", entry))
    for entry in seed.get("organizations") or []:
        add_selections(state, entry)


def limits(entry: dict[str, Any]) -> Limits:
    """Budgets; what is not said is as on the real GitHub."""
    secondary = known("secondary", entry.get("secondary") or {})
    primary = {name: entry[name] for name in ("primary", "anonymous") if name in entry}
    return Limits(**primary, **secondary)


def add_user(state: GitHubState, entry: dict[str, Any]) -> None:
    """A person."""
    login = str(entry["login"])
    number = entry.get("id") or state.next_id("user")
    plan = one_of(f"the plan of {login}", entry.get("plan", "free"), PLANS)
    state.users[login.casefold()] = User(login, number, state.now(), plan)


def add_token(state: GitHubState, entry: dict[str, Any]) -> None:
    """A token of a known person, or of the installation of an app, whose user is `slug[bot]`."""
    login = user_of(state, entry["user"]).login
    access = one_of(f"the access of {login}'s token", entry.get("access", "write"), ACCESS)
    without = tuple(one_of("a permission", n, sorted(NAMES)) for n in entry.get("without") or ())
    app = login.removesuffix("[bot]") if login.endswith("[bot]") else ""
    state.tokens[entry["token"]] = Token(entry["token"], login, access, without, app)


def add_organization(state: GitHubState, entry: dict[str, Any]) -> None:
    """An organization with its teams."""
    login = str(entry["login"])
    organization = Organization(
        login,
        entry.get("id") or state.next_id("organization"),
        state.now(),
        Vault(login),
        one_of(f"the plan of {login}", entry.get("plan", "free"), PLANS),
        one_of(f"the base permission of {login}", entry.get("base", "read"), LEVELS),
        [user_of(state, m).login for m in entry.get("members") or []],
        [user_of(state, m).login for m in entry.get("admins") or []],
    )
    state.organizations[login.casefold()] = organization
    for team in entry.get("teams") or []:
        add_team(state, organization, known("team", team))
    fill_vault(state, organization.vault, entry, "all")
    for ruleset in entry.get("rulesets") or []:
        add_ruleset(state, organization.rulesets, login, "Organization", ruleset)


def add_team(state: GitHubState, organization: Organization, entry: dict[str, Any]) -> None:
    """A team."""
    slug = str(entry["slug"])
    maintainers = [user_of(state, m).login for m in entry.get("maintainers") or []]
    members = [user_of(state, m).login for m in entry.get("members") or []]
    organization.teams[slug.casefold()] = Team(
        organization.login,
        slug,
        entry.get("id") or state.next_id("team"),
        state.now(),
        entry.get("name") or slug,
        entry.get("description") or "",
        one_of(f"the privacy of team {slug}", entry.get("privacy", "closed"), PRIVACY),
        entry.get("parent"),
        members + [m for m in maintainers if m not in members],
        maintainers,
    )
