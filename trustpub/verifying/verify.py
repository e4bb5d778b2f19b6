"""Plan -> Verified, by asking the forges; once more where they seem to lag behind."""

from collections.abc import Callable, Mapping

from ..model import Plan
from .judging import judged
from .looking import Notice, look
from .model import Look, Verified


def verify(
    plan: Plan,
    environ: Mapping[str, str],
    notice: Notice = lambda seconds: None,
    again: Callable[[], None] | None = None,
) -> Verified:
    """A plan against what is stored now.

    `again` waits a moment, where one more look shall be taken before a difference is told: what
    was just written may not be read at once (terraform-provider-github retries for that reason).
    """
    seen, looks = look(plan, environ, notice)
    found = judged(plan, seen, looks)
    if again is None or not found.serious:
        return found
    again()
    seen, more = look(plan, environ, notice)
    return judged(plan, seen, [both(one, other) for one, other in zip(looks, more, strict=True)])


def both(one: Look, other: Look) -> Look:
    """The requests of two looks together."""
    kinds = {k: one.budget.kinds.get(k, 0) + n for k, n in other.budget.kinds.items()}
    sums = {
        key: getattr(one.budget, key) + getattr(other.budget, key)
        for key in ("predicted", "sent", "unchanged", "points", "waited")
    }
    budget = other.budget.model_copy(update={**sums, "kinds": {**one.budget.kinds, **kinds}})
    return other.model_copy(update={"budget": budget})
