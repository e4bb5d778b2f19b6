"""Presence, lookup and checks of one publisher, after warehouse, oidc/services.py find_publisher.

What PyPI asks one after the other is all asked here, so that every reason is told at once.
"""

from typing import Any

from ..model import Unknown
from . import github, gitlab
from .rule import Claims, Forge, Publisher, Rule, Table
from .verdict import Comparison, Verdict, cut, escaped, shown

DEFAULT = "2026-08"
RULESETS: dict[str, dict[str, Forge]] = {
    name: {"workflow_filename": github.RULESETS[name], "workflow_filepath": gitlab.RULESETS[name]}
    for name in (DEFAULT, "workflow-ref")
}
"""Name -> field that only the publishers of one forge have -> rules."""


def evaluate(publisher: Publisher, claims: Claims, ruleset: str = DEFAULT) -> Verdict:
    """Would PyPI take this token for this publisher, were it the only one?"""
    forge = forge_of(publisher, ruleset)
    if forge is None:
        return stranger(ruleset)
    known = stored(publisher)
    tables = [table for table in forge.tables if finds(table, known, claims)]
    return judge([*tables, *forge.tables][0], known, claims, ruleset)


def forge_of(publisher: Publisher, ruleset: str) -> Forge | None:
    """The rules for the kind of publisher that this is."""
    kinds = [forge for field, forge in RULESETS[ruleset].items() if field in publisher]
    return kinds[0] if len(kinds) == 1 else None


def stranger(ruleset: str) -> Verdict:
    """For what is neither a GitHub nor a GitLab publisher."""
    why = "it has neither workflow_filename (GitHub) nor workflow_filepath (GitLab), or has both"
    return Verdict(ruleset=ruleset, unknown=[Unknown(what="publisher", why=why)])


def stored(publisher: Publisher) -> dict[str, Any]:
    """As PyPI stores it: no environment is the empty text."""
    return {"environment": "", **{k: v for k, v in publisher.items() if v is not None}}


def lacking(rule: Rule, publisher: Publisher) -> list[str]:
    """The fields that the rule needs and that are not told as text."""
    return [name for name in rule.needs if not isinstance(publisher.get(name), str)]


def finds(table: Table, publisher: Publisher, claims: Claims) -> bool:
    """Whether the lookup gets this publisher; a field that is not told may well be right."""
    return all(
        claims.get(claim) is not None
        and (bool(lacking(rule, publisher)) or rule.finds(publisher, claims))
        for claim, rule in table.items()
        if rule.required
    )


def judge(table: Table, publisher: Publisher, claims: Claims, ruleset: str) -> Verdict:
    """Every claim of the table, each in the list where it belongs."""
    failures: list[Comparison] = []
    unknown: list[Unknown] = []
    matched: list[Comparison] = []
    for claim, rule in table.items():
        missing = rule.required and claims.get(claim) is None
        unsaid = lacking(rule, publisher)
        if unsaid and not missing:
            why = f"the publisher does not say its {' and '.join(unsaid)} as text"
            unknown.append(Unknown(what=claim, why=why))
            continue
        fits = not missing and rule.finds(publisher, claims) and rule.fits(publisher, claims)
        expected = "to be there" if unsaid else rule.expected(publisher, claims)
        (matched if fits else failures).append(compared(claim, expected, rule, claims))
    return Verdict(ruleset=ruleset, failures=failures, unknown=unknown, matched=matched)


def compared(claim: str, expected: str, rule: Rule, claims: Claims) -> Comparison:
    """One claim, fit to be shown."""
    return Comparison(
        claim=claim,
        expected=cut(escaped(expected)),
        found=shown(claims.get(claim)),
        note=rule.note,
    )
