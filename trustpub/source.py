"""A YAML file as plain values plus the place of every field in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .model import Problem
from .yaml_faults import Position, children, start, unreadable, yaml_error

MAX_BYTES = 256 * 1024
"""Larger than any release config; a fleet of inline projects has its own limit."""
MAX_NODES = 20_000
"""Nodes after aliases are expanded: what a YAML bomb runs into."""
MAX_DEPTH = 50
"""The C composer recurses without a limit: some 100,000 brackets would end the process."""
PLAIN_KEY = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class Source:
    """One parsed file: `positions` maps a field path to its (line, column), counted from 1."""

    file: str
    document: Any = None
    positions: dict[str, Position] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def place(self, problem: Problem) -> Problem:
        """The problem with file, line and column of its field, or of the nearest one above."""
        path = problem.field or ""
        while path and path not in self.positions:
            path = parent(path)
        line, column = self.positions.get(path, (None, None))
        return problem.model_copy(update={"file": self.file, "line": line, "column": column})


def parent(path: str) -> str:
    """`a.b[1].c` -> `a.b[1]` -> `a.b` -> `a` -> ``."""
    return path[: max(path.rfind("."), path.rfind("["), 0)]


def join(path: str, key: Any) -> str:
    """A field path one step deeper; a key that is no word is quoted, so that it stays one line."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    word = str(key) if PLAIN_KEY.fullmatch(str(key)) else repr(str(key))
    return f"{path}.{word}" if path else word


def read_source(text: str | bytes, file: str) -> Source:
    """Parse one file; what is wrong with it as YAML comes back as problems, never raised."""
    size = len(text)
    if size > MAX_BYTES:
        return broken(file, f"is {size} bytes", f"keep it under {MAX_BYTES} bytes")
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            at = (error.object[: error.start].count(b"\n") + 1, 1)
            return broken(file, f"is not UTF-8 text (byte {error.start})", "save it as UTF-8", at)
    return parse(text, file)


def parse(text: str, file: str) -> Source:
    """YAML text -> Source."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    yaml = YAML(typ="safe", plug_ins=[])
    try:
        deep = too_deep(text)
        if deep:
            return broken(file, f"is nested over {MAX_DEPTH} deep", "make it flatter", deep)
        node = yaml.compose(text)
        if node is None:
            return broken(file, "is empty", "write at least `project:` and `publishers:`")
        if too_large(node):
            found = f"holds over {MAX_NODES} values, those behind aliases counted each time"
            return broken(file, found, "write fewer, and no alias inside of what it names")
        document = yaml.constructor.construct_document(node)
    except YAMLError as error:
        return broken(file, *yaml_error(error, text))
    except ValueError as error:
        return broken(file, *unreadable(error, YAML(typ="safe", plug_ins=[]).constructor, node))
    return Source(file, document, dict(positions(node)))


def broken(file: str, found: str, fix: str, at: Position | None = None) -> Source:
    """A source that could not be read, and why."""
    line, column = at or (None, None)
    problem = Problem(id="config-syntax", file=file, line=line, column=column, found=found, fix=fix)
    return Source(file, problems=(problem,))


def too_deep(text: str) -> Position | None:
    """Where the text is nested deeper than MAX_DEPTH; read event by event, without recursion."""
    from ruamel.yaml import YAML
    from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent

    depth = 0
    for event in YAML(typ="safe", plug_ins=[]).parse(text):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > MAX_DEPTH:
            return start(event)
    return None


def too_large(node: Any) -> bool:
    """Whether the tree, aliases expanded, has over MAX_NODES nodes or contains itself."""
    count = 0
    stack = [(node, frozenset[int]())]
    while stack:
        current, above = stack.pop()
        count += 1
        if count > MAX_NODES or id(current) in above:
            return True
        inner = above | {id(current)} if isinstance(current.value, list) else above
        stack.extend((child, inner) for child in children(current))
    return False


def positions(node: Any, path: str = "") -> Iterator[tuple[str, Position]]:
    """Each field path and where its value (for a mapping entry: its key) begins."""
    if not path:
        yield "", start(node)
    if not isinstance(node.value, list):
        return
    for number, item in enumerate(node.value):
        key, value = item if isinstance(item, tuple) else (None, item)
        deeper = join(path, number if key is None else str(key.value))
        yield deeper, start(value if key is None else key)
        yield from positions(value, deeper)
