"""The checklist for a terminal."""

from collections.abc import Iterator

from ..render.text import paint
from .model import Checklist, Done, Item, Section

MARKS = {"yes": "[x]", "no": "[ ]", "unknown": "[?]"}


def render(one: Checklist, colour: bool = False) -> Iterator[str]:
    """Line by line; items are counted through all sections."""
    yield paint(f"{one.project}: checklist of {one.today.isoformat()}", "1", colour)
    yield f"{legend(one)}  ([x], [ ], [?])"
    for section, items in numbered(one):
        yield ""
        yield paint(section.title, "1", colour)
        yield from (f"  {line}" for line in section.intro)
        for number, item in items:
            yield from entry(number, item)


def legend(one: Checklist) -> str:
    """`3 done, 2 open, 12 not to be seen from here`."""
    counts = one.counts()
    told = f"{counts['yes']} done, {counts['no']} open"
    return f"{told}, {counts['unknown']} not to be seen from here"


def entry(number: int, item: Item) -> Iterator[str]:
    """One item."""
    yield f"\n  {MARKS[item.done.state]} {number}. {item.title}"
    yield from (f"      {link.title}: {link.url}" for link in item.links)
    yield from (f"      - {action}" for action in item.actions)
    yield from (f"      $ {command}" for command in item.commands)
    width = max((len(field.label) for field in item.fields), default=0)
    yield from (f"        {field.label:<{width}}  {field.value}" for field in item.fields)
    yield f"      done when {item.done_when}"
    yield f"      {status(item.done)}"


def status(done: Done) -> str:
    """`done 2026-11-02: ...`, `open: ...`, `not known: ...`."""
    day = f" {done.on.isoformat()}" if done.on else ""
    word = {"yes": f"done{day}", "no": "open", "unknown": "not known"}[done.state]
    return f"{word}: {done.why}"


def numbered(one: Checklist) -> Iterator[tuple[Section, list[tuple[int, Item]]]]:
    """Each section with its items, counted through."""
    number = 0
    for section in one.sections:
        yield section, [(number + n, item) for n, item in enumerate(section.items, 1)]
        number += len(section.items)
