"""Right before a repository is written to, and after: whether that is what was reviewed. Pure."""

from collections.abc import Mapping

from ..model import GOOD, Result, Work
from ..reviewing import beyond, lines, sentence
from .hiding import discreet

DONE = "it did what was not reviewed, for something changed while it began; look at it:"


def withheld(work: Work, found: Result, environ: Mapping[str, str]) -> Result | None:
    """How a repository ends that may not be run; None where its preview has but reviewed steps."""
    if work.held is None:
        return None
    if found.outcome not in GOOD:
        return found
    more = beyond(found.details, work.held)
    if not more:
        return None
    why = discreet(sentence(more, found.ids), environ)
    return Result(name=work.name, outcome="skipped", why=why, engine=True)


def exceeded(work: Work, found: Result, environ: Mapping[str, str]) -> Result:
    """How it ended: not well where it did what nobody reviewed, for something changed meanwhile."""
    more = () if work.held is None else beyond(found.details, work.held)
    if not more:
        return found
    told = "\n".join([DONE, *lines(more, found.ids), *([found.why] if found.why else [])])
    outcome = "failed" if found.outcome in GOOD else found.outcome
    return found.model_copy(update={"outcome": outcome, "why": discreet(told, environ)})
