"""Verified -> lines for a terminal. Pure."""

from collections.abc import Iterable, Iterator

from ..model import Problem
from ..observing.budget import sentence
from ..observing.model import Difference
from ..plural import plural
from ..printable import escaped
from ..render.text import paint
from .fixes import fix
from .model import Able, Held, Look, Verified
from .values import shown

PAINT = {"as declared": "32", "differs": "31", "absent": "31", "beside": "31", "unknown": "33"}
"""State -> ANSI colour."""


def lines(one: Verified, file: str, colour: bool = False) -> Iterator[str]:
    """Every declared resource, then what stands beside them, then the sums."""
    told = (*one.differences, *one.unseen)
    for held in one.resources:
        yield head(held, colour)
        mine = [d for d in told if (d.kind, d.name) == (held.kind, held.name)]
        yield from (line for each in mine for line in difference(each))
        yield from (able(each) for each in one.able if (each.kind, each.name) == key(held))
    known = {key(held) for held in one.resources}
    for each in told:
        if (each.kind, each.name) not in known:
            yield f"{paint(f'{each.state:<11}', PAINT[each.state], colour)}  {where(each)}"
            yield from difference(each)
    yield total(one, file)
    yield from (requests(each) for each in one.looks)


def key(held: Held) -> tuple[str, str]:
    """What a resource goes by."""
    return held.kind, held.name


def where(one: Held | Difference) -> str:
    """Kind and name."""
    return f"{one.kind} {escaped(one.name)}"


def head(held: Held, colour: bool) -> str:
    """The line of one resource."""
    state = paint(f"{held.state:<11}", PAINT[held.state], colour)
    return f"{state}  {where(held)}: {held.as_declared} of {held.settings} settings as declared"


def difference(told: Difference) -> Iterator[str]:
    """Setting, asked, stored, reason, what to do."""
    note = " (a note)" if told.severity == "note" else ""
    if told.state == "unknown":
        yield f"    {told.setting or 'all of it'} could not be seen: {escaped(told.reason)}"
        return
    yield f"    {told.setting or 'the whole of it'}: {told.state}{note}"
    if told.asked is not None:
        yield f"      asked:  {shown(told.asked)}"
    yield f"      stored: {shown(told.stored)}"
    yield f"      reason: {escaped(told.reason)}"
    yield f"      to do:  {fix(told)}"


def able(one: Able) -> str:
    """Whether somebody can do what they are named for."""
    if one.able is None:
        return f"    {one.who}: whether they can {one.to} is unknown: {escaped(one.why)}"
    return f"    {one.who}: can {one.to}" if one.able else f"    {cannot(one)}"


def cannot(one: Able) -> str:
    """Who cannot, and why."""
    return f"{one.who}: cannot {one.to}: {escaped(one.why)}"


def total(one: Verified, file: str) -> str:
    """`release.yaml: as declared: 40 settings; 2 differences; 1 not seen`."""
    notes = len(one.differences) - len(one.serious)
    parts = [
        f"as declared: {plural(one.as_declared, 'setting')}",
        plural(len(one.serious), "difference"),
        *([plural(notes, "note")] if notes else []),
        *([f"{len(one.unseen)} not seen"] if one.unseen else []),
    ]
    return f"{file}: {'; '.join(parts)}"


def requests(look: Look) -> str:
    """What it took."""
    return f"{look.forge}: {sentence(look.budget) if look.asked else 'was not asked'}"


def complaint(found: Iterable[Problem]) -> str:
    """What a read-back fails with: a sentence a line."""
    listed = [f"{one.severity} {one.sentence()} [{one.id}]" for one in found]
    title = "what is stored now is not what was declared; the state is kept"
    return "\n".join([title, *listed])
