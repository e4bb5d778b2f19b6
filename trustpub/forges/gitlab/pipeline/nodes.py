"""Nodes of pipeline files: merged as GitLab merges them, and read without raising."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ....tree import Mark, Node

MOST_ITEMS = 20_000
"""Commands or rules of one job that are looked at."""
DEEPEST_LIST = 10
"""Lists in lists: Config::Entry::Commands MAX_NESTING_LEVEL."""
EMPTY: Mapping[str, Node] = {}


def deep_merge(base: Node, over: Node) -> Node:
    """Ruby's `deep_merge`: maps by their keys, all else is replaced."""
    if base.kind != "map" or over.kind != "map" or base.tag or over.tag:
        return over
    entries = dict(base.entries)
    for key, node in over.entries.items():
        entries[key] = deep_merge(entries[key], node) if key in entries else node
    return replace(over, entries=entries, keys={**base.keys, **over.keys})


def entries(node: Node | None) -> Mapping[str, Node]:
    """The entries of a mapping; none of anything else."""
    return node.entries if node and node.kind == "map" else EMPTY


def scalar(node: Node | None) -> str | None:
    """The text of a single value; None for null, lists, mappings and nothing."""
    return node.text if node and node.kind in ("text", "number", "bool") else None


def flat(node: Node | None) -> tuple[Node, ...]:
    """The items of a list and of lists in it, or the one value in its place.

    A `!reference` that names nothing is an item: what it stands for is unknown.
    """
    found: list[Node] = []
    for item in items(node, 0):
        if len(found) == MOST_ITEMS:
            break
        found.append(item)
    return tuple(found)


def items(node: Node | None, depth: int) -> Iterator[Node]:
    """As `flat`, one by one."""
    if node is None or node.kind == "null":
        return
    if node.kind != "list" or is_reference(node):
        yield node
    elif depth <= DEEPEST_LIST:
        for item in node.items:
            yield from items(item, depth + 1)


def texts(node: Node | None) -> tuple[str, ...]:
    """The texts of a list, or the one text."""
    return tuple(text for item in flat(node) if (text := scalar(item)) is not None)


def key_mark(node: Node, key: str) -> Mark:
    """Where a key of a mapping stands."""
    return node.keys.get(key, node.mark)


def is_reference(node: Node) -> bool:
    """`!reference [job, key]`."""
    return node.tag == "!reference" and node.kind == "list"
