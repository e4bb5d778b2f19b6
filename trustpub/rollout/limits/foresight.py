"""How long a run will take at least: its processors, or a limit of the forges. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from ...audit.progress import words
from ...plural import repositories
from ..model import Told
from .cost import Cost
from .ledger import Ledger, hour
from .table import FRESH, HOUR, HOURLY, MINUTE, Amounts

SLOWER = 4
"""So many times as long as foretold a run may take, and still ask for no more than is told."""
UNTOLD = "what they no longer declare is not in that: the journal does not tell what they had"


class Bound(NamedTuple):
    """What takes so many seconds."""

    why: str
    seconds: float


def bounds(ledger: Ledger, wanted: Amounts, now: float) -> list[Bound]:
    """Of each limit that so much does not fit into at once."""
    found = [
        Bound(limit.words, wanted[limit.key] / limit.most * limit.seconds)
        for limit in ledger.limits
        if wanted.get(limit.key, 0.0) > limit.most
    ]
    for forge, told in ledger.told.items():
        need = wanted.get(f"{forge}/requests", 0.0) * ledger.sharers
        if need > told.remaining:
            period = HOUR if forge == "github" else MINUTE
            more = (need - told.remaining) / max(told.limit, 1) * period
            found.append(Bound(hour(forge, told), max(0.0, told.reset - now) + more))
    return found


def longest(ledger: Ledger, wanted: Amounts, busy: float, now: float) -> Bound:
    """What the run takes longest for; `busy`: seconds of the processors."""
    return max([Bound("", busy), *bounds(ledger, wanted, now)], key=lambda one: one.seconds)


def sentences(cost: Cost, ledger: Ledger, now: float) -> list[str]:
    """For whoever is to agree."""
    if not cost.reads:
        return []
    cost = repeated(cost, longest(ledger, cost.amounts, cost.seconds, now).seconds)
    counts = requests(cost.reads, cost.writes)
    most = longest(ledger, cost.amounts, cost.seconds, now)
    points = f"; {cost.points:,} of GitHub's points" * (cost.points > 0)
    found = [f"at most about {'; '.join(counts)}{points}; {words(most.seconds)} (estimates)"]
    found += [
        f"{one.why}: {words(one.seconds)} for that, waiting included"
        for one in bounds(ledger, cost.amounts, now)
    ]
    return found + [f"{repositories(cost.untold)}: {UNTOLD}"] * bool(cost.untold)


def repeated(cost: Cost, seconds: float) -> Cost:
    """With what is asked for again in a run of that length, once the answers are old."""
    more = min(int(seconds * SLOWER // FRESH) * cost.once, cost.spare)
    if not more:
        return cost
    return cost._replace(reads={**cost.reads, "github": cost.reads["github"] + more})


def assuming(ledger: Ledger, now: float) -> Ledger:
    """With GitHub's usual hour, where nobody could be asked for it."""
    usual = Told(limit=HOURLY, remaining=HOURLY, reset=now + HOUR, at=now)
    return ledger._replace(told={"github": usual, **ledger.told})


def requests(reads: Mapping[str, int], writes: Mapping[str, int]) -> list[str]:
    """By forge, and the indexes as one."""
    return [
        f"{forge}: {count:,} reads, {writes.get(forge, 0):,} writes"
        for forge, count in sorted(reads.items())
    ]
