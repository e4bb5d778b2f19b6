"""Rules: reality is as the config declares it."""

import json
from collections.abc import Iterator
from typing import Any

from ..observing.model import Difference, Seen
from .case import Case, Raised, Rule, below
from .rules_gitlab import said

BACK = "let the next `up` set it back, or change the config"
REMOVE = "remove it by hand, or declare it"
ABLE = "give them access, or name others"
BESIDE = "not declared: "
"""How the reason of an undeclared value begins: the sentence says that already."""
WHY = "the config declares it"


def audit_absent(case: Case) -> Iterator[Raised]:
    """Whatever the config declares is there."""
    for one in of(case, "absent"):
        found = f"is declared, and not there: {one.reason}"
        yield raised(case, one, found, "let the next `up` make it, or remove it from the config")


def audit_differs(case: Case) -> Iterator[Raised]:
    """Every setting is as the config declares it."""
    for one in of(case, "differs"):
        if one.setting.endswith("_able"):
            found = f"somebody who is declared cannot act: {said(one.reason)}"
            yield raised(case, one, found, ABLE)
            continue
        what = one.setting or "it"
        found = f"{what} is {plain(one.stored)}, declared is {plain(one.asked)}: {one.reason}"
        yield raised(case, one, found, BACK)


def audit_beside(case: Case) -> Iterator[Raised]:
    """Nothing undeclared weakens what is declared."""
    for one in of(case, "beside"):
        what = f"{one.setting} is {plain(one.stored)}" if one.setting else "is stored"
        found = f"{what}, and not declared: {one.reason.removeprefix(BESIDE)}"
        yield raised(case, one, found, REMOVE)


def of(case: Case, state: str) -> list[Difference]:
    """Differences of one kind."""
    return [one for one in case.differences if one.state == state]


def raised(case: Case, one: Difference, found: str, fix: str) -> Raised:
    """A difference as a finding."""
    at = case.page(seen_of(case, one), one.kind)
    name = below(case.repository, one.name)
    return Raised(name, one.setting, found, fix, one.severity, at, WHY)


def seen_of(case: Case, one: Difference) -> Seen | None:
    """What was seen of it."""
    name = below(case.repository, one.name)
    seen = (s for s in case.of(one.kind) if case.object(s).casefold() == name.casefold())
    return next(seen, None)


def plain(value: Any) -> str:
    """A value on one line, in words where there are some."""
    match value:
        case None:
            return "not set"
        case bool():
            return "on" if value else "off"
        case list() if not value:
            return "nothing"
        case list() if all(isinstance(one, str) for one in value):
            return " + ".join(value)
        case str() | int():
            return str(value)
    return json.dumps(value, sort_keys=True)


DIFFERENCE_RULES: tuple[Rule, ...] = (audit_absent, audit_differs, audit_beside)
