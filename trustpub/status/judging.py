"""An outcome held against a declared publisher: how far it has come, and how old that is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ..forges.base import DeclaredPublisher
from ..indexes.pypi.evidence import Evidence, State, publisher_state
from ..indexes.pypi.sites import Site, site
from ..model import Identity
from .ages import ago
from .answer import Answer, Outcome, provenance
from .looking import Key, key


@dataclass(frozen=True)
class Judged:
    """One publisher, where it belongs, and what is known of it."""

    publisher: DeclaredPublisher
    where: Site
    state: State
    evidence: str
    exists: bool | None
    """Whether the project is on the index; None when that could not be seen."""
    looked: datetime | None
    """When the index last answered."""
    released: date | None
    """Day of the upload that names this publisher."""


def judge_all(
    publishers: Iterable[DeclaredPublisher],
    outcomes: Mapping[Key, Outcome],
    environ: Mapping[str, str],
    now: datetime,
) -> tuple[Judged, ...]:
    """Every publisher of a config; one that was not looked at is unknown."""
    declared = tuple(publishers)
    judged = []
    for one in declared:
        where = site(one.index, environ)
        others = [o.identity for o in declared if o is not one and o.index == one.index]
        outcome = outcomes.get(key(where, one.project), Outcome(None, "nobody was asked"))
        judged.append(judge(one, others, where, outcome, now))
    return tuple(judged)


def judge(
    publisher: DeclaredPublisher,
    others: Iterable[Identity],
    where: Site,
    outcome: Outcome,
    now: datetime,
) -> Judged:
    """A look that failed is unknown, with what the last good one said."""
    known, answer = tuple(others), outcome.answer
    state, evidence = publisher_state(publisher.identity, provenance(where, outcome), others=known)
    sentence = evidence.sentence
    if outcome.failed and answer:
        last, _ = publisher_state(
            publisher.identity, provenance(where, Outcome(answer)), others=known
        )
        sentence += f" (it was {last} when seen {ago(answer.looked, now)})"
    return Judged(
        publisher=publisher,
        where=where,
        state=state,
        evidence=sentence,
        exists=answer.exists if answer and not outcome.failed else None,
        looked=answer.looked if answer else None,
        released=uploaded_on(answer, evidence) if state == "published" else None,
    )


def uploaded_on(answer: Answer | None, evidence: Evidence) -> date | None:
    """The day of the newest upload by the publisher that the evidence names."""
    for file in answer.newest if answer else ():
        if evidence.seen in file.publishers:
            try:
                return datetime.fromisoformat(file.uploaded).date()
            except ValueError:
                return None
    return None
