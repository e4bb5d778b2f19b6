"""A YAML file as spots: where each key, value and item begins and ends, to the character."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from ..composing import composed
from ..tree import Mark
from ..yaml_nodes import Fault
from .edits import Lines

ALIAS = re.compile(r"(?:[\s,:?\[{-]|#[^\n]*)*(\*[^\s,\[\]{}]+)")
"""An alias behind the value before it; composed nodes do not tell where it stands."""
MARKED = ("&", "!")
KEPT = 32
"""So many texts are not read again: each fix looks at the text that it is tried on."""


@dataclass(frozen=True, eq=False)
class Spot:
    """One value and its place; of an alias, the place of `*name`."""

    kind: Literal["map", "list", "scalar", "alias"]
    start: int
    end: int
    value: str = ""
    style: str = ""
    """How a scalar is written: a quote, `|`, `>`, or nothing."""
    flow: bool = False
    entries: "tuple[tuple[Spot, Spot], ...]" = ()
    items: "tuple[Spot, ...]" = ()
    marked: bool = False
    """Whether it begins with an anchor or a tag."""
    shared: bool = False
    """Whether aliases elsewhere take it in too."""

    def get(self, *path: str) -> "Spot | None":
        """The value below some keys; None where there is none of its own."""
        spot: Spot | None = self
        for name in path:
            spot = next((v for k, v in spot.entries if k.value == name), None) if spot else None
        return spot

    @property
    def empty(self) -> bool:
        """Whether nothing is written behind the key."""
        return self.kind == "scalar" and self.start == self.end


class Step(NamedTuple):
    """One step on the way down to a place: the entry of a mapping, or the item of a list."""

    owner: Spot
    key: Spot | None
    value: Spot


@dataclass(frozen=True)
class Page:
    """A text and its last document: GitLab keeps a header in one before."""

    lines: Lines
    root: Spot

    @property
    def text(self) -> str:
        """The text."""
        return self.lines.text

    def trail(self, mark: Mark) -> tuple[Step, ...]:
        """The way from the root to what stands at a mark; empty where nothing begins there."""
        if not 0 < mark.line <= len(self.lines.starts):
            return ()
        offset = self.lines.offset(mark.line, mark.column)
        return tuple(reversed(list(way(self.root, offset))))


def way(spot: Spot, offset: int) -> Iterator[Step]:
    """Steps to a place below a spot, the last one first."""
    steps = [Step(spot, key, value) for key, value in spot.entries]
    steps += [Step(spot, None, item) for item in spot.items]
    for step in steps:
        at_key = step.key is not None and step.key.start == offset
        deeper = [] if at_key else list(way(step.value, offset))
        if at_key or deeper or step.value.start == offset:
            yield from deeper
            yield step
            return


def shared(trail: tuple[Step, ...]) -> bool:
    """Whether an edit there would reach other places too, through an alias."""
    return any(step.owner.shared or step.value.shared for step in trail)


@lru_cache(maxsize=KEPT)
def read_page(text: str) -> Page | None:
    """The page of a text; None for what is no YAML mapping."""
    nodes = composed(text)
    if isinstance(nodes, Fault) or not nodes:
        return None
    lines = Lines(text)
    root = Grow(lines, nodes[-1]).root()
    return Page(lines, root) if root.kind == "map" else None


@dataclass
class Grow:
    """Composed nodes -> spots."""

    lines: Lines
    top: Any
    met: set[int] = field(default_factory=set)
    again: set[int] = field(default_factory=set)

    def root(self) -> Spot:
        """The spot of the document."""
        self.count(self.top)
        self.met.clear()
        return self.spot(self.top, self.offset(self.top.start_mark))

    def count(self, raw: Any) -> None:
        """Find out which nodes are taken in again by aliases."""
        if id(raw) in self.met:
            self.again.add(id(raw))
            return
        self.met.add(id(raw))
        for part in raw.value if isinstance(raw.value, list) else ():
            for each in part if isinstance(part, tuple) else (part,):
                self.count(each)

    def offset(self, mark: Any) -> int:
        """Where a mark of the parser is."""
        return self.lines.offset(mark.line + 1, mark.column + 1)

    def spot(self, raw: Any, after: int) -> Spot:
        """One node, which stands behind the place `after`."""
        if id(raw) in self.met:
            found = ALIAS.match(self.lines.text, after)
            return Spot("alias", *(found.span(1) if found else (after, after)))
        self.met.add(id(raw))
        start, end = self.offset(raw.start_mark), self.offset(raw.end_mark)
        written = self.lines.text[start:end]
        spot = self.collection if isinstance(raw.value, list) else self.scalar
        marked, again = written.startswith(MARKED), id(raw) in self.again
        one = spot(raw, start, end)
        return replace(one, marked=marked, shared=again) if marked or again else one

    def scalar(self, raw: Any, start: int, end: int) -> Spot:
        """One value without others below it; a block of text ends before the blanks after it."""
        style = raw.style or ""
        if style in ("|", ">"):
            end = start + len(self.lines.text[start:end].rstrip())
        return Spot("scalar", start, end, raw.value, style)

    def collection(self, raw: Any, start: int, end: int) -> Spot:
        """A mapping or list; in block style it ends where the last value below it does."""
        flow = bool(raw.flow_style)
        after = self.lines.text.find(raw_opening(raw), start) + 1 if flow else start
        if is_map(raw):
            entries = tuple(self.pairs(raw, after))
            last = max((value.end for _, value in entries), default=end)
            return Spot("map", start, end if flow else last, flow=flow, entries=entries)
        items = tuple(self.each(raw, after))
        last = max((item.end for item in items), default=end)
        return Spot("list", start, end if flow else last, flow=flow, items=items)

    def pairs(self, raw: Any, after: int) -> Iterator[tuple[Spot, Spot]]:
        """The entries of a mapping."""
        for key, value in raw.value:
            name = self.spot(key, after)
            below = self.spot(value, name.end)
            after = below.end
            yield name, below

    def each(self, raw: Any, after: int) -> Iterator[Spot]:
        """The items of a list."""
        for item in raw.value:
            spot = self.spot(item, after)
            after = spot.end
            yield spot


def is_map(raw: Any) -> bool:
    """Whether a composed collection is a mapping, whatever its tag."""
    return bool(isinstance(raw.value[0], tuple) if raw.value else str(raw.tag).endswith(":map"))


def raw_opening(raw: Any) -> str:
    """The bracket that a collection in flow style begins with."""
    return "{" if is_map(raw) else "["
