"""What the engine would do before the change and with it -> what is of the change alone. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from ..rollout.detail import Detail


class Steps(NamedTuple):
    """The engine's steps, sorted out."""

    effects: tuple[Detail, ...]
    """With the change alone."""
    pending: tuple[Detail, ...]
    """With it and without it."""
    withdrawn: tuple[Detail, ...]
    """Without it alone."""


NOTHING = Steps((), (), ())


def sorted_out(before: Iterable[Detail], after: Iterable[Detail]) -> Steps:
    """Each step once; one that hides a value counts as the change's: it may be another one."""
    old, new = list(before), list(after)
    both = [one for one in new if one.whole and one in old]
    return Steps(
        effects=tuple(one for one in new if one not in both),
        pending=tuple(both),
        withdrawn=tuple(one for one in old if one not in new),
    )
