"""A lot as it is stored, and everything in it set back to that by hand."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from .behind import Lot

Kept = dict[str, Any]
RULESET = ("name", "target", "enforcement", "conditions", "rules", "bypass_actors")
ROW = ("access_level", "user_id", "group_id", "group_inheritance_type", "required_approvals")
LISTS = ("create_access_levels", "deploy_access_levels", "approval_rules")


def kept_github(lot: Lot) -> Kept:
    """The policies and the ruleset; the environment itself is known."""
    stored = lot.stored_ruleset()
    listed = lot.send("github", "GET", policies(lot))["branch_policies"]
    return {
        "ruleset": {key: stored[key] for key in RULESET},
        "policies": [{key: one[key] for key in ("name", "type")} for one in listed],
    }


def undo_github(lot: Lot, kept: Kept) -> None:
    """Made anew: the environment's settings, its policies, and every ruleset of the lot."""
    lot.environment()
    for one in lot.send("github", "GET", policies(lot))["branch_policies"]:
        lot.send("github", "DELETE", f"{policies(lot)}/{one['id']}")
    for one in kept["policies"]:
        lot.send("github", "POST", policies(lot), one)
    for one in lot.send("github", "GET", "/rulesets?per_page=100"):
        if lot.name in one["name"]:
            lot.send("github", "DELETE", f"/rulesets/{one['id']}")
    lot.send("github", "POST", "/rulesets", kept["ruleset"])


def policies(lot: Lot) -> str:
    """The path of the deployment policies."""
    return f"/environments/{lot.name}/deployment-branch-policies"


def kept_gitlab(lot: Lot) -> Kept:
    """The protected tags and the protected environment, by their paths."""
    return {
        path: [body(row) for row in rows(lot, path)]
        for path in ("/protected_tags", "/protected_environments")
    }


def undo_gitlab(lot: Lot, kept: Kept) -> None:
    """Made anew: the environment, if it does not stand any more, and what protects."""
    for path in kept:
        for row in rows(lot, path):
            lot.send("gitlab", "DELETE", f"{path}/{quote(row['name'], safe='')}")
    there = [one for one in rows(lot, "/environments") if one["state"] != "available"]
    for one in there:
        lot.send("gitlab", "DELETE", f"/environments/{one['id']}")
    if not rows(lot, "/environments"):
        lot.send("gitlab", "POST", "/environments", {"name": lot.name})
    for path, bodies in kept.items():
        for one in bodies:
            lot.send("gitlab", "POST", path, one)


def rows(lot: Lot, path: str) -> list[dict[str, Any]]:
    """What a list holds of the lot."""
    listed = lot.send("gitlab", "GET", f"{path}?per_page=100")
    return [one for one in listed if one["name"].partition("-")[0] == lot.name]


def body(stored: dict[str, Any]) -> dict[str, Any]:
    """What a POST takes of what a GET shows."""
    made: dict[str, Any] = {"name": stored["name"]}
    for key in LISTS:
        if key in stored:
            listed = [{k: row[k] for k in ROW if row.get(k) is not None} for row in stored[key]]
            made[key] = [named(row) for row in listed]
    if "create_access_levels" in made:
        # GitLab REST, "Protected tags": the level is a field of its own in a POST.
        stored_rows = made.pop("create_access_levels")
        made["allowed_to_create"] = [row for row in stored_rows if "access_level" not in row]
        levels = [row["access_level"] for row in stored_rows if "access_level" in row]
        made["create_access_level"] = levels[0] if levels else 0
    return made


def named(row: dict[str, Any]) -> dict[str, Any]:
    """A row about a person or a group has a level beside, which is none of its own."""
    some = "user_id" in row or "group_id" in row
    left_out = "access_level" if some else "group_inheritance_type"
    return {key: value for key, value in row.items() if key != left_out}


KEPT: dict[str, Callable[[Lot], Kept]] = {"github": kept_github, "gitlab": kept_gitlab}
UNDO: dict[str, Callable[[Lot, Kept], None]] = {"github": undo_github, "gitlab": undo_gitlab}
