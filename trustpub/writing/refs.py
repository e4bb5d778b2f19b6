"""Which runs a publisher takes part in: events and refs, compared between publishers of a file."""

from collections.abc import Iterable
from typing import Literal

from ..forges.base import DeclaredPublisher
from ..patterns import covers, overlaps

Event = Literal["push", "manual"]


def events(publisher: DeclaredPublisher) -> set[Event]:
    """What may start its job: a push of its refs, a person."""
    found: set[Event] = {"push"} if has_refs(publisher) else set()
    return found | {"manual"} if publisher.manual else found


def has_refs(publisher: DeclaredPublisher) -> bool:
    """Whether it names refs at all."""
    return bool(publisher.tags or publisher.branches)


def meet(one: DeclaredPublisher, two: DeclaredPublisher) -> bool:
    """Whether some run is for both."""
    if not events(one) & events(two):
        return False
    return (
        not (has_refs(one) and has_refs(two))
        or any_overlap(one, one.tags, two.tags)
        or any_overlap(one, one.branches, two.branches)
    )


def any_overlap(of: DeclaredPublisher, some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether a ref is matched on both sides."""
    return any(overlaps(a, b, of.identity.forge) for a in some for b in others)


def within(inner: DeclaredPublisher, outer: DeclaredPublisher) -> bool:
    """Whether every run for `inner` is one for `outer` too."""
    return (
        events(inner) <= events(outer)
        and has_refs(inner) == has_refs(outer)
        and takes_all(outer, outer.tags, inner.tags)
        and takes_all(outer, outer.branches, inner.branches)
    )


def takes_all(of: DeclaredPublisher, own: tuple[str, ...], refs: Iterable[str]) -> bool:
    """Whether its patterns match whatever some other patterns match."""
    return all(any(covers(mine, ref, of.identity.forge) for mine in own) for ref in refs)
