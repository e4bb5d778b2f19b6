"""What each rule asks for, in a sentence: the docstring of its function."""

import inspect
from collections.abc import Callable

from .chain.judge import CHAIN_RULES
from .fleet.rules import FLEET_RULES
from .forges.base import rule_id
from .rules import all_rules


def summaries() -> dict[str, str]:
    """By id; only rules that are functions of their own have one."""
    rules: list[Callable[..., object]] = [*all_rules(), *CHAIN_RULES, *FLEET_RULES]
    return {rule_id(one): first_line(one) for one in rules}


def first_line(rule: Callable[..., object]) -> str:
    """The first line of a docstring."""
    return (inspect.getdoc(rule) or "").partition("\n")[0]
