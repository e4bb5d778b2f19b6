"""A little GitLab group that is exactly as a config wants it."""

from copy import deepcopy
from typing import Any

from trustpub.checking import check
from trustpub.model import Plan
from trustpub.plan import make_plan

PROJECT = "group/sub/sampleproject"
BOSS, ALICE, BOB, CAROL, STRANGER = 1, 2, 3, 4, 5
GROUP, SUB, MANAGERS, DOCS = 1, 2, 3, 4
CONFIG = """
project: sampleproject
gitlab: {repository: group/sub/sampleproject}
publishers:
  - index: testpypi
    environment: testpypi
    triggers: {tags: ["v*"]}
  - index: pypi
    environment:
      name: pypi
      deployers:
        - access: maintainer
        - user: alice
        - group: group/release-managers
          inherited: true
      approvals:
        - user: bob
        - group: group/release-managers
          required: 2
    triggers: {tags: ["v*"]}
tags:
  - pattern: "v*"
    created_by: {users: [alice], groups: [group/release-managers]}
  - pattern: "w*"
    created_by: {access: maintainer}
"""
FREE = """
project: sampleproject
gitlab: {repository: group/sub/sampleproject, tier: free}
publishers:
  - {index: pypi, environment: pypi, triggers: {tags: ["v*"]}}
tags: [{pattern: "v*", created_by: {access: maintainer}}]
"""
TAGS: list[dict[str, Any]] = [
    {
        "name": "v*",
        "create_access_level": 0,
        "allowed_to_create": [{"user_id": ALICE}, {"group_id": MANAGERS}],
    },
    {"name": "w*", "create_access_level": 40},
]
DEPLOYERS: list[dict[str, Any]] = [
    {"access_level": 40},
    {"user_id": ALICE},
    {"group_id": MANAGERS, "group_inheritance_type": 1},
]
APPROVALS: list[dict[str, Any]] = [
    {"user_id": BOB, "required_approvals": 1},
    {"group_id": MANAGERS, "required_approvals": 2},
]
PROTECTION = {"name": "pypi", "deploy_access_levels": DEPLOYERS, "approval_rules": APPROVALS}


def as_declared(path: str = PROJECT, **changes: Any) -> dict[str, Any]:
    """The seed of a project that is as the config wants it."""
    project = {
        "path": path,
        "members": {"bob": "developer", "carol": "developer"},
        "shared_with": {"group/release-managers": "maintainer", "docs": "developer"},
        "protected_tags": TAGS,
        "environments": ["pypi", "testpypi"],
        "protected_environments": [PROTECTION],
        "deploy_keys": {7: "release bot"},
        **changes,
    }
    return deepcopy(project)


def plain(path: str = PROJECT, **changes: Any) -> dict[str, Any]:
    """The seed of a project with what every tier has."""
    tags = [{"name": "v*", "create_access_level": 40}]
    return as_declared(
        path, protected_tags=tags, protected_environments=[], environments=["pypi"], **changes
    )


def seed(*projects: dict[str, Any], plan: str = "premium", **more: Any) -> dict[str, Any]:
    """The `gitlab` section of a seed."""
    return {
        "tokens": [
            {"token": "boss-token", "user": "boss"},
            {"token": "audit-token", "user": "boss", "scopes": ["read_api"]},
            {"token": "alice-token", "user": "alice"},
            {"token": "bob-token", "user": "bob"},
            {"token": "stranger-token", "user": "stranger"},
        ],
        "users": ["boss", "alice", "bob", "carol", "stranger"],
        "groups": [
            {"path": "group", "plan": plan, "members": {"boss": "owner"}},
            {"path": "group/sub", "members": {"alice": "maintainer"}},
            {"path": "group/release-managers", "members": {"alice": "maintainer"}},
            {"path": "docs", "members": {"boss": "owner"}},
        ],
        "projects": list(projects) or [as_declared()],
        **more,
    }


def plan(text: str = CONFIG) -> Plan:
    """The plan of a config without problems."""
    checked = check(text, "release.yaml")
    assert checked.config is not None, checked.problems
    return make_plan(checked.config)
