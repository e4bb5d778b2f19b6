"""Live -> lines for a terminal or a log, below those of the preview. Pure."""

from collections.abc import Iterator

from ..preview.shown import name
from .items import Item
from .model import Live
from .telling import digest, sections

LONGEST = 500


def render(one: Live) -> Iterator[str]:
    """All of it."""
    for each in sections(one):
        told = [row for item in each.items for row in rows(item)]
        told = [*([each.intro] if each.intro else []), *told]
        yield from ([f"\n{each.heading}", *(f"  {line}" for line in told)] if told else [])
    if digest(one):
        yield f"\n{digest(one)}"


def rows(one: Item) -> Iterator[str]:
    """One thing, and what stands below it."""
    space = " " if one.tail and not one.tail.startswith(":") else ""
    yield f"{one.lead} {name(one.name, LONGEST)}{space}{one.tail}".lstrip()
    for word, text in one.below:
        yield f"    {word}{': ' if word else ''}{name(text, LONGEST)}"
