"""Secrets and variables that an organization of a seed shares with some of its repositories."""

from typing import Any

from .model import APPS, WITH_VARIABLES, Secret, Variable
from .seed_keys import known, one_of, secret_key, variable_key
from .state import GitHubState
from .vaults import VISIBILITIES


def value_of(given: Any) -> Any:
    """A value, written alone or in a mapping that says more."""
    return known("shared", given).get("value") if isinstance(given, dict) else given


def visibility_of(given: Any, default: str) -> str:
    """Whom it reaches."""
    if not isinstance(given, dict):
        return default
    return one_of("a visibility", given.get("visibility", default), VISIBILITIES)


def add_selections(state: GitHubState, entry: dict[str, Any]) -> None:
    """Once the repositories are known: those that were selected."""
    vault = state.organizations[str(entry["login"]).casefold()].vault
    for app in APPS:
        select(state, vault.secrets[app], entry.get(secret_key(app)))
    for app in WITH_VARIABLES:
        select(state, vault.variables[app], entry.get(variable_key(app)))


def select(state: GitHubState, stored: dict[str, Any], given: Any) -> None:
    """The selections of one list."""
    for name, more in (given or {}).items() if isinstance(given, dict) else ():
        if isinstance(more, dict):
            one: Secret | Variable = stored[name.upper()]
            one.repositories = [number(state, repo) for repo in more.get("repositories") or []]


def number(state: GitHubState, name: str) -> int:
    """The id of a repository, by its full name."""
    if name.casefold() not in state.repos:
        raise ValueError(f"seed: {name!r} is not among the github repositories")
    return state.repos[name.casefold()].id
