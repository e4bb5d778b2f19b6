"""What the engine is about to take away and is gone already: an answer to a DELETE was lost. Pure.

Both providers take 404 as an error of a DELETE (all but the one of a GitHub environment), in every
`up` anew; a refresh takes such things out of the state.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..model import Plan, Resource
from ..observing.model import Repository
from .importing import TYPES
from .marks import Held, Name, held_mark, name, seen_mark
from .unheld import declared

KINDS = {type_: kind for kind, type_ in TYPES.items() if kind != "github.environment"}
"""Type in the engine -> kind; GitHub's provider takes a 404 of an environment well."""
TAG, ENVIRONMENT, POLICY = "gitlab.protected-tag", "gitlab.environment", "github.deployment-policy"
REFRESH = "if the engine ends with 404, run: pulumi up --refresh"
STOPPED = "if the engine cannot stop it, delete it on GitLab's pages and run: pulumi up --refresh"


def leaving(plan: Plan, held: Held, ids: Mapping[str, int]) -> frozenset[Name]:
    """What is in the state and declared no more, and GitLab's tags that are to be replaced."""
    out = {one for one in held.keys() - declared(plan) if one[0] in KINDS}
    tags = {name(one): one for one in plan.of(TAG)}
    out |= {key for key, one in tags.items() if key in held and replaced(one, held[key], ids)}
    return frozenset(out)


def replaced(resource: Resource, outputs: Mapping[str, Any], ids: Mapping[str, int]) -> bool:
    """Whether a protected tag is declared otherwise than the state has it: it has no update."""
    rows = outputs.get("allowedToCreates") or []
    stored = {(key, int(row[key])) for row in rows for key in ("userId", "groupId") if row.get(key)}
    asked = {
        (key, ids[f"{kind}/{one.casefold()}"])
        for kind, key in (("users", "userId"), ("groups", "groupId"))
        for one in resource.properties[kind]
        if f"{kind}/{one.casefold()}" in ids
    }
    return outputs.get("createAccessLevel") != resource.properties["access"] or asked != stored


def vanished(
    plan: Plan, seen: Sequence[Repository], held: Held, names: frozenset[Name]
) -> tuple[str, ...]:
    """A sentence for each that is gone already, or that a DELETE will not do with."""
    told = (line for one in sorted(names) for line in sentence(plan, seen, one, held[one]))
    return tuple(told)


def sentence(
    plan: Plan, seen: Sequence[Repository], one: Name, outputs: Mapping[str, Any]
) -> Iterator[str]:
    """What is odd about one of them, where its repository and its list were seen."""
    kind, there = KINDS[one[0]], repository_of(one[1], seen)
    if there is None or there.unseen.get(kind) or not listed(plan, kind, outputs):
        return
    mark = held_mark(kind, outputs)
    stored = next((s for s in there.seen if s.kind == kind and seen_mark(s) == mark), None)
    what = f"the {kind.partition('.')[2].replace('-', ' ')} {one[1]} is to be taken away"
    if stored is None:
        yield f"{what}, and is not there any more; {REFRESH}"
    elif kind == ENVIRONMENT and stored.beyond.get("state") == "stopped":
        yield f"{what}, and is stopped already; {STOPPED}"


def repository_of(resource: str, seen: Sequence[Repository]) -> Repository | None:
    """The repository below which a resource is named, where it was seen."""
    found = (r for r in seen if resource.startswith(f"{r.name}/") and r.state == "present")
    return next(found, None)


def listed(plan: Plan, kind: str, outputs: Mapping[str, Any]) -> bool:
    """Whether a look asks for it: policies are asked for by declared environment."""
    if kind != POLICY:
        return True
    declared_ones = {str(r.properties["environment"]).casefold() for r in plan.of(POLICY)}
    return str(outputs.get("environment", "")).casefold() in declared_ones
