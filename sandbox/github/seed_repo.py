"""Repositories of a seed."""

from typing import Any

from .access import LEVELS
from .model import APPS, WITH_VARIABLES, Repo, Secret, Variable, Vault
from .seed_keys import VISIBILITIES, known, one_of, secret_key, team_of, user_of, variable_key
from .seed_rules import add_policies, add_ruleset, new_environment
from .seed_shared import value_of, visibility_of
from .state import GitHubState


def add_repo(state: GitHubState, entry: dict[str, Any]) -> None:
    """A repository with everything in it."""
    owner, _, name = str(entry["name"]).partition("/")
    account = state.organizations.get(owner.casefold()) or state.users.get(owner.casefold())
    if account is None or not name:
        raise ValueError(f"seed: {entry['name']!r} is not owner/name of a known owner")
    repo = Repo(
        account.login,
        name,
        entry.get("id") or state.next_id("repository"),
        state.now(),
        Vault(f"{account.login}/{name}"),
        one_of(f"the visibility of {name}", entry.get("visibility", "public"), VISIBILITIES),
        bool(entry.get("archived")),
        entry.get("description"),
        entry.get("default_branch") or "main",
    )
    state.repos[repo.full_name.casefold()] = repo
    state.repo_ids[repo.id] = repo
    fill_access(state, repo, entry)
    fill_repo(state, repo, entry)


def fill_access(state: GitHubState, repo: Repo, entry: dict[str, Any]) -> None:
    """Teams and collaborators."""
    for slug, permission in (entry.get("teams") or {}).items():
        team = team_of(state, repo.owner, slug)
        repo.teams[team.slug] = one_of(f"the permission of {slug}", permission, LEVELS)
    for login, permission in (entry.get("collaborators") or {}).items():
        user = user_of(state, login)
        repo.collaborators[user.login] = one_of(f"the permission of {login}", permission, LEVELS)


def fill_repo(state: GitHubState, repo: Repo, entry: dict[str, Any]) -> None:
    """Contents, environments, rulesets, secrets and variables."""
    repo.branches = entry.get("branches") or [repo.default_branch]
    repo.tags = entry.get("tags") or []
    repo.protected_branches = entry.get("protected_branches") or []
    repo.files = dict(entry.get("files") or {})
    repo.subject = dict(entry.get("subject") or repo.subject)
    fill_vault(state, repo.vault, entry, "")
    for given in entry.get("environments") or []:
        environment = new_environment(state, repo, known("environment", given))
        add_policies(state, environment, given.get("policies") or [])
        fill_vault(state, environment.vault, given, "")
        repo.environments[environment.name.casefold()] = environment
    for ruleset in entry.get("rulesets") or []:
        add_ruleset(state, repo.rulesets, repo.full_name, "Repository", ruleset)


def fill_vault(state: GitHubState, vault: Vault, entry: dict[str, Any], visibility: str) -> None:
    """Secrets (names, or a mapping to values) and variables.

    An organization's may be `NAME: {value, visibility, repositories}`.
    """
    now = state.now()
    for app in APPS:
        given = entry.get(secret_key(app)) or []
        values = given if isinstance(given, dict) else dict.fromkeys(given)
        for name, value in values.items():
            whom = visibility_of(value, visibility)
            secret = Secret(name.upper(), now, now, value_of(value), whom)
            vault.secrets[app][secret.name] = secret
    for app in WITH_VARIABLES:
        for name, value in (entry.get(variable_key(app)) or {}).items():
            whom, text = visibility_of(value, visibility), str(value_of(value))
            vault.variables[app][name.upper()] = Variable(name.upper(), text, now, now, whom)
