"""Configs that name people on both forges, and what resolving them says."""

from collections.abc import Mapping

from trustpub.checking import check
from trustpub.resolving import Resolved, resolve

from .inprocess import environ

GITHUB = """project: sampleproject
github: {repository: octo-org/sampleproject, workflow: release.yml}
publishers:
  - index: pypi
    environment:
      name: pypi
      reviewers: {users: [Octocat], teams: [Release-Managers]}
      admins_can_bypass: false
tags:
  - pattern: "v*"
    created_by: {teams: [team-248]}
"""
GITLAB = """project: otherproject
gitlab: {repository: group/otherproject}
publishers:
  - index: pypi
    environment:
      name: pypi
      deployers: [{user: Alice}, {group: group/release-managers}]
tags:
  - pattern: "v*"
    created_by: {access: maintainer}
"""
BOTH = """project: sampleproject
github: {repository: octo-org/sampleproject, workflow: release.yml}
gitlab: {repository: group/otherproject}
publishers:
  - index: pypi
    environment: {name: pypi, deployers: [{user: alice}]}
tags:
  - pattern: "v*"
    created_by: {roles: [admin], access: maintainer}
"""


REVIEWERS = "publishers[0].environment.reviewers"


def run(text: str, env: Mapping[str, str] | None = None) -> Resolved:
    """Check and resolve a config that has no errors of its own."""
    checked = check(text, "release.yaml")
    assert checked.errors == ()
    return resolve(checked, environ() | dict(env or {}))


def told(resolved: Resolved) -> list[str]:
    """The ids of the problems."""
    return [problem.id for problem in resolved.problems]
