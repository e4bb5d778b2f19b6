"""Where a fleet stands as one HTML page that needs nothing else: no script, no other file."""

import shlex
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from ...render import html
from ..byhand import NOBODY
from ..model import GOOD
from .report import choice_words
from .runs import Stage, stages
from .standing import Standing, age, ago, end, minute

State = str
"""An outcome, or `never run`."""
NEVER = "never run"
TONES: dict[State, str] = {
    "failed": "open",
    "unknown": "unseen",
    "skipped": "weak",
    NEVER: "idle",
    "changed": "late",
    "unchanged": "done",
}
"""The colours of report.html; what is not known is never that of what is well. The worst first."""
MEANING: dict[State, str] = {
    "failed": "failed: it is not, or not wholly, as declared",
    "unknown": "unknown: how its run ended is not known",
    "skipped": "skipped: it was not started, or another run held it",
    NEVER: "never run: it is in the fleet, and in no journal",
    "changed": "changed: brought to what was declared",
    "unchanged": "unchanged: it was as declared already",
}
OPERATIONS = {
    "create": "created",
    "update": "updated",
    "delete": "deleted",
    "replace": "replaced",
    "import": "imported",
    "same": "as they were",
}
"""The engine's words for what it did (pulumi, pkg/resource/deploy/step.go), as they are told."""
UNFOLDED, GROUPS, NAMES = 5, 200, 50
"""Groups that are open; groups that are told; names in the command of a group."""


class Group(NamedTuple):
    """Repositories that did not end well, in one way and for one reason."""

    state: State
    why: str
    more: str
    """What is said below the reason."""
    names: tuple[str, ...]
    command: str


def page(found: Standing, file: str, now: datetime) -> str:
    """The page."""
    made = groups(found, file)
    counts = totals(found)
    return html.page(
        "rollout.html",
        found=found,
        file=file,
        now=minute(now),
        age=age(now, found.at) if found.at else "",
        total=sum(counts.values()),
        shares=shares(found),
        tones=TONES,
        ended=[one for one in found.runs if one.finished],
        end=end,
        minute=minute,
        words=choice_words,
        waves=[(one, stages(one, found.history.last)) for one in found.runs if one.works],
        resume=None if all(one.finished for one in found.runs) else command("resume", file),
        groups=made[:GROUPS],
        since=lambda one: ago(one, now),
        nobody=NOBODY,
        unfolded=UNFOLDED,
        most=NAMES,
        left=len(made) - GROUPS,
        rows=list(table(found)),
        states={state: count for state, count in counts.items() if count},
        wave_words=wave_words,
    )


def totals(found: Standing) -> dict[State, int]:
    """How many there are of each, the worst first."""
    counts: dict[State, int] = {NEVER: len(found.never)}
    counts.update(found.counts().items())
    return {state: counts[state] for state in TONES}


def shares(found: Standing) -> list[tuple[str, int, str, str]]:
    """Tone, how many, the share in per cent, in words."""
    counts = totals(found)
    return [
        (TONES[state], count, share, MEANING[state])
        for state, count, share in html.shares(counts, sum(counts.values()))
    ]


def table(found: Standing) -> Iterator[tuple[str, State, str, str, str]]:
    """Name, state, when, changes and the first line of the reason, by name."""
    rows: list[tuple[str, State, str, str, str]] = [
        (
            one.name,
            one.outcome,
            f"{one.at:%Y-%m-%d %H:%M}" if one.at else "",
            changes(one.changes),
            one.why.partition("\n")[0],
        )
        for one in found.results
    ]
    yield from sorted([*rows, *((name, NEVER, "", "", "") for name in found.never)])


def groups(found: Standing, file: str) -> list[Group]:
    """What is not well, by its reason: the worst state first, then the most frequent reason."""
    names: dict[tuple[State, str], list[str]] = {}
    for one in found.results:
        if one.outcome not in GOOD:
            names.setdefault((one.outcome, one.why), []).append(one.name)
    if found.never:
        names[NEVER, "it is in the fleet, and in no journal"] = list(found.never)
    order = list(TONES)
    keys = sorted(names, key=lambda key: (order.index(key[0]), -len(names[key]), key[1]))
    return [group(*key, names[key], file) for key in keys]


def group(state: State, why: str, names: list[str], file: str) -> Group:
    """With the command that runs these; where they are many, the one that runs all that is left."""
    first, _, more = why.partition("\n")
    only = names if len(names) <= NAMES else ()
    return Group(state, first, more, tuple(names), command("apply", file, *only))


def command(step: str, file: str, *names: str) -> str:
    """As it is typed in a shell."""
    words = ["trustpub", "rollout", step, file, *(["--only", *names] if names else [])]
    return shlex.join(words)


def changes(counts: Mapping[str, int]) -> str:
    """`3 created, 1 updated`; what is as it was only where there is nothing else."""
    other = {op: count for op, count in counts.items() if op != "same" and count}
    shown = other or {op: count for op, count in counts.items() if count}
    return ", ".join(f"{count} {OPERATIONS.get(op, op)}" for op, count in shown.items())


def wave_words(one: Stage, several: bool) -> str:
    """`canaries`, `wave 2`."""
    if one.canary:
        return "canaries"
    return f"wave {one.number}" if several else "one wave"
