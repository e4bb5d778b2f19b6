"""What the journal remembers of looks and removals, for the picture and the stages. Pure."""

from collections.abc import Iterable

from ..acting.entries import Entry, kept_of
from ..judged import Removed
from ..model import STAGES
from .report import Point, Report

GONE = ("removed", "found-gone")


def points(entries: Iterable[Entry]) -> tuple[Point, ...]:
    """One for each look; the report keeps the last of a day."""
    return tuple(
        Point(
            on=one.at.date(),
            tokens=one.counts["tokens"],
            stages={stage: one.counts.get(stage, 0) for stage in STAGES},
        )
        for one in entries
        if one.what == "seen" and "tokens" in one.counts
    )


def counts(report: Report) -> dict[str, int]:
    """What the journal keeps of a look."""
    at = {str(stage): count for stage, count in report.totals.stages.items()}
    return {"tokens": report.totals.tokens, **at}


def removed(entries: Iterable[Entry]) -> tuple[Removed, ...]:
    """What is gone, and when it was seen to be."""
    return tuple(
        Removed(kept=kept_of(one), at=one.at) for one in entries if one.what in GONE and one.place
    )
