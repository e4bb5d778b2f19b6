"""Deployment policies and protected tags as they are -> the `triggers` of a publisher."""

from typing import Any

from ..observing.model import Repository, Seen
from ..tag_rules import well_formed
from .model import Found, Left, Notes


def triggers(
    repository: Repository,
    one: Found,
    seen: Seen | None,
    tags: list[str],
    notes: Notes,
    first: bool,
) -> dict[str, Any]:
    """Which refs may publish. On GitHub the policies say it, on GitLab the protected tags do."""
    manual = {"manual": True} if one.manual else {}
    if repository.forge == "gitlab":
        branches = {"branches": list(one.branches)} if one.branches else {}
        return {"tags": tags, **branches, **manual} if manual or branches else {}
    policies = policies_of(repository, seen)
    if policies is None:
        return {"tags": tags, **manual} if manual else {}
    if first:
        notes.left += [odd(policy) for policy in policies if not sayable(policy)]
        if seen and not policies:
            notes.left.append(shut(seen))
    named = [policy.properties for policy in policies if sayable(policy)]
    found: dict[str, Any] = {
        "tags": [p["pattern"] for p in named if p["type"] == "tag"],
        "branches": [p["pattern"] for p in named if p["type"] == "branch"],
    }
    return {**{key: value for key, value in found.items() if value}, **manual}


def policies_of(repository: Repository, seen: Seen | None) -> list[Seen] | None:
    """The deployment policies of an environment; None where it has no list of them."""
    if seen is None or seen.state != "present":
        return None
    if "deploys_from" in seen.beyond or {"policies", "deploys_from"} & set(seen.unseen):
        return None
    prefix = f"{seen.name}/"
    return [
        one
        for one in repository.seen
        if one.kind == "github.deployment-policy" and one.name.startswith(prefix)
        if one.properties["environment"] == seen.properties["environment"]
    ]


def sayable(policy: Seen) -> bool:
    """Whether the config can say a policy's pattern."""
    return policy.properties["type"] in ("tag", "branch") and well_formed(
        policy.properties["pattern"]
    )


def odd(policy: Seen) -> Left:
    """A policy that the config cannot say."""
    return Left(
        where=policy.name,
        what=f"{policy.properties['pattern']!r} is no pattern that the config can say",
        why="so it is not in the config, and an `up` leaves it as it is",
        fix="write one with * alone, and take this one away",
    )


def shut(seen: Seen) -> Left:
    """An environment with a list of policies that is empty."""
    return Left(
        where=seen.name,
        what="no ref may deploy to it: its list of policies is empty",
        why="a publisher without `triggers` takes every protected tag, and an `up` adds those",
        fix="decide on `triggers` before the `up`",
    )
