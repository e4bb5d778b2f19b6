"""Every rule of the chain, by the rows: the smallest break of it, and the nearest that is none."""

import pytest

from trustpub.chain.judge import CHAIN_RULES
from trustpub.forges.base import rule_id
from trustpub.model import Problem

from .repos import HUB, LAB, chain
from .rows_files import FILES
from .rows_jobs import JOBS
from .rows_triggers import TRIGGERS

TABLE = FILES | JOBS | TRIGGERS


def where(problem: Problem) -> str:
    """`file:line`, or the field of the config."""
    return f"{problem.file}:{problem.line}" if problem.file else str(problem.field)


@pytest.mark.parametrize("name", TABLE)
def test_rule_is_broken(name: str) -> None:
    """The rule names the place, what stands there and what to do."""
    row = TABLE[name]

    _, found = chain(row.bad)
    mine = [problem for problem in found.problems if problem.id == name]

    assert [(row.severity, row.where)] == [(one.severity, where(one)) for one in mine]
    assert row.found in mine[0].found
    assert row.fix in mine[0].fix


@pytest.mark.parametrize("name", TABLE)
def test_nothing_else_is_broken(name: str) -> None:
    """The smallest break of a rule breaks that rule alone."""
    _, found = chain(TABLE[name].bad)

    assert {name, *TABLE[name].also} == {problem.id for problem in found.problems}
    assert not found.unknown


@pytest.mark.parametrize("name", TABLE)
def test_rule_is_kept(name: str) -> None:
    """Of the nearest repository that keeps the rule nothing is said."""
    checked, found = chain(TABLE[name].good)

    assert [] == [problem.sentence() for problem in checked.errors]
    assert [] == [problem.sentence() for problem in found.problems]
    assert (False, ()) == (found.blind, found.unknown)


@pytest.mark.parametrize("base", [HUB, LAB], ids=["github", "gitlab"])
def test_base_is_clean(base: dict[str, str]) -> None:
    """The repositories that the rows change are well in every respect."""
    checked, found = chain(base)

    assert () == checked.problems + found.problems


def test_every_rule_is_in_the_table() -> None:
    """A new rule needs its row."""
    assert {rule_id(rule) for rule in CHAIN_RULES} == set(TABLE)


def test_sentences_have_one_form() -> None:
    """Neither half of a sentence ends in a full stop, and each is one line."""
    problems = [p for row in TABLE.values() for p in chain(row.bad)[1].problems]

    assert [] == [p for p in problems if p.found.endswith(".") or p.fix.endswith(".")]
    assert [] == [p for p in problems if "\n" in p.sentence()]
