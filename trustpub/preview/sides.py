"""A tree and the path of a config or fleet -> its projects, or why there are none."""

import posixpath
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Literal, NamedTuple

from ..checking import check
from ..fleet.building import build
from ..fleet.entries import Entry
from ..fleet.judging import Judged, judged
from ..fleet.lining import Lines
from ..fleet.model import Layer, Sheet
from ..fleet.naming import entry_name
from ..fleet.parsing import FLEET_LIMITS, parse
from ..fleet.shape import PARTS, Parts, parts_of
from ..fleet.world import World
from ..model import Problem
from ..source import LIMITS, broken
from ..trees.matching import Finder
from ..trees.tree import Tree, Unread, place, read
from ..yaml_nodes import Fault

MOST = 128 * 1024 * 1024
"""Some 20,000 projects of 3,000 bytes, all of them changed; it takes thirty times the memory."""
MUCH = "what its projects declare comes to more than can be held; say less in what they share"
State = Literal["read", "absent", "broken"]
Opened = tuple[Sheet | None, tuple[Problem, ...]]


class Known:
    """What was read and judged already: most of it is the same on both sides."""

    def __init__(self) -> None:
        self.files: dict[tuple[str, str | bytes], Opened] = {}
        self.good: dict[bytes, Judged] = {}
        self.size = 0
        """Bytes of all that was judged, `defaults` and profiles counted in each project."""

    def judge(self, document: dict[str, Any], layers: tuple[Layer, ...]) -> Judged:
        """A project; where nothing is wrong with it, it does not matter where its values stand."""
        # A sum of it: what stands in `defaults` once is in the text of every project.
        text = repr(document).encode("utf-8", "surrogatepass")
        key = sha256(text).digest()
        if key in self.good:
            return self.good[key]
        self.size += len(text)
        if self.size > MOST:
            raise Unread(MUCH)
        found = judged(document, layers)
        if found.config is not None and not found.problems:
            self.good[key] = found
        return found


class Side(NamedTuple):
    """What one of the two trees declares."""

    state: State
    fleet: bool = False
    entries: Mapping[str, Entry] = {}
    problems: tuple[Problem, ...] = ()
    whole: bool = True
    """Whether every project that is meant is among the entries, those of queries aside."""
    refused: frozenset[str] = frozenset()
    """Names, as far as they are known, of projects that something is wrong with."""
    queries: tuple[tuple[str, str], ...] = ()
    """Each query, and all that is said of the projects that it names."""
    missed: Mapping[str, str] = {}
    """Links that lead out of the tree, and submodules with their hashes, that a pattern meets."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that leave something out."""
        return tuple(one for one in self.problems if one.severity == "error")


def read_side(tree: Tree, path: str, known: Known) -> Side:
    """What a tree declares; a file that is not there is no fault."""
    try:
        data = read(tree, path)
        if data is None and tree.kind(path) == "link":
            raise Unread("is a link that leads nowhere, or out of the repository")
        if data is None:
            return Side("absent")
        sheet, problems = parse(data, path, FLEET_LIMITS)
        if sheet is None:
            return Side("broken", problems=problems, whole=False)
        if is_fleet(sheet.document):
            return of_fleet(tree, sheet, known)
        return of_release(data, sheet)
    except Unread as error:
        fault = Fault(str(error), "mend what is named")
        return Side("broken", problems=broken(path, fault).problems, whole=False)


def is_fleet(document: Any) -> bool:
    """Whether a document is a fleet's: a part of one stands in it, and no publishers do."""
    if not isinstance(document, dict) or "publishers" in document:
        return False
    return any(part in document for part in PARTS)


def of_release(data: bytes, sheet: Sheet) -> Side:
    """A release config, judged as `trustpub check` judges it."""
    checked = check(data, sheet.file)
    if checked.config is None or checked.errors:
        return Side("broken", problems=checked.problems, whole=False)
    document = sheet.document
    layers = (Layer("project", sheet, (), document),)
    entry = Entry(entry_name(document, sheet.file), checked.config, sheet.file, 1, document, layers)
    return Side("read", False, {entry.name: entry}, checked.problems)


def of_fleet(tree: Tree, sheet: Sheet, known: Known) -> Side:
    """A fleet, with the files that it names out of the same tree."""
    finder = Finder(tree, posixpath.dirname(sheet.file))

    def opened(path: str) -> Opened:
        return once(tree, path, known)

    def same(path: str) -> object:
        return place(tree, path).path

    world = World(finder.matching, opened, same, None, known.judge)
    parts = parts_of(sheet)
    fleet = build(parts, world)
    entries = {one.name: one for one in fleet.entries}
    names = frozenset(one.name for one in fleet.refused)
    queries = () if fleet.errors else tuple(asked(parts))
    return Side("read", True, entries, fleet.problems, not names, names, queries, finder.missed)


def once(tree: Tree, path: str, known: Known) -> Opened:
    """A file that a fleet names."""
    found = place(tree, path)
    total = tree.sum(found.path) if found.kind == "file" else None
    if total is not None and (path, total) in known.files:
        return known.files[path, total]
    data = read(tree, path)
    if data is None:
        fault = Fault("there is no such file", "check its path")
        return None, broken(path, fault).problems
    if (path, data) not in known.files:
        known.files[path, data] = parse(data, path, LIMITS)
    if total is not None:
        known.files[path, total] = known.files[path, data]
    return known.files[path, data]


def asked(parts: Parts) -> list[tuple[str, str]]:
    """Each query with the layers behind and before the projects that it names."""
    lines = Lines(parts)
    before = [(one.match, one.layer.document) for one in parts.overrides]
    return [
        (str(item.value), repr((lines.behind(item.profiles)[1], before)))
        for item in parts.items
        if item.kind == "query"
    ]
