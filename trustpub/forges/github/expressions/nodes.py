"""Trees of expressions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Literal:
    """null, a boolean, a number or a text."""

    value: bool | float | str | None
    depth: int = 1


@dataclass(frozen=True)
class Name:
    """A context: `github`."""

    name: str
    offset: int = 0
    depth: int = 1


@dataclass(frozen=True)
class Index:
    """A property or an item; without an index it is `.*`."""

    base: Node
    index: Node | None
    depth: int = 1


@dataclass(frozen=True)
class Call:
    """A function call, its name in lower case."""

    name: str
    arguments: tuple[Node, ...]
    offset: int = 0
    depth: int = 1


@dataclass(frozen=True)
class Operation:
    """`!`, a comparison of two, or `&&` and `||` of two or more."""

    operator: str
    operands: tuple[Node, ...]
    depth: int = 1


Node: TypeAlias = Literal | Name | Index | Call | Operation


def children(node: Node) -> tuple[Node, ...]:
    """The trees right below a tree."""
    if isinstance(node, Index):
        return (node.base,) if node.index is None else (node.base, node.index)
    if isinstance(node, Call):
        return node.arguments
    return node.operands if isinstance(node, Operation) else ()


def nodes(tree: Node) -> Iterator[Node]:
    """A tree and all that is below it."""
    yield tree
    for child in children(tree):
        yield from nodes(child)
