"""What was declared, what will be, and what a forge stores -> drift, and what is there. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..config import Config
from ..model import Plan, Resource, Unknown
from ..observing.matching import place
from ..observing.model import Difference, Repository
from ..plan import make_plan
from ..printable import escaped
from ..verifying.judging import judged
from ..verifying.model import Verified
from ..verifying.problems import title
from .chosen import Changed
from .items import first
from .model import Today

Key = tuple[str, str]
PLACES = ("repository", "project")
"""Settings that differ where a repository was renamed or moved."""


class Standing(NamedTuple):
    """How one project stands today."""

    declared: int
    drift: tuple[Today, ...]
    there: tuple[Today, ...]
    as_declared: int
    unknown: tuple[Unknown, ...]


def plan_of(config: Config | None, environ: Mapping[str, str]) -> Plan:
    """What a config declares; nothing where there is none."""
    return make_plan(config, environ) if config else Plan(project="")


def all_plans(changes: Iterable[Changed], environ: Mapping[str, str]) -> Plan:
    """Everything of both sides, for one look at all of it."""
    found: list[Resource] = []
    for one in changes:
        for entry in (one.before, one.after):
            found += plan_of(entry.config if entry else None, environ).resources
    return Plan(project="", resources=tuple(found))


def standing(before: Plan, after: Plan, seen: Sequence[Repository]) -> Standing:
    """What is declared already is held against the stores as drift; what is new, as there."""
    base, head = judged(before, seen), judged(after, seen)
    old = keys(before)
    told = {(*key(one), one.setting) for one in base.differences}
    there = [
        one
        for one in head.differences
        if one.state != "absent" and key(one) not in old and (*key(one), one.setting) not in told
    ]
    blind = [*base.unseen, *(one for one in head.unseen if key(one) not in old)]
    return Standing(
        declared=len(base.resources),
        drift=tuple(today(one, settled(one, head, after)) for one in base.differences),
        there=tuple(today(one, False) for one in there),
        as_declared=sum(
            one.state == "as declared" and (one.kind, one.name) not in old for one in head.resources
        ),
        unknown=tuple(gathered(blind)),
    )


def key(one: Difference) -> Key:
    """What it is about."""
    return one.kind, one.name


def keys(plan: Plan) -> set[Key]:
    """All that a plan declares."""
    return {(one.kind, one.name) for one in plan.resources}


def settled(one: Difference, head: Verified, after: Plan) -> bool:
    """Whether the head declares it just as it is stored."""
    new = keys(after)
    if one.state == "absent":
        return key(one) not in new
    if one.setting in PLACES:
        return str(one.stored).casefold() in {place(held).casefold() for held in after.resources}
    open_ones = {(*key(each), each.setting) for each in (*head.differences, *head.unseen)}
    whole = (*key(one), "")
    return key(one) in new and (*key(one), one.setting) not in open_ones and whole not in open_ones


def today(one: Difference, settled: bool) -> Today:
    """A difference, and whether this change settles it."""
    return Today(**one.model_dump(), settled=settled)


def gathered(blind: Iterable[Difference]) -> list[Unknown]:
    """What could not be seen, once for each reason."""
    found: dict[str, dict[str, None]] = {}
    for one in blind:
        what = f"{one.setting} of {title(one)}" if one.setting else title(one)
        found.setdefault(escaped(one.reason), {})[what] = None
    return [Unknown(what=first(list(what)), why=why) for why, what in found.items()]
