"""Live -> the part of a comment about today. Pure.

What forges, indexes and configs say stands in code alone: see `trustpub.preview.markdown`.
"""

from collections.abc import Iterator

from ..preview.code import code, quoted
from ..preview.room import MORE, within
from .items import Item
from .model import Live
from .telling import EFFECTS, FAILS, SIGNS, TODAY, UNSEEN, Section, digest, sections

SHARES = {FAILS: 2_000, EFFECTS: 2_500, TODAY: 2_500, SIGNS: 1_000, UNSEEN: 1_000}
"""Bytes of the items of each part."""


def render(one: Live) -> str:
    """All of it, within its shares."""
    found = [part(each) for each in sections(one)]
    mark = digest(one)
    told = f"Digest of the engine's steps: {code(mark)}" if one.plan else f"{mark}."
    found.append(told if mark else "")
    return "\n\n".join(filter(None, found))


def part(one: Section) -> str:
    """A heading with what stands below it; nothing where there is nothing."""
    kept, left = within(map(item, one.items), SHARES[one.heading])
    more = [f"- {MORE}{left:,} more**, which are not shown here"] if left else []
    told = [*([one.intro, ""] if one.intro else []), *kept, *more]
    return "\n".join([f"#### {one.heading}", "", *told]).rstrip("\n") if told else ""


def item(one: Item) -> str:
    """One thing, and what stands below it."""
    return "\\\n".join(lines(one))


def lines(one: Item) -> Iterator[str]:
    """Its lines, of which all but the last end with a backslash."""
    space = " " if one.tail and not one.tail.startswith(":") else ""
    yield f"- {one.lead} ".rstrip() + f" {quoted(one.name)}{space}{one.tail}"
    for word, text in one.below:
        yield f"  {word}{' ' if word else ''}{quoted(text)}"
