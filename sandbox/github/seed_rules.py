"""Environments and rulesets of a seed: as in PUT environment and POST ruleset."""

from typing import Any

from .environment_body import PERMITTED
from .environment_body import parse as parse_settings
from .environment_gates import gates
from .model import Environment, Json, Policy, Repo, Ruleset, Vault
from .ruleset_body import parse as parse_ruleset
from .seed_keys import known, one_of, team_of, user_of
from .state import GitHubState


def new_environment(state: GitHubState, repo: Repo, entry: dict[str, Any]) -> Environment:
    """An environment; reviewers may be named by `login` or `slug` instead of `type` and `id`."""
    body = {k: v for k, v in entry.items() if k in PERMITTED}
    body["reviewers"] = [reviewer(state, repo, r) for r in entry.get("reviewers") or []]
    name, now = str(entry["name"]), state.now()
    environment = Environment(
        state.next_id("environment"),
        name,
        now,
        now,
        Vault(f"{repo.full_name}/{name}"),
        parse_settings(body),
        apps=[str(slug) for slug in entry.get("custom_rules") or []],
    )
    environment.gates = gates(state, environment)
    return environment


def reviewer(state: GitHubState, repo: Repo, entry: Any) -> Json:
    """A reviewer by id."""
    if "login" in known("reviewer", entry):
        return {"type": "User", "id": user_of(state, entry["login"]).id}
    if "slug" in entry:
        return {"type": "Team", "id": team_of(state, repo.owner, entry["slug"]).id}
    return dict(entry)


def add_policies(state: GitHubState, environment: Environment, entries: list[Any]) -> None:
    """Deployment policies: `{name, type}`, or a name alone for a branch."""
    for given in entries:
        entry = known("policy", given if isinstance(given, dict) else {"name": given})
        kind = one_of("the type of a policy", entry.get("type", "branch"), ("branch", "tag"))
        policy = Policy(state.next_id("policy"), str(entry["name"]), kind)
        environment.policies[policy.id] = policy


def add_ruleset(
    state: GitHubState, into: dict[int, Ruleset], source: str, kind: str, given: Any
) -> None:
    """A ruleset; `slug` instead of `actor_id` names a team."""
    entry, owner = known("ruleset", given), source.partition("/")[0]
    actors = [actor(state, owner, a) for a in entry.get("bypass_actors") or []]
    organization = state.organizations.get(owner.casefold())
    fields = parse_ruleset({**entry, "bypass_actors": actors}, None, organization, "enterprise")
    now, number = state.now(), state.next_id("ruleset")
    into[number] = Ruleset(
        number, **fields, created_at=now, updated_at=now, source=source, source_type=kind
    )


def actor(state: GitHubState, owner: str, entry: Json) -> Json:
    """A bypass actor by id."""
    if "slug" not in entry:
        return entry
    rest = {k: v for k, v in entry.items() if k != "slug"}
    return {**rest, "actor_type": "Team", "actor_id": team_of(state, owner, entry["slug"]).id}
