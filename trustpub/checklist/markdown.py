"""The checklist as a task list in Markdown."""

import re
from collections.abc import Iterator

from .model import Checklist, Item
from .text import legend, numbered, status


def render(one: Checklist) -> Iterator[str]:
    """Line by line."""
    yield f"# {plain(one.project)}: checklist of {one.today.isoformat()}"
    yield f"\n{plain(legend(one))}"
    for section, items in numbered(one):
        yield f"\n## {plain(section.title)}\n"
        yield from (f"{plain(line)}\n" for line in section.intro)
        for number, item in items:
            yield from entry(number, item)


def entry(number: int, item: Item) -> Iterator[str]:
    """One item; what is not known is not ticked, and says so."""
    tick = "x" if item.done.state == "yes" else " "
    yield f"- [{tick}] **{number}. {plain(item.title)}**"
    yield from (f"  - [{plain(link.title)}](<{link.url}>)" for link in item.links)
    yield from (f"  - {plain(action)}" for action in item.actions)
    yield from (f"  - {code(command)}" for command in item.commands)
    yield from (f"  - {plain(field.label)}: {code(field.value)}" for field in item.fields)
    yield f"  - done when {plain(item.done_when)}"
    yield f"  - {plain(status(item.done))}"


def plain(text: str) -> str:
    """A text that Markdown leaves alone."""
    return re.sub(r"([\\`*_\[\]<>#|~&!])", r"\\\1", text)


def code(text: str) -> str:
    """A value as code, whatever backticks are in it."""
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"
