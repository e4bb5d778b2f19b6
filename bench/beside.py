"""Ours beside another program that was run once, too: rows with a ratio."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from .alike import left
from .meter import Metered
from .points import Sent
from .rolls import Fleet, Roll

SIZES = (100, 300)
"""Repositories, one after the other."""
OURS = (("apply", "--yes"), ("apply", "--yes"), ("plan", "--full"))


class Side(NamedTuple):
    """One run of somebody."""

    cost: Metered
    sent: Sent

    @classmethod
    def of(cls, roll: Roll, api: str) -> "Side":
        """One of ours, with its requests to one API."""
        return cls(roll.cost, roll.sent(api))


def all_of_ours(fleet: Fleet, kinds: Collection[str] = ()) -> tuple[list[Side], dict[str, str]]:
    """Made, again, and all read back; and what is there of some kinds after the first."""
    fleet.slow_down()
    made, again, full = OURS
    first = Side.of(fleet.roll(*made, changed=fleet.number), fleet.forge)
    there = left(fleet.world.events(fleet.forge), kinds)
    others = [
        Side.of(fleet.roll(*one, unchanged=fleet.number), fleet.forge) for one in (again, full)
    ]
    return [first, *others], there


def compared(
    steps: Sequence[str], ours: Sequence[Side], theirs: Sequence[Side]
) -> Iterator[list[str]]:
    """Each step of both: requests, writes among them, seconds, memory."""
    for step, one, other in zip(steps, ours, theirs, strict=True):
        yield row(f"{step}: requests", one.sent.requests, other.sent.requests, 0)
        yield row("  of these writes", one.sent.writes, other.sent.writes, 0)
        yield row("  seconds", one.cost.wall, other.cost.wall, 1)
        yield row("  CPU s", one.cost.cpu, other.cost.cpu, 1)
        yield row("  peak memory MiB", one.cost.pss, other.cost.pss, 0)


def row(title: str, one: float, other: float, digits: int) -> list[str]:
    """Two figures and their ratio; a dash where there is nothing to divide by."""
    ratio = f"{one / other:.2f}" if other else "-"
    return [title, f"{one:.{digits}f}", f"{other:.{digits}f}", ratio]
