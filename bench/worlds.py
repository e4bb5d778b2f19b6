"""A GitHub organisation and a GitLab group by their size: seeds of the sandbox. Pure."""

from typing import Any

ORGANIZATION, GROUP = "octo-org", "group"
GITHUB_TOKEN, GITLAB_TOKEN = "bench-github-token", "bench-gitlab-token"
PATTERN = "v*"
WORKFLOWS = ".github/workflows"
CI = "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: pytest\n"
RELEASE = "on: {push: {tags: ['v*']}}\njobs:\n  publish:\n    steps: [{run: uv publish}]\n"
FREE = {"primary": 100_000_000, "secondary": {"points": 100_000_000}}
"""No limit that a run could meet; left out: the limits of github.com."""
BRANCHES = {"protected_branches": False, "custom_branch_policies": True}
ENVIRONMENTS = [
    {
        "name": "pypi",
        "reviewers": [{"slug": "release-managers"}],
        "prevent_self_review": True,
        "wait_timer": 5,
        "can_admins_bypass": False,
        "deployment_branch_policy": BRANCHES,
        "policies": [{"name": PATTERN, "type": "tag"}],
    },
    {
        "name": "testpypi",
        "deployment_branch_policy": BRANCHES,
        "policies": [{"name": "v*-rc*", "type": "tag"}],
    },
]
RULESETS = [
    {
        "name": f"release tags {PATTERN}",
        "target": "tag",
        "enforcement": "active",
        "conditions": {"ref_name": {"include": [f"refs/tags/{PATTERN}"], "exclude": []}},
        "rules": [{"type": "creation"}, {"type": "update"}, {"type": "deletion"}],
        "bypass_actors": [{"slug": "release-managers", "bypass_mode": "always"}],
    }
]
TEAMS = {"release-managers": "push"}
CONFIG = """\
project: {name}
github: {{repository: octo-org/{name}, workflow: release.yml}}
publishers:
  - index: testpypi
    environment: testpypi
    triggers: {{tags: ["v*-rc*"]}}
  - index: pypi
    environment:
      name: pypi
      reviewers: {{teams: [release-managers]}}
      prevent_self_review: true
      wait_timer: 5m
      admins_can_bypass: false
tags:
  - pattern: "v*"
    created_by: {{teams: [release-managers]}}
"""
TAGS = [{"name": PATTERN, "create_access_level": 0, "allowed_to_create": [{"group_id": 2}]}]
PROTECTIONS = [
    {
        "name": "pypi",
        "deploy_access_levels": [{"access_level": 40}, {"group_id": 2}],
        "approval_rules": [{"user_id": 2, "required_approvals": 1}],
    }
]
MEMBERS = {"alice": "maintainer"}
SHARED = {"group/release-managers": "maintainer"}


def github(publishing: int, others: int, limited: bool, bare: bool = False) -> dict[str, Any]:
    """An organisation: so many repositories publish, others only test.

    `bare`: those that publish have nothing of it yet.
    """
    return {
        "owner": ORGANIZATION,
        **({} if limited else {"limits": FREE}),
        "tokens": [{"token": GITHUB_TOKEN, "user": "boss"}],
        "users": ["boss", "octocat", "hubot"],
        "organizations": [
            {
                "login": ORGANIZATION,
                "plan": "team",
                "members": ["boss", "octocat", "hubot"],
                "admins": ["boss"],
                "teams": [{"slug": "release-managers", "members": ["octocat", "hubot"]}],
            }
        ],
        "repositories": [
            *(library(library_name(number), bare) for number in range(publishing)),
            *(application(f"app-{number}", number) for number in range(others)),
        ],
    }


def library_name(number: int) -> str:
    """The name of a repository that publishes."""
    return f"lib-{number}"


def library(name: str, bare: bool) -> dict[str, Any]:
    """A repository with all that a careful release has."""
    careful = {"environments": ENVIRONMENTS, "rulesets": RULESETS, "files": LIBRARY_FILES}
    return {"name": f"{ORGANIZATION}/{name}", "teams": TEAMS, **({} if bare else careful)}


def application(name: str, number: int) -> dict[str, Any]:
    """A repository that only tests; every third has an environment for something else."""
    staging = {"environments": STAGING} if number % 3 == 0 else {}
    return {"name": f"{ORGANIZATION}/{name}", "files": APPLICATION_FILES, **staging}


def gitlab(projects: int) -> dict[str, Any]:
    """A group on a paid tier, whose projects all name people."""
    return {
        "limits": {"per_minute": 100_000_000},
        "tokens": [{"token": GITLAB_TOKEN, "user": "boss"}],
        "users": ["boss", "alice", "bob"],
        "groups": [
            {"path": GROUP, "plan": "premium", "members": {"boss": "owner", "bob": "developer"}},
            {"path": "group/release-managers", "members": MEMBERS},
        ],
        "projects": [project(f"{GROUP}/project-{number}") for number in range(projects)],
    }


def project(path: str) -> dict[str, Any]:
    """A project with all that a careful release has."""
    return {
        "path": path,
        "members": MEMBERS,
        "shared_with": SHARED,
        "protected_tags": TAGS,
        "environments": ["pypi"],
        "protected_environments": PROTECTIONS,
    }


LIBRARY_FILES = {f"{WORKFLOWS}/ci.yml": CI, f"{WORKFLOWS}/release.yml": RELEASE}
APPLICATION_FILES = {f"{WORKFLOWS}/ci.yml": CI}
STAGING = [{"name": "staging"}]
