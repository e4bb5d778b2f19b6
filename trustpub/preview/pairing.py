"""What stood for a thing before: projects, publishers and environments found again. Pure."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar

from ..fleet.entries import Entry
from ..forges.base import DeclaredPublisher
from ..indexes import INDEXES
from ..indexes.pypi.normal import normal_name
from .views import Held, View, publisher_label, repository

T = TypeVar("T")
Both = tuple[T | None, T | None]
"""Before and after."""


class Gate(NamedTuple):
    """An environment before and after."""

    before: Held
    after: Held
    label: str
    """What it is to a reviewer: itself, or that of a publisher which had another one."""


class Pair:
    """A project before and after; None where it is not there."""

    def __init__(self, base: View | None, head: View | None) -> None:
        self.base, self.head = base, head

    @property
    def views(self) -> tuple[View, View] | None:
        """Both, where it was there and stays."""
        return (self.base, self.head) if self.base and self.head else None

    @cached_property
    def publishers(self) -> tuple[Both[DeclaredPublisher], ...]:
        """Each with what stood for it before."""
        before = self.base.publishers if self.base else ()
        after = self.head.publishers if self.head else ()
        found = matched(before, after, SAME_PUBLISHER)
        return tuple(found)

    @cached_property
    def environments(self) -> tuple[Gate, ...]:
        """Those of one name; and of a publisher that changes its environment, the two."""
        if self.views is None:
            return ()
        base, head = self.views
        before, after = base.environments, head.environments
        found = {
            (key, key): Gate(before[key], held, held.label)
            for key, held in after.items()
            if key in before
        }
        for one, other in self.publishers:
            if one and other and one.identity.forge == other.identity.forge:
                gate = Gate(base.environment(one), head.environment(other), publisher_label(other))
                found.setdefault((gate.before.key, gate.after.key), gate)
        return tuple(found.values())


def identity_key(one: DeclaredPublisher) -> Hashable:
    """What makes it the same publisher to its index."""
    key = INDEXES[one.index].key(one.identity)
    return one.index, normal_name(one.project), one.identity.issuer, key


SAME_PUBLISHER: tuple[Callable[[DeclaredPublisher], Hashable], ...] = (
    identity_key,
    lambda one: (one.index, one.identity.forge, one.environment.name.casefold()),
    lambda one: (one.index, one.identity.forge, one.identity.workflow),
    lambda one: (one.index, one.identity.forge),
    lambda one: (one.identity.forge, one.environment.name.casefold()),
)
"""From the surest to the weakest sign; a sign that several share is none."""


def matched(
    before: Sequence[T], after: Sequence[T], signs: Sequence[Callable[[T], Hashable]]
) -> Iterator[Both[T]]:
    """Every item once: first those that are there after, in their order."""
    partner: dict[int, int] = {}
    for sign in signs:
        old = single(before, sign, set(partner.values()))
        new = single(after, sign, set(partner))
        partner.update({new[key]: old[key] for key in new if key in old})
    for number, one in enumerate(after):
        yield (before[partner[number]] if number in partner else None), one
    for number, one in enumerate(before):
        if number not in partner.values():
            yield one, None


def single(
    items: Sequence[T], sign: Callable[[T], Hashable], taken: set[int]
) -> Mapping[Hashable, int]:
    """Sign -> number of the one item that has it, those left out that are taken."""
    found: dict[Hashable, list[int]] = {}
    for number, one in enumerate(items):
        if number not in taken:
            found.setdefault(sign(one), []).append(number)
    return {key: numbers[0] for key, numbers in found.items() if len(numbers) == 1}


class Moves(NamedTuple):
    """Projects whose names differ: before, after."""

    both: tuple[tuple[Entry, Entry], ...]
    gone: tuple[Entry, ...]
    come: tuple[Entry, ...]


def moves(gone: Sequence[Entry], come: Sequence[Entry], single_file: bool) -> Moves:
    """Projects under another name: of a file that is one project, always that one."""
    signs = [*SAME_PROJECT, *([always] if single_file else [])]
    every = matched(gone, come, signs)
    found = list(every)
    return Moves(
        tuple((one, other) for one, other in found if one and other),
        tuple(one for one, other in found if one and not other),
        tuple(other for one, other in found if other and not one),
    )


def always(one: Entry) -> Hashable:
    """Every project is the same as the other one."""
    return None


SAME_PROJECT: tuple[Callable[[Entry], Hashable], ...] = (
    lambda one: (normal_name(one.config.project), one.config.forges()),
    lambda one: tuple((f, repository(View(one), f).casefold()) for f in one.config.forges()),
)
