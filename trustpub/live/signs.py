"""Publishers that a person registers or takes away -> what the indexes show of them. Pure."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import datetime

from ..fleet.entries import Entry
from ..forges.base import DeclaredPublisher
from ..indexes.pypi.sites import Site, site
from ..model import Unknown
from ..preview.pairing import identity_key
from ..preview.views import publisher_name
from ..publishers import declared_publishers
from ..status.answer import Outcome
from ..status.judging import Judged, judge_all
from ..status.looking import Key
from .chosen import Changed
from .model import Doing, Sign, SignState

NO_FILE = "no index tells who is registered"


def wanted(changes: Iterable[Changed], environ: Mapping[str, str]) -> Iterator[tuple[Site, str]]:
    """The projects to ask the indexes about."""
    for change in changes:
        for _, _, one in by_hand(change):
            yield site(one.index, environ), one.project


def by_hand(change: Changed) -> Iterator[tuple[Doing, Entry, DeclaredPublisher]]:
    """The publishers that come and those that go, as the preview has them."""
    before, after = known(change.before), known(change.after)
    if change.after:
        yield from (
            ("register", change.after, one) for key, one in after.items() if key not in before
        )
    if change.before:
        yield from (
            ("take-away", change.before, one) for key, one in before.items() if key not in after
        )


def known(entry: Entry | None) -> dict[Hashable, DeclaredPublisher]:
    """Publishers by what makes them the same to their index."""
    return {identity_key(one): one for one in declared_publishers(entry.config)} if entry else {}


def signs(
    change: Changed, outcomes: Mapping[Key, Outcome], environ: Mapping[str, str], now: datetime
) -> tuple[Sign, ...]:
    """What is to be seen of each."""
    found = []
    for doing, entry, one in by_hand(change):
        every = judge_all(declared_publishers(entry.config), outcomes, environ, now)
        mine = next(each for each in every if each.publisher == one)
        found.append(sign(doing, mine))
    return tuple(found)


def sign(doing: Doing, judged: Judged) -> Sign:
    """A provenance proves that it was registered once; nothing proves that it is not."""
    failed = judged.state == "unknown" and judged.exists is None
    state: SignState = "used" if judged.state == "published" else "no-sign"
    state = "unknown" if failed else state
    return Sign(
        doing=doing,
        index=judged.publisher.index,
        project=judged.publisher.project,
        publisher=publisher_name(judged.publisher),
        state=state,
        evidence=f"{judged.evidence}; {NO_FILE}" if state == "no-sign" else judged.evidence,
        on=judged.released,
    )


def unknowns(found: Iterable[Sign]) -> Iterator[Unknown]:
    """What the indexes could not be asked."""
    for one in found:
        if one.state == "unknown":
            yield Unknown(what=f"{one.publisher} of {one.project}", why=one.evidence)
