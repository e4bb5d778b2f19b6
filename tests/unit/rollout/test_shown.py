"""What is seen of a run while it goes on."""

import re
from pathlib import Path

import pytest

from trustpub.cli.rollout_options import points
from trustpub.cli.rollout_shown import Display
from trustpub.rollout.limits.budget import Budget
from trustpub.rollout.limits.cost import Cost
from trustpub.rollout.limits.ledger import Ledger
from trustpub.rollout.limits.table import table
from trustpub.rollout.limits.waiting import Wait
from trustpub.rollout.model import Choice, Result
from trustpub.rollout.rolling import Run

COST = Cost({"github": 1700}, {"github": 500}, 60.0)


def going(folder: Path, wait: float = 0.0) -> Run:
    """A run that waits so long."""
    budget = Budget(ledger=Ledger(table(None, 1)))
    if wait:
        budget.waiting = Wait("GitHub's 900 points a minute", budget.clock() + wait)
    return Run("apply", folder, "r", Choice(), 2, budget=budget)


def test_a_long_wait_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal; a short one is none, and none is told twice."""
    display = Display(100, COST)
    display(going(tmp_path, 20))
    for seconds in (45, 44, 43):
        display(going(tmp_path, seconds))

    (line,) = capsys.readouterr().err.splitlines()
    told = r"trustpub rollout: waiting for GitHub's 900 points a minute, until \d\d:\d\d:\d\d"
    assert re.fullmatch(told, line)


@pytest.mark.parametrize(("reasons", "told"), [(True, "failed: a: why"), (False, "failed: a")])
def test_the_end_of_a_run_tells_reasons_where_it_is_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], reasons: bool, told: str
) -> None:
    """Without a terminal both are on one page: in progress the outcome is enough."""
    run = going(tmp_path)
    run.results = [Result(name="a", outcome="failed", why="why\nbecause")]

    Display(1, COST, reasons)(run)

    assert [f"trustpub rollout: {told}"] == capsys.readouterr().err.splitlines()


def test_the_end_is_the_latest_of_all(tmp_path: Path) -> None:
    """By the pace so far, or by what the limits allow for the rest."""
    run, display = going(tmp_path, 20), Display(100, COST)
    run.results = [Result(name="a", outcome="changed"), Result(name="b", outcome="failed")]

    line = display.line(run)

    assert line.startswith("2 of 100 done, 1 not well; waiting for GitHub's 900 points a minute")
    assert re.search(r"; ends about (\d\d:\d\d:\d\d|\d{4}-\d\d-\d\d \d\d:\d\d)$", line)
    assert "?" not in display.line(going(tmp_path))


def test_points_in_so_many_seconds() -> None:
    """A minute, where nothing is said."""
    assert [(900.0, 60.0), (120.0, 6.0), (0.0, 60.0)] == [points(t) for t in ("900", "120/6", "0")]
