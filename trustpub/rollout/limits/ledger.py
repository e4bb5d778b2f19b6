"""What was sent, what may still be sent, and when there is room for more. Pure: times are given.

A repository that runs counts in full, for as long as it runs: when its engine sends what, nobody
knows. What it really sent counts from then on, each part until it is too old for its limit.
"""

from collections.abc import Iterable, Mapping
from math import inf
from typing import NamedTuple

from ..model import Told
from .table import TITLES, Amounts, Limit, forge_of

RESERVE = 10
"""Requests that are left to others with the same token."""
OTHERS = 0.25
"""The share of a limit that is left to what other shards may be about to send."""
LATE = 1.0
"""Seconds: a forge tells its time in whole ones."""
ROUNDING = 1e-6


class Sent(NamedTuple):
    """Something was sent, at this time or a little before."""

    at: float
    amounts: Amounts


class Room(NamedTuple):
    """From when on more may be sent; infinite: when something that runs has ended."""

    at: float
    why: str = ""


class Ledger(NamedTuple):
    """All that is known; `told` and `held` are by forge."""

    limits: tuple[Limit, ...] = ()
    running: Mapping[str, Amounts] = {}
    sent: tuple[Sent, ...] = ()
    told: Mapping[str, Told] = {}
    """What is left, as the forge told it last."""
    held: Mapping[str, float] = {}
    """A limit was met: nothing before that time."""
    sharers: int = 1
    """How many runs there may be at once with the same token."""


def begun(ledger: Ledger, name: str, wanted: Amounts) -> Ledger:
    """A repository runs."""
    return ledger._replace(running={**ledger.running, name: wanted})


def ended(
    ledger: Ledger,
    name: str,
    sent: Iterable[Sent],
    told: Mapping[str, Told],
    held: Mapping[str, float],
    now: float,
) -> Ledger:
    """It has ended; what it sent takes the place of what it could have sent."""
    running = {key: one for key, one in ledger.running.items() if key != name}
    newest = dict(ledger.told)
    for forge, one in told.items():
        if forge not in newest or one.at > newest[forge].at:
            newest[forge] = one
    until = {f: max(ledger.held.get(f, 0.0), held.get(f, 0.0)) for f in {**ledger.held, **held}}
    found = ledger._replace(running=running, told=newest, held=until)
    return found._replace(sent=kept(found, (*ledger.sent, *sent), now))


def kept(ledger: Ledger, sent: Iterable[Sent], now: float) -> tuple[Sent, ...]:
    """All that counts against anything still."""
    longest = now - max((one.seconds for one in ledger.limits), default=0.0)
    since = {f"{forge}/requests": since_of(one, now) for forge, one in ledger.told.items()}
    return tuple(
        one
        for one in sent
        if one.at > longest or any(one.at > since.get(key, now) for key in one.amounts)
    )


def room(ledger: Ledger, wanted: Amounts, now: float) -> Room:
    """When so much may be sent, and what is waited for until then."""
    found = [Room(now)]
    for key in wanted:
        forge = forge_of(key)
        if ledger.held.get(forge, 0.0) > now:
            found.append(Room(ledger.held[forge], f"{TITLES[forge]}, which asks to wait"))
    found += [
        Room(within(ledger, limit, wanted[limit.key], now), limit.words)
        for limit in ledger.limits
        if wanted.get(limit.key)
    ]
    for forge, told in ledger.told.items():
        need = wanted.get(f"{forge}/requests", 0.0)
        if need:
            found.append(Room(left(ledger, forge, told, need, now), hour(forge, told)))
    return max(found, key=lambda one: one.at)


def within(ledger: Ledger, limit: Limit, wanted: float, now: float) -> float:
    """When a limit has room; who wants more than all of it gets all of it."""
    busy = sum(one.get(limit.key, 0.0) for one in ledger.running.values())
    free = limit.most - busy - min(wanted, limit.most) + ROUNDING
    if free < 0:
        return inf
    pieces = sorted(
        (one.at + limit.seconds, one.amounts[limit.key])
        for one in ledger.sent
        if limit.key in one.amounts and one.at + limit.seconds > now
    )
    used, at = sum(amount for _, amount in pieces), now
    for until, amount in pieces:
        if used <= free:
            break
        used, at = used - amount, until
    return at


def left(ledger: Ledger, forge: str, told: Told, wanted: float, now: float) -> float:
    """When what a forge said is left suffices, with all that it did not know of then."""
    since = since_of(told, now)
    key = f"{forge}/requests"
    busy = sum(one.get(key, 0.0) for one in ledger.running.values())
    unknown = busy + sum(one.amounts.get(key, 0.0) for one in ledger.sent if one.at > since)
    fresh = now >= told.reset + LATE
    mine = wanted + unknown
    others = min((ledger.sharers - 1) * mine, told.limit * OTHERS)
    if mine + others + RESERVE <= (told.limit if fresh else told.remaining):
        return now
    if not fresh:
        return told.reset + LATE
    return inf if ledger.running else now


def since_of(told: Told, now: float) -> float:
    """From when on requests are not in what was told."""
    return told.reset if now >= told.reset + LATE else told.at


def hour(forge: str, told: Told) -> str:
    """`GitHub's 5,000 requests an hour`."""
    period = "an hour" if forge == "github" else "a minute"
    return f"{TITLES[forge]}'s {told.limit:,} requests {period}"
