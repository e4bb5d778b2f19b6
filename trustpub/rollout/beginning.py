"""The budget that a run begins with: what is allowed, what is left, what was sent a moment ago."""

import time
from collections.abc import Iterable, Mapping
from math import inf

from ..plan import make_plan
from .history import History
from .limits.budget import Budget
from .limits.cost import Verb, common, own
from .limits.ledger import Ledger, Sent
from .limits.rate import asked
from .limits.table import Amounts, amounts, table, total
from .model import Choice, Entry


def budget(
    verb: Verb,
    choice: Choice,
    entries: Iterable[Entry],
    history: History,
    environ: Mapping[str, str],
) -> Budget:
    """Of a run that is about something; GitHub is asked what is left, where it is among it."""
    now, wall = time.monotonic(), time.time()
    sharers = choice.shard[1]
    limits = table(choice.github_points, sharers)
    longest = max(one.seconds for one in limits)
    listed = list(entries)
    on_github = any(one.config.github for one in listed)
    told = asked(environ, now, wall) if on_github else None
    known = {"github": told} if told else {}
    sent = tuple(recent(listed, history, now, wall, longest))
    return Budget(verb, choice.full, Ledger(limits, sent=sent, told=known, sharers=sharers))


def recent(
    entries: Iterable[Entry], history: History, now: float, wall: float, longest: float
) -> Iterable[Sent]:
    """What the journal tells of the last moments: it counts against this minute too.

    An engine that was killed, or goes on still, may have sent all of its part just now.
    """
    for entry in entries:
        line = history.last.get(entry.name)
        age = max(0.0, wall - line.at.timestamp()) if line else inf
        if line and age < longest:
            yield Sent(now if line.what == "begun" else now - age, whole(entry))


def whole(entry: Entry) -> Amounts:
    """All that one repository may cost."""
    plan = make_plan(entry.config)
    once = amounts("github", len(set(common(plan))), 0)
    return total([own(plan, "apply").amounts, once])
