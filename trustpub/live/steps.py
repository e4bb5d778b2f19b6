"""What the engine would do before the change and with it -> what is of the change alone. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from ..rollout.detail import SEVERAL, Detail


class Steps(NamedTuple):
    """The engine's steps, sorted out."""

    effects: tuple[Detail, ...]
    """With the change alone."""
    pending: tuple[Detail, ...]
    """With it and without it."""
    withdrawn: tuple[Detail, ...]
    """Without it alone."""


class Own(NamedTuple):
    """Steps as a reader is told of them: each resource once."""

    made: tuple[tuple[Detail, Detail | None], ...]
    """Each step of the change, with what the same step was without it, where it waits for that."""
    withdrawn: tuple[Detail, ...]


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


def once(found: Iterable[Detail]) -> tuple[Detail, ...]:
    """A replacement is told once: the engine says it whole, and by its two halves."""
    listed = list(found)
    whole = {(one.kind, one.name) for one in listed if one.operation == "replace"}
    return tuple(
        one for one in listed if one.operation not in SEVERAL or (one.kind, one.name) not in whole
    )


def own(effects: Iterable[Detail], withdrawn: Iterable[Detail]) -> Own:
    """What the change does, beside what would be done without it to the same resources."""
    before = {(one.operation, one.kind, one.name): one for one in once(withdrawn)}
    after = once(effects)
    made = tuple((one, before.pop((one.operation, one.kind, one.name), None)) for one in after)
    return Own(made, tuple(before.values()))
