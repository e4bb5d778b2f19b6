"""Standings -> Report: worst first, counted, with what each has to do. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from ...model import Forge, Unknown, Value
from ..judged import Removal, Shared, Standing, ToDo
from ..judging.shared import within
from ..model import STAGES, Kept, Stage
from ..reach import key

Who = Literal["trustpub", "person"]
ORDER = (
    *("declare", "up", "register", "take-request", "swap", "release-testpypi", "release-pypi"),
    *("clean-files", "look", "revoke", "remove"),
)
"""Ids of steps in the order in which they are told."""


class Task(Value):
    """One step of one project."""

    file: str
    forge: Forge
    repository: str
    project: str
    todo: ToDo


class Group(Value):
    """Steps of one kind that one and the same has to do."""

    who: Who
    id: str
    tasks: tuple[Task, ...]


class Point(Value):
    """How far a migration was on one day."""

    on: date
    tokens: int
    """Secrets and variables that were left, each counted once."""
    stages: dict[Stage, int]
    """Projects at each stage."""


class Totals(Value):
    """Numbers at a glance."""

    projects: int
    done: int
    tokens: int
    """Secrets and variables that are left, each counted once."""
    removable: int
    """Those of them that may go now."""
    literals: int
    """Values that stand in files."""
    unknown: int
    """What could not be seen."""
    stages: dict[Stage, int]


class Report(Value):
    """All that is to be said of a migration, the projects that have the longest way first."""

    title: str
    standings: tuple[Standing, ...]
    shared: tuple[Shared, ...] = ()
    removals: tuple[Removal, ...] = ()
    next: tuple[Group, ...] = ()
    totals: Totals
    points: tuple[Point, ...] = ()
    unseen: tuple[Unknown, ...] = ()
    """What could not be seen, of projects and of what is shared."""


def report(
    title: str,
    standings: Iterable[Standing],
    shared: tuple[Shared, ...] = (),
    removals: tuple[Removal, ...] = (),
    points: Iterable[Point] = (),
    unseen: Iterable[Unknown] = (),
) -> Report:
    """The report; `unseen` is what belongs to no project, such as a list of an organisation."""
    ordered = tuple(sorted(standings, key=worst))
    hidden = (*unseen, *(one for each in ordered for one in each.unknown))
    hidden = tuple(dict.fromkeys((*hidden, *users_unseen(ordered, shared))))
    return Report(
        title=title,
        standings=ordered,
        shared=shared,
        removals=removals,
        next=grouped(ordered),
        totals=totals(ordered, removals, hidden),
        points=daily(points),
        unseen=hidden,
    )


def worst(one: Standing) -> tuple[int, int, str, str]:
    """The longest way first; of the same stage the one with more tokens."""
    return STAGES.index(one.stage), -len(one.tokens), one.repository.casefold(), one.file


def grouped(standings: Iterable[Standing]) -> tuple[Group, ...]:
    """Steps by who has to do them; those of persons first, for they wait for nobody."""
    found: dict[tuple[Who, str], list[Task]] = {}
    for one in standings:
        for todo in one.next:
            task = Task(
                file=one.file,
                forge=one.forge,
                repository=one.repository,
                project=one.project,
                todo=todo,
            )
            found.setdefault((todo.who, todo.id), []).append(task)
    ordered = sorted(found, key=lambda each: (each[0], ORDER.index(each[1])))
    return tuple(Group(who=who, id=name, tasks=tuple(found[who, name])) for who, name in ordered)


def left(standings: Iterable[Standing]) -> tuple[Kept, ...]:
    """Every token that still reaches a project, each once."""
    every = {key(one): one for each in standings for one in each.tokens}
    return tuple(every[name] for name in sorted(every))


def users_unseen(standings: Iterable[Standing], shared: Iterable[Shared]) -> Iterator[Unknown]:
    """Where a use could hide of a shared token that reaches a project, beside the projects."""
    listed = tuple(standings)
    reaching = {key(one) for one in left(listed)}
    own = {within(each.repository, one) for each in listed for one in each.unknown}
    for each in shared:
        if key(each.kept) in reaching:
            yield from (one for one in each.unknown if one not in own)


def stages(standings: Iterable[Standing]) -> dict[Stage, int]:
    """How many projects are at each stage."""
    at = [one.stage for one in standings]
    return {stage: at.count(stage) for stage in STAGES}


def totals(
    standings: tuple[Standing, ...],
    removals: tuple[Removal, ...],
    unseen: tuple[Unknown, ...],
) -> Totals:
    """Numbers at a glance."""
    counted = stages(standings)
    literals = {
        (each.repository, one.file, one.line)
        for each in standings
        for one in each.loose
        if one.literal
    }
    return Totals(
        projects=len(standings),
        done=counted["done"],
        tokens=len(left(standings)),
        removable=sum(one.allowed for one in removals),
        literals=len(literals),
        unknown=len(unseen),
        stages=counted,
    )


def daily(points: Iterable[Point]) -> tuple[Point, ...]:
    """The last one of each day, in their order."""
    last = {one.on: one for one in points}
    return tuple(last[day] for day in sorted(last))


def code(one: Report) -> int:
    """0: all done; 1: something is to do; 3: nothing but what could not be seen is open."""
    if {each.id for each in one.next} - {"look"}:
        return 1
    all_done = bool(one.standings) and all(each.stage == "done" for each in one.standings)
    return 0 if all_done and not one.unseen else 3
