"""What a reviewer has to know first, in one sentence that holds nothing of a config. Pure."""

from collections.abc import Mapping, Sequence

from ..accepting import Risk as RiskId
from ..plural import plural
from .model import Preview, Risk
from .telling import risks

WEAKER = "weakens the protection"
NEW = "lets somebody new publish"
ALONE = "stops looking after something that may publish"
HIDDEN = "does not show what it takes away"
ALL = (WEAKER, NEW, ALONE, HIDDEN)
DOES: Mapping[RiskId, str] = {
    "preview-publisher-added": NEW,
    "preview-publisher-changed": NEW,
    "preview-repository-changed": NEW,
    "preview-organization": NEW,
    "preview-proposal-off": ALONE,
    "preview-project-dropped": ALONE,
    "preview-base-unknown": HIDDEN,
}
"""All others weaken the protection."""
ITSELF = "accepted by this change itself"
REVIEW = ", and your review is the only approval"
STOPS = "a rollout of it would fail before its first write; "


def verdict(one: Preview) -> str:
    """How many risks, who accepted them, and what they come to; `--live`: whether it can be."""
    if one.errors:
        return f"{plural(len(one.errors), 'error')} in the config: what it would do is not certain"
    stops = STOPS if one.live and one.live.stops else ""
    found = [risk for risk, _ in risks(one)]
    if found:
        return f"{stops}{counted(found)}: it {does(found)}{last(found)}"
    if one.unknown:
        return f"{stops}no risk in what can be seen, and not all can be seen"
    return stops + ("no gate is weakened" if one.projects else "nothing changes")


def counted(found: Sequence[Risk]) -> str:
    """How many risks, and how many of them are accepted by whom."""
    free = sum(not risk.accepted for risk in found)
    accepted = len(found) - free
    if free:
        more = f", and {plural(accepted, 'accepted one')}" * bool(accepted)
        return f"{plural(free, 'risk')} that nobody accepted{more}"
    return f"{plural(accepted, 'risk')}, {ITSELF if itself(found) else 'accepted in the config'}"


def itself(found: Sequence[Risk]) -> bool:
    """Whether whoever makes the change accepts some of its risks, too."""
    return any(risk.word and risk.word.new for risk in found)


def does(found: Sequence[Risk]) -> str:
    """What the risks come to, the worst that nobody looked at first."""
    met = {DOES.get(risk.id, WEAKER) for risk in found}
    *first, final = [words for words in ALL if words in met]
    return f"{', '.join(first)} and {final}" if first else final


def last(found: Sequence[Risk]) -> str:
    """Whose approval there is, where nobody else has given one."""
    return REVIEW if itself(found) and all(risk.accepted for risk in found) else ""
