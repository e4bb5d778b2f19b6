"""A YAML file as a tree in which every value knows its place: for files that others wrote."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from .composing import LIMITS, composed_somehow
from .model import Problem
from .yaml_faults import Position, start
from .yaml_nodes import Fault, decode

Kind = Literal["null", "bool", "number", "text", "list", "map"]
KINDS: dict[str, Kind] = {"null": "null", "bool": "bool", "int": "number", "float": "number"}
MERGE = "tag:yaml.org,2002:merge"


class Mark(NamedTuple):
    """A place in a file; line and column count from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, eq=False)
class Node:
    """One value. An alias is the very node that its anchor names, with that node's mark."""

    kind: Kind
    mark: Mark
    text: str = ""
    """A scalar as written, quotes resolved; `""` for lists and mappings."""
    items: tuple["Node", ...] = ()
    entries: Mapping[str, "Node"] = field(default_factory=dict)
    keys: Mapping[str, Mark] = field(default_factory=dict)
    """Where the key of each entry stands."""
    tag: str | None = None
    """A tag of the file's own, `!reference`; None where there is none."""
    block: bool = False
    """A `|` or `>` scalar: its first line stands one below its mark."""

    def get(self, *path: str) -> "Node | None":
        """The value below some keys; None where there is none."""
        node: Node | None = self
        for key in path:
            node = node.entries.get(key) if node else None
        return node

    def line(self, offset: int = 0) -> int:
        """The file's line of a scalar's line number `offset`, counted from 0."""
        return self.mark.line + (1 if self.block else 0) + offset

    def plain(self) -> Any:
        """As plain data: dict, list, str, bool, int, float, None."""
        match self.kind:
            case "map":
                return {key: value.plain() for key, value in self.entries.items()}
            case "list":
                return [item.plain() for item in self.items]
            case "null":
                return None
            case "bool":
                return self.text.lower() == "true"
            case "number":
                return number(self.text)
        return self.text

    def walk(self) -> Iterator["Node"]:
        """This node and all below it."""
        yield self
        for below in (*self.items, *self.entries.values()):
            yield from below.walk()


class Tree(NamedTuple):
    """The documents of a file (nearly always one), or what is wrong with it."""

    roots: tuple[Node, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_tree(text: str | bytes, file: str, merge: bool = False) -> Tree:
    """Parse a file that others wrote; `merge`: whether its reader knows the key `<<`."""
    decoded = decode(text, LIMITS)
    composed = decoded if isinstance(decoded, Fault) else composed_somehow(decoded)
    if isinstance(composed, Fault):
        return Tree((), (problem(file, composed),))
    grow = Grow(file, merge)
    roots = tuple(grow.node(root) for root in composed)
    return Tree(roots, tuple(grow.problems))


def problem(file: str, fault: Fault) -> Problem:
    """A text that is no YAML, as a problem of the file."""
    line, column = fault.at or (None, None)
    return Problem(
        id="workflow-syntax", file=file, line=line, column=column, found=fault.found, fix=fault.fix
    )


class Grow:
    """Composed nodes -> Nodes, each once, however many aliases point to it."""

    def __init__(self, file: str, merge: bool) -> None:
        self.file, self.merge = file, merge
        self.grown: dict[int, Node] = {}
        self.problems: list[Problem] = []

    def node(self, raw: Any) -> Node:
        """One node and all below it."""
        if id(raw) not in self.grown:
            self.grown[id(raw)] = self.fresh(raw)
        return self.grown[id(raw)]

    def fresh(self, raw: Any) -> Node:
        """A node met for the first time."""
        mark, tag = Mark(self.file, *start(raw)), own_tag(raw)
        if not isinstance(raw.value, list):
            kind = KINDS.get(str(raw.tag).rpartition(":")[2], "text")
            return Node(kind, mark, raw.value, tag=tag, block=raw.style in ("|", ">"))
        if raw.value and isinstance(raw.value[0], tuple):
            return self.mapping(raw, mark, tag)
        if str(raw.tag).endswith(":map"):
            return Node("map", mark, tag=tag)
        return Node("list", mark, items=tuple(map(self.node, raw.value)), tag=tag)

    def mapping(self, raw: Any, mark: Mark, tag: str | None) -> Node:
        """A key that stands twice is a problem; a merge key overwrites what stands above it.

        So does Ruby, which reads pipelines (Psych, visitors/to_ruby.rb, revive_hash).
        """
        entries: dict[str, Node] = {}
        keys: dict[str, Mark] = {}
        own: set[str] = set()
        for key, value in raw.value:
            if self.merge and str(key.tag) == MERGE:
                for node in reversed(self.node(value).items or (self.node(value),)):
                    entries.update(node.entries)
                    keys.update(node.keys)
                continue
            name = str(key.value) if not isinstance(key.value, list) else "?"
            if name in own:
                self.twice(name, start(key))
            own.add(name)
            entries[name], keys[name] = self.node(value), Mark(self.file, *start(key))
        return Node("map", mark, entries=entries, keys=keys, tag=tag)

    def twice(self, name: str, at: Position) -> None:
        """A key that stands in one mapping twice."""
        fault = Fault(f"the field {name!r} stands here twice", "keep one of them", at)
        self.problems.append(problem(self.file, fault))


def own_tag(raw: Any) -> str | None:
    """`!reference`; None for the tags of YAML itself."""
    tag = str(raw.tag)
    return tag if tag.startswith("!") and tag != "!" else None


def number(text: str) -> int | float | str:
    """A plain scalar that looks like a number."""
    try:
        return int(text.replace("_", ""), 0)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return text
