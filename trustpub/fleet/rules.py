"""Rules across the projects of a fleet: each one a function whose name is its id."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from ..forges.base import DeclaredPublisher, rule_id
from ..indexes import INDEXES
from ..indexes.pypi.normal import normal_name
from ..model import Problem
from ..publishers import declared_publishers
from ..source import parent
from .conflicts import Clash, conflicts
from .entries import Entry
from .judging import Told, folded, project_places


class Crossed(NamedTuple):
    """What the rules found."""

    problems: tuple[Problem, ...]
    broken: frozenset[int]
    """Identities (`id`) of entries that an error is about."""


CrossRule = Callable[[Sequence[Entry]], Iterator[Clash]]


def fleet_name_twice(entries: Sequence[Entry]) -> Iterator[Clash]:
    """Two projects of one name would be one stack."""
    for first, second in pairs((one.name, one, "project") for one in entries):
        found = f"is called {second[0].name} like {{first}}"
        yield Clash(first[0], second[0], second[1], found, "take one of them out")


def fleet_project_twice(entries: Sequence[Entry]) -> Iterator[Clash]:
    """A project of an index has one home: who owns a second one could publish too."""
    keyed = (
        ((index, normal_name(one.config.project)), one, "project")
        for one in entries
        for index in dict.fromkeys(p.index for p in one.config.publishers)
    )
    for first, second in pairs(keyed):
        if first[0].name != second[0].name:
            found = f"{second[0].config.project!r} is published from {{first}}, too"
            yield Clash(
                first[0], second[0], "project", found, "keep the one from which it is released"
            )


def fleet_identity_twice(entries: Sequence[Entry]) -> Iterator[Clash]:
    """A job of one project could upload the other one's files."""
    keyed = (
        ((p.index, p.identity.issuer, INDEXES[p.index].key(p.identity)), one, environment(p))
        for one in entries
        for p in declared_publishers(one.config)
    )
    for first, second in pairs(keyed):
        if first[0].name != second[0].name:
            found = "the same workflow and environment publish {first}, too"
            fix = "give each project an environment of its own"
            yield Clash(first[0], second[0], second[1], found, fix, "warning")


def environment(publisher: DeclaredPublisher) -> str:
    """The field of a publisher that tells it from others of its repository."""
    return f"{publisher.field}.environment"


def fleet_environment_conflict(entries: Sequence[Entry]) -> Iterator[Clash]:
    """Two stacks that set up one environment differently undo each other's work."""
    yield from conflicts(entries, "environment", "environments")


def fleet_tag_conflict(entries: Sequence[Entry]) -> Iterator[Clash]:
    """Two stacks that protect one tag pattern differently undo each other's work."""
    yield from conflicts(entries, "pattern", "tags")


FLEET_RULES: tuple[CrossRule, ...] = (
    fleet_name_twice,
    fleet_project_twice,
    fleet_identity_twice,
    fleet_environment_conflict,
    fleet_tag_conflict,
)


def pairs(
    keyed: Iterable[tuple[Any, Entry, str]],
) -> Iterator[tuple[tuple[Entry, str], tuple[Entry, str]]]:
    """The first with a key, and each later one with the same."""
    seen: dict[Any, tuple[Entry, str]] = {}
    for key, entry, field in keyed:
        first = seen.setdefault(key, (entry, field))
        if first[0] is not entry:
            yield first, (entry, field)


def cross(entries: Sequence[Entry]) -> Crossed:
    """Every rule over all projects."""
    told: list[Told] = []
    broken: set[int] = set()
    for rule in FLEET_RULES:
        for clash in rule(entries):
            told.append(placed(rule_id(rule), clash))
            if clash.severity == "error":
                broken |= {id(clash.first), id(clash.second)}
    return Crossed(tuple(folded(told)), frozenset(broken))


def placed(name: str, clash: Clash) -> Told:
    """A clash at the second project; what all take from one place is told once, there."""
    first, second = clash.first, clash.second
    at = second.origins.get(clash.field)
    path = clash.field
    if at is None or (at.label != "project" and path != "project"):
        project = project_places(second.layers)
        while path and path not in project:
            path = parent(path)
        at = project[path]
    found = clash.found.replace("{first}", f"{first.name} ({first.file}:{first.line})")
    one = Problem(
        id=name,
        severity=clash.severity,
        file=at.file,
        line=at.line,
        column=at.column,
        field=at.field,
        found=found,
        fix=clash.fix,
    )
    return Told(one, at.label == "project", second.name)
