"""Which of several publishers PyPI takes, after warehouse, oidc/views.py mint_token."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ..model import Unknown
from .engine import DEFAULT, RULESETS, evaluate, finds, forge_of, judge, stored
from .rule import Claims, Forge, Publisher, Table
from .verdict import Choice, Comparison, Verdict

# What PyPI registers from now on is not found by the file that is called (warehouse #20083).
NEW = {"supports_legacy_reusable_workflows": False}
NONE_STORED = Comparison(claim="publisher", expected="one that is registered", found=None)
CLASH = Comparison(
    claim="iss",
    expected="an issuer for which PyPI can store the publisher that was pending",
    found="one that differs from that of a stored publisher, and nothing else does",
)
TWINS = Unknown(
    what="publisher",
    why="PyPI has two that fit but for letter case, and takes whichever its database names first",
)
WHY = {
    "accepted": "PyPI finds this publisher, and every check passes",
    "rejected": "the publisher that PyPI finds fails a check, and no second one is tried",
    "unknown": "not enough is known of the publisher that PyPI may find",
}
NOT_STORED = "PyPI fails to store the publisher that was pending"
NOT_FOUND = "PyPI finds no publisher for these claims"


class Row(NamedTuple):
    """A publisher as it was given, and as PyPI stores it."""

    given: Publisher
    known: dict[str, Any]


class Taken(NamedTuple):
    """What a lookup and its checks came to."""

    row: Row | None
    verdict: Verdict
    why: str

    def choice(self, pending: Row | None = None) -> Choice:
        """To be handed out."""
        return Choice(
            publisher=dict(self.row.given) if self.row and self.verdict.accepted else None,
            pending=dict(pending.given) if pending else None,
            verdict=self.verdict,
            why=self.why,
        )


def choose(
    publishers: Iterable[Publisher],
    claims: Claims,
    *,
    pending: Iterable[Publisher] = (),
    ruleset: str = DEFAULT,
) -> Choice:
    """The publisher whose token PyPI would give out; the pending ones are asked first."""
    rows = [Row(publisher, stored(publisher)) for publisher in publishers]
    waiting = [Row(publisher, {**stored(publisher), **NEW}) for publisher in pending]
    used = take(waiting, claims, ruleset)
    if used.row is None or used.verdict.state == "rejected":
        return take(rows, claims, ruleset).choice()
    if used.verdict.state == "unknown":
        return used.choice()
    return become(used.row, rows, claims, ruleset)


def become(pending: Row, rows: list[Row], claims: Claims, ruleset: str) -> Choice:
    """The pending publisher turns into one like the others, and all of those are asked."""
    forge = forge_of(pending.given, ruleset)
    assert forge is not None
    if any(alike(pending, row, forge.same) for row in rows):
        return take(rows, claims, ruleset).choice(pending)
    if any(alike(pending, row, forge.unique) for row in rows):
        return Taken(None, Verdict(ruleset=ruleset, failures=[CLASH]), NOT_STORED).choice()
    return take([*rows, pending], claims, ruleset).choice(pending)


def alike(one: Row, other: Row, fields: Iterable[str]) -> bool:
    """Whether two agree in all of these."""
    return all(one.known.get(name) == other.known.get(name) for name in fields)


def take(rows: list[Row], claims: Claims, ruleset: str) -> Taken:
    """Find one, check that one, and look no further."""
    for table, found in lookups(rows, claims, ruleset):
        if found:
            return settle(found[0], [judge(table, row.known, claims, ruleset) for row in found])
    verdicts = [evaluate(row.given, claims, ruleset) for row in rows]
    none = Verdict(ruleset=ruleset, failures=[NONE_STORED])
    return Taken(None, min(verdicts, key=lambda v: len(v.failures), default=none), NOT_FOUND)


def lookups(rows: list[Row], claims: Claims, ruleset: str) -> Iterator[tuple[Table, list[Row]]]:
    """What each of PyPI's lookups gets: the most specific publishers."""
    for forge in RULESETS[ruleset].values():
        own = [row for row in rows if forge_of(row.given, ruleset) is forge]
        for table in forge.tables:
            candidates = [row for row in own if finds(table, row.known, claims)]
            yield table, most_specific(candidates, forge, claims)


def most_specific(candidates: list[Row], forge: Forge, claims: Claims) -> list[Row]:
    """Those with just this environment; where there are none, those without."""
    wanted = forge.environment(claims.get("environment"))
    named = [row for row in candidates if row.known["environment"] == wanted]
    return named or [row for row in candidates if row.known["environment"] == ""]


def settle(row: Row, verdicts: list[Verdict]) -> Taken:
    """The first, unless the database's order would make a difference."""
    verdict = verdicts[0]
    if len({each.state for each in verdicts}) > 1:
        verdict = Verdict(ruleset=verdict.ruleset, unknown=[TWINS])
    return Taken(row, verdict, WHY[verdict.state])
