"""Which contexts a job's texts mention: runs that differ in nothing of it are one run."""

import re
from collections.abc import Iterable, Iterator, Mapping

from ....tree import Node
from ..expressions.coercion import lookup
from ..expressions.values import Value
from .library import Library
from .shape import Job, Workflow, scalar
from .uses import is_local, path_of

CONTEXTS = ("github", "inputs", "needs", "matrix", "secrets")
CONTEXT = re.compile(
    rf"\b({'|'.join(CONTEXTS)})\b(?:\.([\w-]+)|\[\s*'([^']+)'\s*\])?", re.IGNORECASE
)
Mentions = Mapping[str, frozenset[str] | None]
"""Context -> the properties that are mentioned of it; None for all of them."""
OF_ACTIONS = ("github", "matrix")
"""What steps of an action see as the job does; its inputs are its own."""


def mentions(library: Library, workflow: Workflow, job: Job) -> Mentions:
    """What a job mentions, also in the actions of the repository that it takes in."""
    env = workflow.root.get("env")
    found: dict[str, set[str] | None] = {}
    collect(found, (job.node, *([env] if env else [])), tuple(CONTEXTS))
    collect(found, actions_of(library, job.steps, set()), OF_ACTIONS)
    return {name: None if parts is None else frozenset(parts) for name, parts in found.items()}


def collect(
    found: dict[str, set[str] | None], nodes: Iterable[Node], contexts: tuple[str, ...]
) -> None:
    """Add what the texts of some nodes mention."""
    for text in texts(nodes):
        for mention in CONTEXT.finditer(text):
            name, part = mention[1].lower(), mention[2] or mention[3]
            parts = found.setdefault(name, set()) if name in contexts else set()
            if part is None and name in contexts:
                found[name] = None
            elif parts is not None and part is not None:
                parts.add(part)


def actions_of(library: Library, steps: Iterable[Node], met: set[str]) -> Iterator[Node]:
    """The files of the actions of the repository that steps use, near and far."""
    for step in steps:
        uses = scalar(step.get("uses")).strip()
        folder = path_of(uses)
        root = library.action(folder) if is_local(uses) and folder not in met else None
        met.add(folder)
        if root is not None:
            yield root
            inner = root.get("runs", "steps")
            below = [item for item in inner.items if item.kind == "map"] if inner else []
            yield from actions_of(library, below, met)


def together(all_of: Iterable[Mentions]) -> Mentions:
    """What any of these mention."""
    found: dict[str, frozenset[str] | None] = {}
    for one in all_of:
        for name, parts in one.items():
            before = found.get(name, frozenset())
            found[name] = None if parts is None or before is None else before | parts
    return found


def texts(nodes: Iterable[Node]) -> Iterable[str]:
    """All texts in which an expression can stand."""
    seen: set[int] = set()
    stack = list(nodes)
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        stack += (*node.items, *node.entries.values())
        if "${{" in node.text:
            yield node.text
        condition = node.entries.get("if")
        if condition is not None and "${{" not in condition.text:
            yield condition.text


def what_varies(mentioned: Mentions, context: Mapping[str, Value]) -> tuple[str, ...]:
    """The values of all that is mentioned, as something to compare."""
    found = []
    for name in sorted(mentioned):
        parts, value = mentioned[name], context.get(name)
        if parts is None or not isinstance(value, Mapping):
            found.append(f"{name}={value!r}")
        else:
            found += [f"{name}.{part}={lookup(value, part)!r}" for part in sorted(parts)]
    return tuple(found)
