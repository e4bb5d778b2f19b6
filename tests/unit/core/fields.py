"""What a rule speaks of, by the fields of a config."""

from typing import Any

from trustpub.config import Config
from trustpub.forges.base import problems_of, rule_id
from trustpub.rules import all_rules

from .configs import GITLAB, hub

RULES = {rule_id(rule): rule for rule in all_rules()}


def fields(name: str, config: Config) -> list[str]:
    """What a rule speaks of."""
    return [one.field for one in problems_of([RULES[name]], config)]


def both(**changes: Any) -> Config:
    """A project on both forges."""
    return hub(gitlab=GITLAB, **changes)
