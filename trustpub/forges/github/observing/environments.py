"""REST's answer about an environment -> Seen. Pure."""

from collections.abc import Mapping
from typing import Any

from ....observing.model import Seen
from ..desired import environment_name

KNOWN = ("wait_timer", "required_reviewers", "branch_policy")
"""GitHub's OpenAPI description, `environment`, protection_rules."""
UNTOLD = "this GitHub does not tell it"
ODD = (KeyError, TypeError, ValueError, AttributeError)
"""What reading an answer of another form ends in."""


def environment_seen(repository: str, answer: Mapping[str, Any]) -> Seen:
    """One environment; an answer of another form is broken, not empty."""
    name = str(answer.get("name"))
    try:
        return read(repository, name, answer)
    except ODD as error:
        why = f"GitHub describes the environment in an unknown form ({type(error).__name__})"
        return Seen(
            kind="github.environment",
            name=environment_name(repository, name),
            state="broken",
            why=why,
            properties={"repository": repository, "environment": name},
            unseen={"policies": why},
        )


def read(repository: str, name: str, answer: Mapping[str, Any]) -> Seen:
    """One environment of the known form. A rule that is not set is not listed."""
    rules = {rule["type"]: rule for rule in answer["protection_rules"]}
    review = rules.get("required_reviewers") or {"reviewers": [], "prevent_self_review": False}
    reviewers, unseen = reviewers_of(review["reviewers"])
    if "can_admins_bypass" not in answer:
        # Not in GitHub's OpenAPI description; GitHub Enterprise Server before 3.8 has no such key.
        unseen["can_admins_bypass"] = UNTOLD
    if "prevent_self_review" not in review:
        unseen["prevent_self_review"] = UNTOLD
    timer = rules.get("wait_timer") or {"wait_timer": 0}
    return Seen(
        kind="github.environment",
        name=environment_name(repository, name),
        properties={
            "repository": repository,
            "environment": name,
            "reviewers": reviewers,
            "prevent_self_review": bool(review.get("prevent_self_review", False)),
            "wait_timer": int(timer["wait_timer"]),
            "can_admins_bypass": bool(answer.get("can_admins_bypass", True)),
        },
        unseen=unseen,
        beyond={**deploys_from(answer["deployment_branch_policy"]), **custom(rules)},
        number=int(answer["id"]),
    )


def reviewers_of(listed: list[Any]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Logins and slugs; who is not told (a secret team) makes the list unseen."""
    found: dict[str, list[str]] = {"users": [], "teams": []}
    unseen: dict[str, str] = {}
    for one in listed:
        kind, key = ("teams", "slug") if one["type"] == "Team" else ("users", "login")
        who = one.get("reviewer")
        if who is None:
            unseen[f"reviewers.{kind}"] = "GitHub does not tell this token who one of them is"
        else:
            found[kind].append(str(who[key]))
    return {kind: sorted(names) for kind, names in found.items()}, unseen


def deploys_from(policy: Mapping[str, Any] | None) -> dict[str, str]:
    """Which refs may deploy, where it is not a list of policies."""
    if policy is None:
        return {"deploys_from": "any ref"}
    return {} if policy["custom_branch_policies"] else {"deploys_from": "protected branches"}


def custom(rules: Mapping[str, Any]) -> dict[str, list[str]]:
    """Rules of other kinds."""
    others = sorted(kind for kind in rules if kind not in KNOWN)
    return {"custom_rules": others} if others else {}
