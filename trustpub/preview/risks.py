"""All rules, and what they find about one project, placed. Pure."""

from collections.abc import Iterator, Mapping

from ..accepting import Risk as RiskId
from ..fleet.entries import Entry
from ..forges.base import rule_id
from ..source import parent
from .model import Risk
from .pairing import Pair
from .risk import Found, Rule
from .risk_environments import ENVIRONMENT_RULES
from .risk_publishers import PUBLISHER_RULES
from .risk_refs import REF_RULES

RULES: Mapping[RiskId, Rule] = {
    rule_id(one.find): one  # type: ignore[misc]
    for one in (*ENVIRONMENT_RULES, *REF_RULES, *PUBLISHER_RULES)
}
UNKNOWN: RiskId = "preview-base-unknown"
UNKNOWN_WHAT = "what was declared for the project before is not known"
UNKNOWN_WHY = "a gate that this change takes away could not be told from one that never was"


def risks(pair: Pair, unknown: bool) -> Iterator[Risk]:
    """What weakens a gate; `unknown`: what was there before cannot be read."""
    entry = (pair.head or pair.base).entry  # type: ignore[union-attr]
    if unknown:
        nothing = Found(f"project {entry.config.project}", UNKNOWN_WHAT, "")
        yield placed(UNKNOWN, UNKNOWN_WHY, nothing, entry)
    for name, rule in RULES.items():
        for found in rule.find(pair):
            yield placed(name, rule.why, found, entry)


def placed(name: RiskId, why: str, found: Found, entry: Entry) -> Risk:
    """What was found, at its place in the file or at the nearest one above."""
    path = found.field
    while path and path not in entry.origins:
        path = parent(path)
    at = entry.origins.get(path)
    return Risk(
        id=name,
        label=found.label,
        what=found.what,
        why=found.why or why,
        setting=found.setting,
        before=found.before,
        after=found.after,
        file=at.file if at else entry.file,
        line=at.line if at else entry.line,
        field=at.field if at else "",
    )
