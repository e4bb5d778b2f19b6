"""What GitHub, as it is now, says against a config."""

import difflib
from collections.abc import Iterator

from ...config import Config
from ..base import Finding
from .look import GitHubFacts
from .named import named, reviewers


def github_repository_hidden(config: Config, facts: GitHubFacts) -> Iterator[Finding]:
    """404: no such repository, or no right to see it; GitHub does not tell which."""
    if config.github and facts.repository is None:
        found = f"GitHub shows no repository {config.github.repository} to this token"
        fix = "check the name, and that GITHUB_TOKEN may read it"
        yield Finding("github.repository", found, fix)


def github_repository_archived(config: Config, facts: GitHubFacts) -> Iterator[Finding]:
    """An archived repository takes no changes."""
    if (facts.repository or {}).get("archived"):
        fix = "unarchive it or remove this project"
        yield Finding("github.repository", "is archived, so GitHub takes no changes", fix)


def github_token_rights(config: Config, facts: GitHubFacts) -> Iterator[Finding]:
    """Environments and rulesets are for administrators."""
    permissions = (facts.repository or {}).get("permissions") or {}
    if not permissions.get("admin", True):
        found = "GITHUB_TOKEN may not administer this repository"
        fix = "use a token with admin rights (fine-grained: Administration and Environments, write)"
        yield Finding("github.repository", found, fix)


def github_repository_moved(config: Config, facts: GitHubFacts) -> Iterator[Finding]:
    """A renamed repository answers under its old name; its OIDC tokens carry the new one."""
    now = (facts.repository or {}).get("full_name")
    if config.github and now not in (None, config.github.repository):
        found = f"GitHub calls this repository {now}, and so do its OIDC tokens"
        yield Finding("github.repository", found, f"write {now}")


def github_unknown_name(config: Config, facts: GitHubFacts) -> Iterator[Finding]:
    """Everybody who is named must exist."""
    for field, kind, name in named(config):
        known = facts.users if kind == "users" else facts.teams
        if facts.repository and known.get(name.casefold()) is None:
            near = difflib.get_close_matches(name.casefold(), [n for n in known if known[n]], n=1)
            fix = f"did you mean {near[0]}?" if near else "check the name"
            yield Finding(field, f"GitHub shows no {kind[:-1]} {name!r} to this token", fix)


def github_blind_reviewer(config: Config, facts: GitHubFacts) -> Iterator[Finding]:
    """GitHub drops reviewers who cannot read the repository (terraform-provider-github#1166)."""
    for field, kind, name in reviewers(config):
        exists = (facts.users if kind == "users" else facts.teams).get(name.casefold())
        readers = facts.readers
        if exists and readers is not None and f"{kind}/{name.casefold()}" not in readers:
            found = f"the {kind[:-1]} {name!r} has no access to this repository"
            fix = "give read access first: GitHub drops such reviewers without a word"
            yield Finding(field, found, fix)


WORLD_RULES = (
    github_repository_hidden,
    github_repository_archived,
    github_token_rights,
    github_repository_moved,
    github_unknown_name,
    github_blind_reviewer,
)
