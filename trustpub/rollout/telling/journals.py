"""Several journals as one, such as those of the shards of a CI. Pure."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..history import History
from ..model import Line
from .runs import last_runs


class Part(NamedTuple):
    """One of the journals."""

    file: str
    history: History


def merged(parts: Sequence[Part]) -> History:
    """Of each repository the newest line, whichever journal has it."""
    last: dict[str, Line] = {}
    for part in parts:
        for name, line in part.history.last.items():
            if name not in last or last[name].at <= line.at:
                last[name] = line
    runs = tuple(run for part in parts for run in part.history.runs)
    hands = tuple(line for part in parts for line in part.history.hands)
    return History(last=last, runs=runs, hands=hands)


def twice(parts: Sequence[Part]) -> list[str]:
    """Repositories that the last runs of two journals were both about, and how they ended there.

    A journal that was handed on has the lines of others too: only what its own last runs did
    counts, and one run in two copies is one.
    """
    found: dict[str, dict[str, str]] = {}
    for part in parts:
        shards = {one.run: one.choice.shard for one in last_runs(part.history)}
        for name, line in part.history.last.items():
            if line.run in shards:
                found.setdefault(name, {})[line.run] = ended(part, line, shards[line.run])
    return [told(name, ends) for name, ends in sorted(found.items()) if len(ends) > 1]


def ended(part: Part, line: Line, shard: tuple[int, int]) -> str:
    """`unknown in b.jsonl (shard 2/2)`."""
    of = f" (shard {shard[0]}/{shard[1]})" if shard[1] > 1 else ""
    return f"{line.outcome or 'unknown'} in {part.file}{of}"


def told(name: str, ends: Mapping[str, str]) -> str:
    """For whoever looks."""
    return f"{name} was run from two places: {', '.join(ends.values())}; the newest line counts"
