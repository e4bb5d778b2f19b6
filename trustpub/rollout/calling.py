"""People, teams and groups by their names, where a setting has their numbers. Pure."""

from collections.abc import Mapping
from typing import Any

KINDS = {"users": "users", "teams": "teams", "user_id": "users", "group_id": "groups"}
"""Key of a setting -> what its numbers are of."""
ACTORS = {"User": "users", "Team": "teams"}
"""Actors of a ruleset; GitHub REST, "Repository rulesets", bypass actors."""
ROLES = {2: "maintain", 4: "write", 5: "admin"}
"""Numbers of the repository roles; the same page."""


def called(value: Any, ids: Mapping[str, int]) -> Any:
    """A value with names; a number that nobody resolved stays one.

    `ids`: `github/octo-org/teams/release-managers` -> number.
    """
    known = {}
    for key, number in ids.items():
        kind, _, name = key.split("/", 2)[-1].partition("/")
        known[kind, number] = name
    return shown(value, "", known)


def shown(value: Any, kind: str, known: Mapping[tuple[str, int], str]) -> Any:
    """The same, of something that is of a kind."""
    if isinstance(value, dict):
        if "actor_type" in value:
            return actor(value, known)
        return {key: shown(one, KINDS.get(key, ""), known) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [shown(one, kind, known) for one in value]
    return known.get((kind, value), value) if type(value) is int else value


def actor(value: Mapping[str, Any], known: Mapping[tuple[str, int], str]) -> dict[str, Any]:
    """Whom a ruleset does not hold."""
    if "actor_id" not in value:
        return dict(value)
    kind, number = value["actor_type"], value["actor_id"]
    role = kind == "RepositoryRole"
    named = ROLES.get(number, number) if role else shown(number, ACTORS.get(kind, ""), known)
    return {**value, "actor_id": named}
