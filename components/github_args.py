"""A plan's GitHub resources -> the arguments of their component, with ids for names."""

from collections.abc import Mapping
from typing import Any

from trustpub.model import Plan

from .github import GitHubBypass, GitHubEnvironment, GitHubReleaseArgs

ROLES = {"maintain": 2, "write": 4, "admin": 5}
"""Ids of the repository roles; GitHub REST, "Repository rulesets", bypass actors."""


def github_args(plan: Plan, ids: Mapping[str, int]) -> GitHubReleaseArgs:
    """A plan's GitHub resources with ids in the place of names."""
    return {
        "environments": [
            environment_args(r.name, r.properties, ids) for r in plan.of("github.environment")
        ],
        "policies": [
            {
                "name": r.name,
                "repository": bare_name(r.properties["repository"]),
                "environment": r.properties["environment"],
                "type": r.properties["type"],
                "pattern": r.properties["pattern"],
            }
            for r in plan.of("github.deployment-policy")
        ],
        "rulesets": [
            {
                "name": r.name,
                "repository": bare_name(r.properties["repository"]),
                "ruleset": r.properties["name"],
                "include": r.properties["include"],
                "bypass": bypass_args(r.properties["bypass"], ids),
            }
            for r in plan.of("github.tag-ruleset")
        ],
    }


def environment_args(
    name: str, properties: Mapping[str, Any], ids: Mapping[str, int]
) -> GitHubEnvironment:
    """One environment with reviewers by id, sorted as the provider's set is."""
    reviewers = properties["reviewers"]
    return {
        "name": name,
        "repository": bare_name(properties["repository"]),
        "environment": properties["environment"],
        "users": sorted(ids[f"users/{n.casefold()}"] for n in reviewers["users"]),
        "teams": sorted(ids[f"teams/{n.casefold()}"] for n in reviewers["teams"]),
        "prevent_self_review": properties["prevent_self_review"],
        "wait_timer": properties["wait_timer"],
        "can_admins_bypass": properties["can_admins_bypass"],
    }


def bypass_args(bypass: Mapping[str, Any], ids: Mapping[str, int]) -> list[GitHubBypass]:
    """Bypass actors in the order of their ids, in which the provider compares them."""
    actors: list[GitHubBypass] = [
        {"actor_type": "Team", "actor_id": ids[f"teams/{slug.casefold()}"]}
        for slug in bypass["teams"]
    ]
    users = [ids[f"users/{login.casefold()}"] for login in bypass["users"]]
    actors += [{"actor_type": "User", "actor_id": number} for number in users]
    roles = [ROLES[role] for role in bypass["roles"]]
    actors += [{"actor_type": "RepositoryRole", "actor_id": number} for number in roles]
    if bypass["organization_admins"]:
        # GitHub stores 1 whatever is sent: terraform-provider-github#3487.
        actors.append({"actor_type": "OrganizationAdmin", "actor_id": 1})
    if bypass["deploy_keys"]:
        actors.append({"actor_type": "DeployKey", "actor_id": None})
    return sorted(actors, key=lambda actor: (actor["actor_id"] or 0, actor["actor_type"]))


def bare_name(repository: str) -> str:
    """`owner/name` -> `name`: the provider has the owner from its own settings."""
    return repository.rpartition("/")[2]
