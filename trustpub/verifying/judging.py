"""Plan and what was seen -> Verified. Pure."""

from collections.abc import Sequence

from ..model import Plan, Resource
from ..observing.compare import differences
from ..observing.matching import pairs
from ..observing.model import Difference, Repository
from ..observing.settings import leaves
from .able import able
from .model import Held, Look, Verdict, Verified


def judged(plan: Plan, seen: Sequence[Repository], looks: Sequence[Look] = ()) -> Verified:
    """Every declared resource, every difference, and everybody who is named."""
    told = differences(plan, seen)
    matched = tuple(pairs(plan, seen))
    return Verified(
        resources=tuple(held(pair.resource, told) for pair in matched),
        differences=tuple(one for one in told if one.state != "unknown"),
        unseen=tuple(one for one in told if one.state == "unknown"),
        able=tuple(one for pair in matched for one in able(pair)),
        looks=tuple(looks),
    )


def held(resource: Resource, told: Sequence[Difference]) -> Held:
    """One declared resource: what is told of it is not as declared, all else was seen so."""
    mine = [d for d in told if (d.kind, d.name) == (resource.kind, resource.name)]
    settings = [path for path, _ in leaves(resource.properties)]
    serious = [one for one in mine if one.severity != "note"]
    named = {one.setting for one in serious if one.setting or one.state != "beside"}
    good = [] if "" in named else [path for path in settings if path not in named]
    return Held(
        kind=resource.kind,
        name=resource.name,
        state=verdict(mine),
        settings=len(settings),
        as_declared=len(good),
    )


def verdict(mine: Sequence[Difference]) -> Verdict:
    """The worst of what is told of one resource; a note is none of that."""
    states = {one.state for one in mine if one.severity != "note"}
    if "absent" in states:
        return "absent"
    if states & {"differs", "beside"}:
        return "differs"
    return "unknown" if states else "as declared"
