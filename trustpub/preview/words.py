"""Risks against what a config accepts. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date

from ..accepting import Accept
from .model import Risk, Word, WordState
from .pairing import Pair
from .views import View

FARTHEST = 366
"""Days ahead: a word for longer would outlive everybody who remembers it."""


def words(pair: Pair, risks: Iterable[Risk], today: date) -> tuple[Word, ...]:
    """Every word for a project; of one that is dropped, those that were there before."""
    view = pair.head or pair.base
    known = pair.base.config.accept if pair.base else ()
    found = tuple(risks)
    return tuple(
        word(view, number, one, found, today, one not in known)
        for number, one in enumerate(view.config.accept if view else ())
        if view
    )


def word(
    view: View, number: int, one: Accept, risks: tuple[Risk, ...], today: date, new: bool
) -> Word:
    """One of them."""
    at = view.entry.origins[f"accept[{number}]"]
    return Word(
        risk=one.risk,
        reason=one.reason,
        until=one.until,
        where=one.where,
        new=new,
        state=state(one, risks, today),
        file=at.file,
        line=at.line,
    )


def state(one: Accept, risks: tuple[Risk, ...], today: date) -> WordState:
    """Whether it counts, and for something."""
    if one.until < today:
        return "expired"
    if (one.until - today).days > FARTHEST:
        return "far"
    return "used" if any(about(one.risk, one.where, risk) for risk in risks) else "unused"


def about(name: str, where: str | None, risk: Risk) -> bool:
    """Whether a word is about a risk: the very rule, and the very thing where it names one."""
    labels = (risk.label, risk.label.rpartition(" on ")[0])
    return name == risk.id and (where is None or where in labels)


def accepted(risks: Iterable[Risk], known: Iterable[Word]) -> Iterator[Risk]:
    """Each risk with the word that lets it pass."""
    good = [one for one in known if one.state == "used"]
    for risk in risks:
        found = next((one for one in good if about(one.risk, one.where, risk)), None)
        yield risk.model_copy(update={"word": found})
