"""The last runs of one journal or several, and their waves. Pure."""

from collections.abc import Iterable, Mapping, Sequence

from pydantic import AwareDatetime

from ...model import Value
from ..history import History
from ..model import GOOD, Choice, Line
from ..waves import waves


class LastRun(Value):
    """A run as its journal tells of it."""

    journal: str
    run: str
    at: AwareDatetime
    """When it was begun, or resumed."""
    choice: Choice
    total: int
    """How many repositories it is about."""
    works: int = 0
    """How many of them are run, wave by wave; 0 where the journal does not say."""
    ended: AwareDatetime | None = None
    """When it was paused or finished; null while it goes on, or where it was killed."""
    finished: bool = False
    why: str = ""
    """Why it was paused."""


class Stage(Value):
    """One wave of a run."""

    number: int
    canary: bool
    size: int
    ended: int
    """How many came to an end, as the journal tells."""
    bad: int
    """How many of these did not end well."""


def last_runs(history: History, journal: str = "") -> tuple[LastRun, ...]:
    """The newest run, those of the other shards, and whatever did not finish and was not redone."""
    begins = [number for number, one in enumerate(history.runs) if one.what == "run"]
    runs = [seen(history.runs, number, journal) for number in begins]
    left = [one for n, one in enumerate(runs) if not redone(one, runs[n + 1 :])]
    count = left[-1].choice.shard[1] if left else 1
    return tuple(
        one
        for one in left
        if one is left[-1] or not one.finished or count == one.choice.shard[1] > 1
    )


def redone(one: LastRun, later: Sequence[LastRun]) -> bool:
    """Whether later runs were about all that a run was about."""
    like = [each for each in later if each.choice.only in ((), one.choice.only)]
    shards = {each.choice.shard for each in like}
    whole = any(all((i, n) in shards for i in range(1, n + 1)) for _, n in shards)
    return whole or one.choice.shard in shards


def seen(runs: Sequence[Line], number: int, journal: str) -> LastRun:
    """The run that a line begins, with what came of it."""
    begin = runs[number]
    after = [one for one in runs[number + 1 :] if one.run == begin.run]
    end = after[-1] if after else None
    return LastRun(
        journal=journal,
        run=begin.run,
        at=begin.at,
        choice=begin.choice or Choice(),
        total=begin.total,
        works=begin.works,
        ended=end.at if end else None,
        finished=end is not None and end.what == "finished",
        why=end.why if end else "",
    )


def together(runs: Iterable[LastRun]) -> tuple[LastRun, ...]:
    """Those of several journals: each run once, of each shard the newest."""
    found: dict[object, LastRun] = {}
    for one in sorted(runs, key=lambda one: (one.at, one.ended is not None)):
        shard, only = one.choice.shard, one.choice.only
        found[(shard, only) if shard[1] > 1 else one.run] = one
    return tuple(sorted(found.values(), key=lambda one: (one.choice.shard, one.at)))


def missing(runs: Iterable[LastRun]) -> list[str]:
    """The shards of which no run is told: `3/4`."""
    shards = {one.choice.shard for one in runs}
    counts = {count for _, count in shards}
    return [f"{i}/{n}" for n in sorted(counts) for i in range(1, n + 1) if (i, n) not in shards]


def stages(one: LastRun, last: Mapping[str, Line]) -> list[Stage]:
    """The waves of a run, by the last lines of its repositories."""
    canary = one.choice.canary
    ended: dict[int, list[bool]] = {}
    for line in last.values():
        if line.run == one.run and line.at >= one.at and line.wave:
            ended.setdefault(line.wave, []).append(line.outcome in GOOD)
    return [
        Stage(
            number=number,
            canary=number == 1 and canary > 0,
            size=len(wave),
            ended=len(ended.get(number, ())),
            bad=ended.get(number, []).count(False),
        )
        for number, wave in enumerate(waves(range(one.works), canary), 1)
    ]
