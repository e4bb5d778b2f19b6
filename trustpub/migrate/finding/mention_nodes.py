"""Texts of workflow files, and the names behind what they refer to."""

from collections.abc import Iterator, Mapping

from ...forges.github.workflow.actions import MATURIN, PUBLISHERS
from ...tree import Node
from ...workflows.foreign import OWNERS
from ..names import known, like
from .consumers import Consumer
from .references import Reference, of_expressions

Chain = Mapping[str, tuple[str, ...]]
"""`env.token`, `inputs.token` -> the names of what is in it."""


def line_of(node: Node, at: int) -> int:
    """The file's line of a place in a text; of one that is folded, its first."""
    return node.line(node.text.count("\n", 0, at)) if node.block else node.mark.line


def names_of(found: Reference, chain: Chain) -> tuple[str, ...]:
    """The secrets and variables of the forge behind a reference."""
    if found.context in ("secrets", "vars"):
        return (found.name.upper(),)
    return chain.get(f"{found.context}.{found.name}".lower(), ())


def entry_names(node: Node, chain: Chain, condition: bool = False) -> Iterator[tuple[int, str]]:
    """Line and name of all that one text refers to."""
    for found in of_expressions(node.text, condition):
        for name in names_of(found, chain):
            yield line_of(node, found.at), name


def texts_below(node: Node | None) -> Iterator[Node]:
    """All texts in a value, each once however many aliases name it."""
    if node is not None:
        yield from (one for one in all_below(node) if one.kind == "text")


def all_below(node: Node) -> Iterator[Node]:
    """A value and all in it, each once."""
    seen: set[int] = set()
    stack = [node]
    while stack:
        one = stack.pop()
        if id(one) not in seen:
            seen.add(id(one))
            yield one
            stack += (*reversed(tuple(one.entries.values())), *reversed(one.items))


def what_does(name: str, secret: str) -> Consumer:
    """What an action from elsewhere does with a name: one for an index may go into an upload."""
    if name.startswith(OWNERS) or name in PUBLISHERS or name in MATURIN:
        return "other"
    return "unclear" if known(secret) or like(secret) else "other"
