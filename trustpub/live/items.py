"""One thing of today as an item: our words apart from what others say. Pure."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ..observing.model import Difference
from ..plural import plural
from ..preview.shown import LONGEST_VALUE, change, cut, value
from ..rollout.detail import Detail
from .model import Sign, Today

STANDS = {
    "differs": "is stored otherwise",
    "absent": "is not there",
    "beside": "more is stored than was declared",
}
EXTRA = "is there, and nothing declares it"
SETTLED = ", just as this change declares it"
NO_MORE = ", and this change declares it no more"
INSTEAD = "not rolled out yet, and another step with this change"
THERE = "is there before this change makes it, and "
DOING = {"register": "to register", "take-away": "to take away"}
USED = {
    "register": "it published on {on}, so it was registered then",
    "take-away": "it published on {on}, and may do so as long as it is registered",
}
SIGN = {"no-sign": "no sign of it", "unknown": "not known"}
OURS = re.compile(r"(?:github|gitlab|pypi)\.[a-z-]+")
"""Kinds of the plan."""
RECORDED = "pypi.publisher"
"""The engine only writes it down; a person registers it, and takes it away."""


class Item(NamedTuple):
    """One thing: our words, a text of somebody else, our words; below it such pairs."""

    lead: str
    name: str
    tail: str = ""
    below: tuple[tuple[str, str], ...] = ()


def step(one: Detail) -> Item:
    """One step of the engine."""
    told = [f"{each.name}: {change(each.before, each.after)}" for each in one.settings]
    told += [f"{each}: (not shown)" for each in one.hidden]
    known = OURS.fullmatch(one.kind)
    lead = f"{one.operation} {kind(one.kind)}" if known else one.operation
    name = one.name if known else f"{one.kind} {one.name}"
    return Item(lead, name, "", tuple(("", text) for text in told))


def instead(one: Detail, was: Detail) -> Item:
    """A step that waits since before, and is another one now: only what differs."""
    before = {each.name: each for each in was.settings}
    after = {each.name for each in one.settings}
    below: list[tuple[str, str]] = []
    for each in one.settings:
        old = before.get(each.name)
        if old != each:
            below.append(("", f"{each.name}: {change(each.before, each.after)}"))
        if old and old != each:
            below.append(("instead of", change(old.before, old.after)))
    gone = [each for each in was.settings if each.name not in after]
    below += [("no more", f"{each.name}: {change(each.before, each.after)}") for each in gone]
    below += [("", f"{each}: (not shown)") for each in one.hidden]
    rest = sum(before.get(each.name) == each for each in one.settings)
    more = f", but for {plural(rest, 'setting')} that waits since before" if rest == 1 else ""
    more = f", but for {rest:,} settings that wait since before" if rest > 1 else more
    return step(one)._replace(tail=f": {INSTEAD}{more}", below=tuple(below))


def kind(text: str) -> str:
    """`github.tag-ruleset` -> `tag ruleset on github`."""
    if text == RECORDED:
        return "the record of a publisher"
    forge, _, rest = text.partition(".")
    return f"{rest.replace('-', ' ')} on {forge}"


def drift(one: Today) -> Item:
    """One difference."""
    note = " (a note)" if one.severity == "note" else ""
    more = NO_MORE if one.state == "absent" else SETTLED
    tail = f": {standing(one)}{more * one.settled}{note}"
    return Item(kind(one.kind), one.name, tail, tuple(pairs(one, "declared before")))


def there(one: Today) -> Item:
    """Something that is there already, otherwise than this change declares it."""
    below = tuple(pairs(one, "declared by this change"))
    return Item(kind(one.kind), one.name, f": {THERE}{standing(one)}", below)


def standing(one: Difference) -> str:
    """How it stands."""
    return EXTRA if one.state == "beside" and not one.setting else STANDS[one.state]


def pairs(one: Today, declared: str) -> Iterator[tuple[str, str]]:
    """What is declared and what is stored."""
    if one.setting:
        yield "setting", one.setting
    if one.asked is not None and one.state != "absent":
        yield declared, short(one.asked)
    if one.state != "absent":
        yield "stored", short(one.stored)
    if one.reason:
        yield "likely", one.reason


def short(one: Any) -> str:
    """A value as a config would say it."""
    told = value(said(one))
    return cut(told, told, LONGEST_VALUE)


def said(one: Any) -> Any:
    """Of an object only what says something."""
    if isinstance(one, dict):
        return {key: said(each) for key, each in one.items() if each not in (None, [], {}, "")}
    return one


def sign(one: Sign) -> Item:
    """One publisher that a person registers or takes away."""
    on = one.on.isoformat() if one.on else "a day that is not told"
    told = USED[one.doing].format(on=on) if one.state == "used" else SIGN[one.state]
    name = f"{one.publisher} of {one.project}"
    return Item(f"{DOING[one.doing]}:", name, f": {told}", (("why", one.evidence),))


def first(names: Sequence[str]) -> str:
    """One name, and how many more."""
    return names[0] + (f", and {len(names) - 1} more" if len(names) > 1 else "")
