"""A GitLab group of which some projects publish: a seed of the sandbox. Pure."""

from typing import Any

from .worlds import GROUP, PATTERN, STAGING, gitlab


def partly(projects: int, publishing: int) -> dict[str, Any]:
    """So many projects of which some publish and name people of their own; others only test."""
    section = gitlab(publishing)
    others = [application(number) for number in range(projects - publishing)]
    return {**section, "projects": [*section["projects"], *others]}


def application(number: int) -> dict[str, Any]:
    """A project that only tests; every third has an environment for something else."""
    staging = {"environments": [one["name"] for one in STAGING]} if number % 3 == 0 else {}
    tags = [{"name": PATTERN, "create_access_level": 40}]
    return {"path": f"{GROUP}/app-{number}", "protected_tags": tags, **staging}
