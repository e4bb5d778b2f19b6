"""Where every repository of a fleet stands, by journals alone. Pure."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from ...model import Unknown
from ...plural import repositories
from ..byhand import NOBODY, TAKE_AWAY, Away, left
from ..history import History
from ..model import GOOD, OUTCOMES, Line, Outcome, Result
from .journals import Part, merged, twice
from .report import choice_words, told
from .runs import LastRun, last_runs, missing, together

UNDONE = "its run began, and no end of it is in the journal"
SHARD = "no journal that was read tells of a run of it"
GONE = "its repository left the fleet (keep it if another fleet has that), declared last"
UNTOLD = "no longer in the fleet, and no journal tells which publishers they have"
SHOWN = 10
"""Names on one line, and sentences of one kind."""


class Declared(NamedTuple):
    """What a fleet file names, as far as it is known without asking anybody."""

    names: tuple[str, ...] = ()
    whole: bool = False
    """Whether it names no more: it was read, and has no queries."""
    notes: tuple[str, ...] = ()
    unseen: tuple[Unknown, ...] = ()


class Standing(NamedTuple):
    """Every repository that the journals know, and those that the fleet names beside."""

    results: tuple[Result, ...]
    history: History
    runs: tuple[LastRun, ...] = ()
    at: datetime | None = None
    """Of the last line of all."""
    never: tuple[str, ...] = ()
    """In the fleet, and in no journal."""
    gone: tuple[str, ...] = ()
    """In a journal, and not in the fleet any more."""
    notes: tuple[str, ...] = ()
    unseen: tuple[Unknown, ...] = ()
    away: tuple[Away, ...] = ()
    """Publishers that were dropped, and may still publish."""

    def counts(self) -> dict[Outcome, int]:
        """How many there are of each outcome."""
        return {o: sum(one.outcome == o for one in self.results) for o in OUTCOMES}

    @property
    def code(self) -> int:
        """0 all ended well, 1 failures, 3 something is not known."""
        counts = self.counts()
        finished = bool(self.runs) and all(one.finished for one in self.runs)
        if not finished or counts["unknown"] or counts["skipped"] or self.never or self.unseen:
            return 3
        return 1 if counts["failed"] else 0


def standing(parts: Sequence[Part], fleet: Declared | None = None) -> Standing:
    """Of all the lines of all journals."""
    fleet = fleet or Declared()
    history = merged(parts)
    runs = together(run for part in parts for run in last_runs(part.history, part.file))
    times = [line.at for line in (*history.last.values(), *history.runs)]
    names = set(fleet.names)
    lost = tuple(Unknown(what=f"shard {one}", why=SHARD) for one in missing(runs))
    gone = tuple(sorted(history.last.keys() - names)) if fleet.whole else ()
    away = left(history.hands, gone)
    telling = {line.name for line in history.hands if line.declared is not None}
    untold = listed(UNTOLD, [name for name in gone if name not in telling])
    return Standing(
        results=tuple(of(name, line, away) for name, line in sorted(history.last.items())),
        history=history,
        runs=runs,
        at=max(times, default=None),
        never=tuple(sorted(names - history.last.keys())),
        gone=gone,
        notes=(*few(twice(parts)), *fleet.notes, *untold),
        unseen=(*lost, *fleet.unseen),
        away=away,
    )


def few(sentences: Sequence[str]) -> list[str]:
    """The first of them, and how many more there are."""
    left = len(sentences) - SHOWN
    return [*sentences[:SHOWN], *([f"{left:,} more were run from two places"] if left > 0 else [])]


def of(name: str, line: Line, away: Sequence[Away] = ()) -> Result:
    """One repository by its last line, and by what is left of those before."""
    by_hand = tuple(f"{one.publisher}; {since(one)}" for one in away if one.name == name)
    known = Result(name=name, outcome="unknown", why=UNDONE, at=line.at, take_away=by_hand)
    if line.what == "begun":
        return known
    ended = {"outcome": line.outcome or "unknown", "why": line.why, "changes": line.changes}
    return known.model_copy(update=ended)


def since(one: Away) -> str:
    """`dropped 2026-11-22 12:00 UTC`."""
    return f"{GONE if one.gone else 'dropped'} {minute(one.at)}"


def ago(one: Away, now: datetime) -> str:
    """`dropped 3 days ago`."""
    return f"{GONE if one.gone else 'dropped'} {age(now, one.at)} ago"


def by_hand(away: Sequence[Away], now: datetime) -> list[str]:
    """What is to be taken away, all of it: each may still publish."""
    lines = [f"{TAKE_AWAY}{one.publisher}; {ago(one, now)}" for one in away]
    return [*lines, f"{TAKE_AWAY}{len(away):,} in all; {NOBODY}"] if away else []


def lines(found: Standing, now: datetime) -> list[str]:
    """As text: what is not well first, the numbers last."""
    if found.at is None:
        return ["nothing was rolled out yet", *found.notes, *unseen(found)]
    counts = ", ".join(f"{count:,} {name}" for name, count in found.counts().items())
    never = f"; {len(found.never):,} never run" if found.never else ""
    return [
        *(told(one) for one in found.results if one.outcome not in GOOD),
        *listed("never run", found.never),
        *listed("no longer in the fleet (what was made stays)", found.gone),
        *unseen(found),
        *found.notes,
        *by_hand(found.away, now),
        f"{repositories(len(found.results))} in the journal: {counts}{never}",
        *(f"last run: {run_words(one, len(found.runs) > 1)}" for one in found.runs),
        f"the newest line is {age(now, found.at)} old; nobody was asked, and nothing compared: "
        "`trustpub rollout plan` does",
    ]


def unseen(found: Standing) -> list[str]:
    """What is not known."""
    return [f"not seen: {one.what}: {one.why}" for one in found.unseen]


def listed(words: str, names: Sequence[str]) -> Iterable[str]:
    """The first names on a line, and how many more there are."""
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    return [f"{words}: {', '.join(names[:SHOWN])}{more}"] if names else []


def run_words(one: LastRun, several: bool = False) -> str:
    """When it was begun, what it chose, how it ended."""
    chose = choice_words(one.choice)
    where = f" in {one.journal}" if several and one.journal else ""
    begun = f"begun {minute(one.at)}{where}, {repositories(one.total)}"
    return f"{begun}{f' ({chose})' if chose else ''}; {end(one)}"


def end(one: LastRun) -> str:
    """How a run ended."""
    if one.ended is None:
        return "it has not ended: it goes on, or was killed (`trustpub rollout resume`)"
    if one.finished:
        return f"ended {minute(one.ended)}"
    return f"paused {minute(one.ended)}: {one.why}"


def minute(at: datetime) -> str:
    """`2026-11-22 12:00 UTC`."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def age(now: datetime, then: datetime) -> str:
    """`40 s`, `12 min`, `2.5 h`, `3 days`."""
    seconds = max(0.0, (now - then).total_seconds())
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h" if seconds < 172_800 else f"{seconds / 86_400:.0f} days"
