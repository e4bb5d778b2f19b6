"""Fleets that are rolled out, and the worlds that they are about. Pure."""

from typing import Any

from .worlds import GITLAB_TOKEN, GROUP, MEMBERS, ORGANIZATION, github, library_name
from .worlds import gitlab as group

CHANGED = 5
"""Repositories that get one more tag rule."""
POINTS, WINDOW = 900, 60
"""GitHub docs, "Rate limits for the REST API": points a minute, a write is 5 and a read is 1."""
TAG = '{pattern: "%s", created_by: {%s}}'
GITHUB = """defaults:
  github: {{workflow: release.yml}}
  publishers:
    - index: pypi
      environment:
        name: pypi
        reviewers: {{teams: [release-managers]}}
        prevent_self_review: true
        admins_can_bypass: false
  tags: [{tag}]
projects:
"""
GITLAB = """defaults:
  publishers:
    - index: pypi
      environment: {{name: pypi, deployers: [{{access: maintainer}}]}}
  tags: [{tag}]
projects:
"""
BY = {"github": "teams: [release-managers]", "gitlab": "access: maintainer"}


def fleet(forge: str, number: int, changed: int = 0) -> str:
    """A fleet of so many repositories, of which the first ones have one tag rule more."""
    head = {"github": GITHUB, "gitlab": GITLAB}[forge].format(tag=tag("v*", forge))
    return head + "".join(item(forge, one, one < changed) for one in range(number))


def item(forge: str, number: int, changed: bool) -> str:
    """One repository: its names, and what is its own."""
    name = names(forge)(number)
    owner = {"github": ORGANIZATION, "gitlab": GROUP}[forge]
    lines = [f"  - project: {name}", f"    {forge}: {{repository: {owner}/{name}}}"]
    if changed:
        lines.append(f"    tags: [{tag('v*', forge)}, {tag('x*', forge)}]")
    return "".join(f"{line}\n" for line in lines)


def tag(pattern: str, forge: str) -> str:
    """One protection of tags."""
    return TAG % (pattern, BY[forge])


def names(forge: str) -> Any:
    """Number -> name of a repository."""
    return library_name if forge == "github" else lambda number: f"project-{number}"


def limited(number: int, speed: int) -> dict[str, Any]:
    """An organisation with nothing of it yet, on a clock that runs so many times faster.

    The hour's limit is out of the way: at these speeds a run would meet it first.
    """
    limits = {"primary": 100_000_000, "secondary": {"points": POINTS * speed, "seconds": WINDOW}}
    return {**github(number, 0, False, bare=True), "limits": limits}


def bare_group(number: int) -> dict[str, Any]:
    """A group whose projects have nothing of it yet."""
    projects = [
        {"path": f"{GROUP}/{names('gitlab')(one)}", "members": MEMBERS} for one in range(number)
    ]
    return {**group(0), "projects": projects}


def by_gitlabform(url: str, version: int) -> dict[str, Any]:
    """The same for gitlabform: the group named once, so that it reads the projects in pages."""
    protected = {"protected": True, "allowed_to_create": [{"access_level": 40}]}
    environment = {"name": "pypi", "deploy_access_levels": [{"access_level": 40}]}
    each = {"tags": {"v*": protected}, "protected_environments": {"pypi": environment}}
    return {
        "config_version": version,
        "gitlab": {"url": url, "token": GITLAB_TOKEN},
        "projects_and_groups": {f"{GROUP}/*": each},
    }
