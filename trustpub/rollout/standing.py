"""What the journal alone tells: how the last run went, and where every repository stands. Pure."""

from datetime import datetime
from typing import NamedTuple

from .history import History
from .model import GOOD, OUTCOMES, Line, Outcome, Result
from .report import choice_words, told

UNDONE = "its run began, and no end of it is in the journal"


class Standing(NamedTuple):
    """Every repository that the journal knows."""

    results: tuple[Result, ...]
    run: Line | None = None
    """The last run."""
    end: Line | None = None
    """What ended or paused it; None while it goes on, or where it was killed."""
    at: datetime | None = None
    """Of the last line of all."""

    def counts(self) -> dict[Outcome, int]:
        """How many there are of each outcome."""
        return {o: sum(one.outcome == o for one in self.results) for o in OUTCOMES}

    @property
    def code(self) -> int:
        """0 all ended well, 1 failures, 3 something is not known."""
        counts = self.counts()
        if self.end is None or self.end.what == "paused" or counts["unknown"] or counts["skipped"]:
            return 3
        return 1 if counts["failed"] else 0


def standing(history: History) -> Standing:
    """Of all the lines."""
    results = tuple(of(name, line) for name, line in sorted(history.last.items()))
    runs = history.runs
    begins = [number for number, one in enumerate(runs) if one.what == "run"]
    run = runs[begins[-1]] if begins else None
    ends = [one for one in runs[begins[-1] :] if one.run == run.run][1:] if run else []
    times = [line.at for line in (*history.last.values(), *runs)]
    return Standing(results, run, ends[-1] if ends else None, max(times, default=None))


def of(name: str, line: Line) -> Result:
    """One repository by its last line."""
    if line.what == "begun":
        return Result(name=name, outcome="unknown", why=UNDONE)
    outcome = line.outcome or "unknown"
    return Result(name=name, outcome=outcome, why=line.why, changes=line.changes)


def lines(found: Standing, now: datetime) -> list[str]:
    """As text: what is not well first, the numbers last."""
    if found.at is None or found.run is None:
        return ["nothing was rolled out yet"]
    listed = [told(one) for one in found.results if one.outcome not in GOOD]
    counts = ", ".join(f"{count:,} {name}" for name, count in found.counts().items())
    begun = f"last run: begun {found.run.at:%Y-%m-%d %H:%M} UTC, {found.run.total:,} repositories"
    chose = choice_words(found.run.choice) if found.run.choice else ""
    return [
        *listed,
        f"{len(found.results):,} repositories in the journal: {counts}",
        f"{begun}{f' ({chose})' if chose else ''}; {end(found.end)}",
        f"the newest line is {age(now, found.at)} old; nobody was asked",
    ]


def end(line: Line | None) -> str:
    """How a run ended."""
    if line is None:
        return "it has not ended: it goes on, or was killed (`trustpub rollout resume`)"
    when = f"{line.at:%Y-%m-%d %H:%M} UTC"
    return f"ended {when}" if line.what == "finished" else f"paused {when}: {line.why}"


def age(now: datetime, then: datetime) -> str:
    """`40 s`, `12 min`, `2.5 h`, `3 days`."""
    seconds = max(0.0, (now - then).total_seconds())
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h" if seconds < 172_800 else f"{seconds / 86_400:.0f} days"
