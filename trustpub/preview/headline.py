"""What a reviewer has to know first, in one sentence that holds nothing of a config. Pure."""

from collections.abc import Sequence

from ..plural import plural
from .model import Preview, Risk
from .risks import RULES, UNKNOWN
from .telling import risks

ERRORS = "do not merge: {} in the config, so what it would do is not certain"
UNSEEN = "no risk in what can be seen, and not all can be seen"
REVIEW = "; your review is the only approval"
STOPS = "a rollout of it would fail before its first write; "
WORST = (UNKNOWN, *RULES)
"""By what is worse: which gate is open for whom."""


def verdict(one: Preview) -> str:
    """How many risks, who accepted them, and the worst of them; `--live`: whether it can be."""
    if one.errors:
        return ERRORS.format(plural(len(one.errors), "error"))
    stops = STOPS if one.live and one.live.stops else ""
    found = [risk for risk, _ in risks(one)]
    if found:
        return f"{stops}{counted(found)}{reach(one)}: {worst(found)}{last(found)}"
    if one.unknown:
        return stops + UNSEEN
    return stops + ("no gate is weakened" if one.projects else "nothing changes")


def counted(found: Sequence[Risk]) -> str:
    """How many risks, and how many of them are accepted by whom."""
    free = sum(not risk.accepted for risk in found)
    accepted = len(found) - free
    if free:
        more = f", and {plural(accepted, 'accepted one')}" * bool(accepted)
        return f"{plural(free, 'risk')} that nobody accepted{more}"
    by = "by this change itself" if itself(found) else "in the config"
    return f"{plural(accepted, 'risk')}, accepted {by}"


def itself(found: Sequence[Risk]) -> bool:
    """Whether whoever makes the change accepts some of its risks, too."""
    return any(risk.word and risk.word.new for risk in found)


def reach(one: Preview) -> str:
    """In how many projects, where it is more than one."""
    met = sum(bool(project.risks) for project in one.projects)
    return f", in {plural(met, 'project')}" if met > 1 else ""


def worst(found: Sequence[Risk]) -> str:
    """The worst of those that nobody accepted, or else of all."""
    free = [risk for risk in found if not risk.accepted] or found
    first = min(free, key=lambda risk: WORST.index(risk.id))
    return first.what + ("; and more" if len(found) > 1 else "")


def last(found: Sequence[Risk]) -> str:
    """Whose approval there is, where nobody else has given one."""
    return REVIEW if itself(found) and all(risk.accepted for risk in found) else ""
