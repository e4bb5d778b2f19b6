"""YAML text -> composed nodes, or the reason why there are none: limits before everything else."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from .yaml_faults import Position, children, start, yaml_error


class Limits(NamedTuple):
    """What a file may hold before it is refused unread."""

    size: int
    """Bytes."""
    nodes: int
    """Nodes after aliases are expanded: what a YAML bomb runs into."""
    depth: int
    """The C composer recurses without a limit: some 100,000 brackets would end the process."""


FLATTER = "make it flatter"
FRAME = 4
"""Events around the one document; each list and mapping makes two, one where it ends."""
MANY = "holds over {} values, those behind aliases counted each time"
FEWER = "write fewer, and no alias inside of what it names"


class TooMany(Exception):
    """More values than a file may hold, met before any of them is built."""


class Fault(NamedTuple):
    """Why a text is no YAML that can be read: what stands there, what to do, and where."""

    found: str
    fix: str
    at: Position | None = None


def decode(text: str | bytes, limits: Limits) -> str | Fault:
    """UTF-8 bytes -> text, a byte order mark left out; text is looked at for its size alone."""
    if len(text) > limits.size:
        return Fault(f"is {len(text)} bytes", f"keep it under {limits.size} bytes")
    if isinstance(text, str):
        return text
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = (error.object[: error.start].count(b"\n") + 1, 1)
        return Fault(f"is not UTF-8 text (byte {error.start})", "save it as UTF-8", at)


def compose(text: str, limits: Limits, pure: bool = False) -> tuple[Any, ...] | Fault:
    """The root node of each document in a text; none where there is nothing but comments.

    `pure`: by the parser in Python, which is slow.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    yaml = YAML(typ="safe", pure=pure, plug_ins=[])
    try:
        deep = too_deep(counted(yaml.parse(text), limits.nodes), limits.depth)
        if deep:
            return Fault(f"is nested over {limits.depth} deep", FLATTER, deep)
        roots = tuple(YAML(typ="safe", pure=pure, plug_ins=[]).compose_all(text))
    except YAMLError as error:
        return Fault(*yaml_error(error, text))
    except TooMany:
        return Fault(MANY.format(limits.nodes), FEWER)
    if any(too_large(root, limits.nodes) for root in roots):
        return Fault(MANY.format(limits.nodes), FEWER)
    return tuple(root for root in roots if root is not None)


def counted(events: Iterable[Any], nodes: int) -> Iterator[Any]:
    """The events of a text as long as they are no more than its nodes can make."""
    for number, event in enumerate(events):
        if number > 2 * nodes + FRAME:
            raise TooMany
        yield event


def too_deep(events: Iterable[Any], depth: int) -> Position | None:
    """Where a text is nested deeper; read event by event, without recursion."""
    from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent

    level = 0
    for event in events:
        level += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if level > depth:
            return start(event)
    return None


def too_large(node: Any, nodes: int) -> bool:
    """Whether the tree, aliases expanded, has more nodes or contains itself."""
    count = 0
    stack = [(node, frozenset[int]())]
    while stack:
        current, above = stack.pop()
        count += 1
        if count > nodes or id(current) in above:
            return True
        inner = above | {id(current)} if isinstance(current.value, list) else above
        stack.extend((child, inner) for child in children(current))
    return False
