"""A little GitHub organisation that is exactly as a config wants it."""

from copy import deepcopy
from typing import Any

from trustpub.checking import check
from trustpub.model import Plan
from trustpub.plan import make_plan

REPOSITORY = "octo-org/sampleproject"
CONFIG = """
project: sampleproject
github: {repository: octo-org/sampleproject, workflow: release.yml}
publishers:
  - index: testpypi
    environment: testpypi
    triggers: {tags: ["v*-rc*"], branches: [main]}
  - index: pypi
    environment:
      name: pypi
      reviewers: {users: [octocat], teams: [release-managers]}
      prevent_self_review: true
      wait_timer: 5m
      admins_can_bypass: false
    triggers: {tags: ["v*"]}
tags:
  - pattern: "v*"
    created_by: {teams: [release-managers], users: [octocat], roles: [admin], deploy_keys: true}
"""
CUSTOM = {"protected_branches": False, "custom_branch_policies": True}
BYPASS = [
    {"slug": "release-managers", "bypass_mode": "always"},
    {"actor_type": "User", "actor_id": 10000002, "bypass_mode": "always"},
    {"actor_type": "RepositoryRole", "actor_id": 5, "bypass_mode": "always"},
    {"actor_type": "DeployKey", "actor_id": None, "bypass_mode": "always"},
]
RULESET: dict[str, Any] = {
    "name": "release tags v*",
    "target": "tag",
    "enforcement": "active",
    "conditions": {"ref_name": {"include": ["refs/tags/v*"], "exclude": []}},
    "rules": [{"type": "creation"}, {"type": "update"}, {"type": "deletion"}],
    "bypass_actors": BYPASS,
}
ENVIRONMENTS: list[dict[str, Any]] = [
    {
        "name": "pypi",
        "reviewers": [{"login": "octocat"}, {"slug": "release-managers"}],
        "prevent_self_review": True,
        "wait_timer": 5,
        "can_admins_bypass": False,
        "deployment_branch_policy": CUSTOM,
        "policies": [{"name": "v*", "type": "tag"}],
    },
    {
        "name": "testpypi",
        "deployment_branch_policy": CUSTOM,
        "policies": [{"name": "v*-rc*", "type": "tag"}, {"name": "main", "type": "branch"}],
    },
]


def as_declared(name: str = REPOSITORY, **changes: Any) -> dict[str, Any]:
    """The seed of a repository that is as the config wants it."""
    return {
        "name": name,
        "teams": {"release-managers": "push"},
        "environments": deepcopy(ENVIRONMENTS),
        "rulesets": [deepcopy(RULESET)],
        **changes,
    }


def seed(*repositories: dict[str, Any], **organization: Any) -> dict[str, Any]:
    """The `github` section of a seed."""
    return {
        "owner": "octo-org",
        "limits": {"primary": 1_000_000, "secondary": {"points": 1_000_000}},
        "tokens": [
            {"token": "admin-token", "user": "boss"},
            {"token": "audit-token", "user": "boss", "access": "read"},
            {"token": "reader-token", "user": "reader"},
        ],
        "users": ["boss", "octocat", "hubot", "reader"],
        "organizations": [
            {
                "login": "octo-org",
                "plan": "enterprise",
                "base": "none",
                "members": ["boss", "octocat", "hubot"],
                "admins": ["boss"],
                "teams": [
                    {"slug": "release-managers", "members": ["octocat"]},
                    {"slug": "stewards", "parent": "release-managers", "members": ["hubot"]},
                    {"slug": "docs", "members": ["hubot"]},
                ],
                **organization,
            }
        ],
        "repositories": list(repositories) or [as_declared()],
    }


def plan(text: str = CONFIG) -> Plan:
    """The plan of a config without problems."""
    checked = check(text, "release.yaml")
    assert checked.config is not None, checked.problems
    return make_plan(checked.config)
