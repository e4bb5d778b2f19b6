"""A plan's GitLab resources as arguments of GitLabRelease: names become ids."""

from collections.abc import Mapping
from typing import Any

from trustpub.model import Plan

from .gitlab import GitLabActor, GitLabEnvironment, GitLabReleaseArgs


def gitlab_args(plan: Plan, ids: Mapping[str, int]) -> GitLabReleaseArgs:
    """A plan's GitLab resources with ids in the place of names."""
    protection = {
        (r.properties["project"], r.properties["environment"]): r.properties
        for r in plan.of("gitlab.protected-environment")
    }
    return {
        "tags": [
            {
                "name": r.name,
                "project": r.properties["project"],
                "pattern": r.properties["pattern"],
                "access": r.properties["access"],
                "users": [ids[f"users/{n.casefold()}"] for n in r.properties["users"]],
                "groups": [ids[f"groups/{n.casefold()}"] for n in r.properties["groups"]],
            }
            for r in plan.of("gitlab.protected-tag")
        ],
        "environments": [
            environment_args(r.name, r.properties, protection, ids)
            for r in plan.of("gitlab.environment")
        ],
    }


def environment_args(
    name: str, properties: Mapping[str, Any], protection: Mapping[Any, Any], ids: Mapping[str, int]
) -> GitLabEnvironment:
    """One environment with its protection."""
    key = properties["project"], properties["environment"]
    rules = protection.get(key, {"deployers": [], "approvals": []})
    return {
        "name": name,
        "project": key[0],
        "environment": key[1],
        "deployers": [resolved(one, ids) for one in rules["deployers"]],
        "approvals": [
            {**resolved(one, ids), "required": one["required"]} for one in rules["approvals"]
        ],
    }


def resolved(actor: Mapping[str, Any], ids: Mapping[str, int]) -> GitLabActor:
    """An actor by id."""
    user, group = actor.get("user"), actor.get("group")
    return {
        "access_level": actor.get("access"),
        "user_id": ids[f"users/{user.casefold()}"] if user else None,
        "group_id": ids[f"groups/{group.casefold()}"] if group else None,
        "inherited": bool(actor.get("inherited")),
    }
