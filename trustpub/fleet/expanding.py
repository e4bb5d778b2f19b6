"""The items of `projects:` -> each project's own layer, and what is wrong with items."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..model import Problem, Unknown
from ..reading import kind_of
from .entries import Refused
from .lining import faults, usable
from .marks import position
from .model import FILE, QUERY, Item, Key, Layer, Query, marks_at, path_of, problem
from .shape import Parts
from .words import is_text
from .world import World

UNASKED = "a query, which only `--online` asks"
UNSURE = "not asked: a project that is named by itself could not be read, and may be one of these"


class Expanding:
    """What the items of a fleet file stand for."""

    def __init__(self, parts: Parts, world: World) -> None:
        self.parts, self.world = parts, world
        self.broken, told = faults(parts)
        self.problems: list[Problem] = [*parts.problems, *told]
        self.unknown: list[Unknown] = []
        self.refused: list[Refused] = []
        self.unnamed = not parts.whole
        """Whether something is left out whose name is not known."""
        self.files: set[object] = set()
        self.repositories: set[tuple[str, str]] = set()

    def layers(self) -> Iterator[tuple[Item, Layer, str]]:
        """Every project with its own layer, and what to call it where that tells no name.

        Queries come last, for what is named by itself is none of theirs.
        """
        for number in self.parts.lost:
            self.refuse(("projects", number))
        for item in sorted(self.parts.items, key=lambda one: one.kind == "query"):
            readable = not isinstance(self.parts.defaults, Problem)
            fit = readable and usable(self.parts, item, self.broken)
            if isinstance(fit, Problem):
                self.problems.append(fit)
            if fit is not True:
                self.refuse(("projects", item.number))
            else:
                for layer, otherwise in self.of(item):
                    yield item, layer, otherwise

    def of(self, item: Item) -> Iterator[tuple[Layer, str]]:
        """The projects of one item."""
        if item.kind == "inline":
            sheet = self.parts.sheet
            yield Layer("project", sheet, item.keys, item.value), f"projects[{item.number}]"
        elif item.kind == "files":
            yield from self.from_files(item)
        else:
            yield from self.from_query(item)

    def from_files(self, item: Item) -> Iterator[tuple[Layer, str]]:
        """A file counts once, where it is first named."""
        paths = self.world.matching(item.value)
        astray = self.world.astray(item.value)
        for one in astray:
            if one.path not in self.files:
                self.files.add(one.path)
                self.refuse(("projects", item.number), one.path)
            self.tell(FILE, item, one.found, one.fix)
        if not paths and not astray:
            fix = "check the path, which is counted from the fleet file"
            self.refuse(("projects", item.number))
            self.tell(FILE, item, f"{item.value!r} names no file", fix)
        for path in paths:
            key = self.world.same(path)
            if key in self.files:
                if not is_pattern(item.value):
                    self.tell(FILE, item, f"{item.value!r} is named twice", "take one of them out")
                continue
            self.files.add(key)
            sheet, problems = self.world.opened(path)
            self.problems += problems
            if sheet is not None and isinstance(sheet.document, dict):
                yield Layer("project", sheet, (), sheet.document), path
                continue
            self.unnamed = True
            self.refused.append(Refused(path, path, 1))
            if sheet is not None:
                found = f"is {kind_of(sheet.document)}, not a mapping"
                self.problems.append(problem(FILE, sheet, (), found, "write a release config"))

    def from_query(self, item: Item) -> Iterator[tuple[Layer, str]]:
        """The repositories that a forge names: their names are all that is known of them."""
        query: Query = item.value
        if self.world.ask is None or self.unnamed:
            where = f"{self.parts.sheet.file} projects[{item.number}]: {query}"
            why = UNASKED if self.world.ask is None else UNSURE
            self.unknown.append(Unknown(what=where, why=why))
            return
        answer = self.world.ask(query)
        self.unknown += answer.unknown
        if not answer.repositories and not answer.unknown:
            self.tell(QUERY, item, f"no repository is found for {query}", "check the query")
        forge = "github" if query.organization else "gitlab"
        for path in answer.repositories:
            if (forge, path.casefold()) not in self.repositories:
                document = {"project": path.rpartition("/")[2], forge: {"repository": path}}
                yield Layer("project", self.parts.sheet, item.keys, document), path

    def seen(self, document: Mapping[str, Any]) -> None:
        """A project of this content is there: no query stands for its repositories any more."""
        for forge in ("github", "gitlab"):
            section = document.get(forge)
            if isinstance(section, dict) and is_text(section.get("repository")):
                self.repositories.add((forge, section["repository"].casefold()))

    def refuse(self, keys: tuple[Key, ...], name: str = "") -> None:
        """An item is left out with all that it names, or one file of it."""
        self.unnamed = True
        line, _ = position(marks_at(self.parts.sheet, keys))
        self.refused.append(Refused(name or path_of(keys), self.parts.sheet.file, line))

    def tell(self, name: str, item: Item, found: str, fix: str) -> None:
        """Something about an item."""
        self.problems.append(problem(name, self.parts.sheet, item.keys, found, fix))


def is_pattern(path: str) -> bool:
    """Whether a path may stand for several files."""
    return any(sign in path for sign in "*?[")
