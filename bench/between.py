"""Seconds of a rollout in which no engine ran, from its journal. Pure."""

import json
from collections.abc import Iterable
from datetime import datetime


def engine_seconds(journal: str, run: str) -> float:
    """Seconds in which at least one engine was at work in a run."""
    starts: dict[str, datetime] = {}
    spans: list[tuple[datetime, datetime]] = []
    for line in map(json.loads, journal.splitlines()):
        if line.get("run") != run:
            continue
        at = datetime.fromisoformat(line["at"])
        if line["what"] == "begun":
            starts.setdefault(line["name"], at)
        elif line["what"] == "ended" and line["name"] in starts:
            spans.append((starts.pop(line["name"]), at))
    return covered(spans)


def last_run(journal: str) -> str:
    """The name of the newest run."""
    return [str(one["run"]) for one in map(json.loads, journal.splitlines()) if one.get("run")][-1]


def covered(spans: Iterable[tuple[datetime, datetime]]) -> float:
    """The length of what spans cover together."""
    total, end = 0.0, None
    for first, last in sorted(spans):
        begin = first if end is None else max(first, end)
        total += max(0.0, (last - begin).total_seconds())
        end = last if end is None else max(end, last)
    return total
