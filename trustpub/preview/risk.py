"""What a rule of the preview is: a function whose name is its id, and why it matters."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from .pairing import Pair


class Found(NamedTuple):
    """What a rule found; `what` is ours alone, values of the config stand beside it."""

    label: str
    """Of the thing that it is about."""
    what: str
    field: str
    """Path in the config of the head."""
    setting: str = ""
    before: Any = None
    after: Any = None
    why: str = ""
    """Why it matters, where the rule's own words are about something else."""


class Rule(NamedTuple):
    """A way to weaken a gate."""

    find: Callable[[Pair], Iterator[Found]]
    why: str
    """Why it matters, in a sentence that a reviewer understands."""


def named(names: object) -> object:
    """Nobody is no list of nothing."""
    return names or None
