"""The parts of a fleet file -> its projects, each merged and judged, and all that is wrong."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..model import Problem
from .entries import Entry, Fleet, Refused
from .expanding import Expanding
from .judging import Told, folded
from .lining import Lines
from .marks import position
from .merging import over, settled
from .model import UNUSED, Item, Key, Layer, Raw, problem
from .naming import entry_name
from .rules import cross
from .shape import Override, Parts
from .words import pattern
from .world import World


def build(parts: Parts, world: World) -> Fleet:
    """All of it."""
    building = Building(parts, world)
    entries, told = building.entries()
    expanded = building.expanding
    crossed = cross(entries)
    problems = [*expanded.problems, *folded(told), *building.idle(), *crossed.problems]
    bad = crossed.broken if parts.whole else frozenset(map(id, entries))
    kept = tuple(one for one in entries if id(one) not in bad)
    left = (Refused(one.name, one.file, one.line) for one in entries if id(one) in bad)
    refused = (*expanded.refused, *building.refused, *left)
    return Fleet(kept, in_order(problems), refused, tuple(expanded.unknown))


class Building:
    """The projects of a fleet while they are put together."""

    def __init__(self, parts: Parts, world: World) -> None:
        self.parts = parts
        self.expanding = Expanding(parts, world)
        self.lines = Lines(parts)
        self.refused: list[Refused] = []
        self.matched: set[int] = set()

    def entries(self) -> tuple[list[Entry], list[Told]]:
        """Projects without errors of their own, and what is told of all."""
        entries: list[Entry] = []
        told: list[Told] = []
        for item, layer, otherwise in self.expanding.layers():
            raw = self.raw(item, layer, otherwise)
            self.expanding.seen(raw.document)
            one = self.expanding.world.judge(raw.document, raw.layers)
            told += map(Told, one.problems, one.own, [raw.name] * len(one.problems))
            if one.config is None or one.broken:
                self.refused.append(Refused(raw.name, raw.file, raw.line))
            else:
                at = (raw.file, raw.line)
                entries.append(Entry(raw.name, one.config, *at, raw.document, raw.layers))
        return entries, told

    def raw(self, item: Item, layer: Layer, otherwise: str) -> Raw:
        """A project with the layers behind and before it."""
        behind, merged = self.lines.behind(item.profiles)
        merged = over(merged, layer.document)
        name = entry_name(merged, otherwise)
        before = list(self.overriding(name))
        for one in before:
            merged = over(merged, one.layer.document)
        document: dict[str, Any] = settled(merged)
        layers = (*behind, layer, *(one.layer for one in before))
        line, _ = position(layer.marks)
        name = entry_name(document, name) if before else name
        return Raw(name, layer.sheet.file, line, layers, document)

    def overriding(self, name: str) -> Iterator[Override]:
        """The overrides for a name, in their order."""
        for number, one in enumerate(self.parts.overrides):
            if pattern(one.match).fullmatch(name):
                self.matched.add(number)
                yield one

    def idle(self) -> Iterator[Problem]:
        """Overrides that no project has met; while some names are not known, none is idle."""
        if self.expanding.unknown or self.expanding.unnamed:
            return
        for number, one in enumerate(self.parts.overrides):
            if number not in self.matched:
                keys: tuple[Key, ...] = ("overrides", number, "match")
                found, fix = f"no project's name matches {one.match!r}", "mend it or take it out"
                yield problem(UNUSED, self.parts.sheet, keys, found, fix, "warning")


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems file by file in the order of the lines, each once."""
    unique = dict.fromkeys(problems)
    return tuple(
        sorted(unique, key=lambda p: (p.file or "", p.line or 0, p.column or 0, p.id, p.found))
    )
