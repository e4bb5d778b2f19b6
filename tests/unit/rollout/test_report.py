"""Waves, costs, the end of a run and what the journal tells of it."""

from datetime import timedelta

import pytest

from trustpub.model import Problem, Unknown
from trustpub.plan import make_plan
from trustpub.rollout.cost import foretold, sentences
from trustpub.rollout.model import OUTCOMES, Choice, Outcome, Result
from trustpub.rollout.report import Report, lines
from trustpub.rollout.standing import lines as standing_lines
from trustpub.rollout.standing import standing
from trustpub.rollout.waves import too_many, waves

from .made import START, config, history, line


def result(outcome: Outcome, name: str = "github:o/p", **more: object) -> Result:
    """One repository."""
    return Result(name=name, outcome=outcome, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("count", "canary", "sizes"),
    [
        (0, 0, []),
        (3, 0, [3]),
        (250, 0, [10, 100, 140]),
        (250, 5, [5, 50, 195]),
        (3, 5, [3]),
        (12, 1, [1, 10, 1]),
    ],
)
def test_waves_grow(count: int, canary: int, sizes: list[int]) -> None:
    """Canaries first; everything is in one wave, in its order."""
    found = waves(range(count), canary)

    assert sizes == [len(wave) for wave in found]
    assert list(range(count)) == [one for wave in found for one in wave]


@pytest.mark.parametrize(
    ("failed", "size", "share", "stop"),
    [
        (0, 10, 0.0, False),
        (1, 10, 0.0, True),
        (5, 10, 0.5, False),
        (6, 10, 0.5, True),
        (1, 1, 0.5, True),
        (9, 9, 1.0, False),
    ],
)
def test_more_than_the_share_stops(failed: int, size: int, share: float, stop: bool) -> None:
    """Just the share does not."""
    assert stop == too_many(failed, size, share)


def test_a_report_adds_up() -> None:
    """All outcomes together are what the run was about."""
    results = tuple(result(outcome) for outcome in OUTCOMES)

    report = Report("apply", "fleet.yaml", 20, results, same=5, skipped=10)

    assert 20 == sum(report.counts().values())
    assert {"changed": 1, "unchanged": 6, "failed": 1, "unknown": 1, "skipped": 11} == (
        report.counts()
    )


PROBLEM = Problem(id="x", found="is odd", fix="mend it")


@pytest.mark.parametrize(
    ("report", "code"),
    [
        (Report("apply", "f", 0), 0),
        (Report("apply", "f", 1, (result("changed"),)), 0),
        (Report("plan", "f", 1, (result("changed"),)), 1),
        (Report("plan", "f", 1, (result("unchanged"),)), 0),
        (Report("apply", "f", 1, (result("failed"),)), 1),
        (Report("apply", "f", 0, problems=(PROBLEM,)), 1),
        (Report("apply", "f", 1, (result("unknown"),)), 3),
        (Report("apply", "f", 2, (result("failed"),), skipped=1), 3),
        (Report("apply", "f", 0, stopped="the token"), 3),
        (Report("apply", "f", 0, unknown=(Unknown(what="a query", why="no token"),)), 3),
    ],
)
def test_the_exit_code_tells(report: Report, code: int) -> None:
    """What was not looked at weighs more than what failed."""
    assert code == report.code


def test_a_report_says_what_went_wrong_before_its_numbers() -> None:
    """Reasons of several lines stay with their repository."""
    failed = result("failed", why="no\nbecause", steps=("create a",))

    told = lines(Report("plan", "f", 1, (failed,), problems=(PROBLEM,)))

    assert ["is odd; mend it", "failed: github:o/p: no\n    because"] == told[:2]
    assert told[-1].startswith("1 repositories: 0 to be changed, 0 unchanged, 1 failed")


def test_costs_are_of_what_would_be_made() -> None:
    """Counted in the sandbox: 22 reads and 5 writes for the example on GitHub."""
    publisher = {"index": "pypi", "environment": "pypi"}
    other = {"index": "testpypi", "environment": "testpypi"}
    tag = {"pattern": "v*", "created_by": {"roles": ["admin"]}}
    plan = make_plan(config(publishers=[publisher, other], tags=[tag]))

    cost = foretold([plan, plan], "apply", 2)

    assert ({"github": 44, "index": 4}, {"github": 10}) == (cost.reads, cost.writes)
    assert 44 + 5 * 10 == cost.points
    assert "github: 44 reads, 10 writes" in sentences(cost)[0]
    assert {"github": 12, "index": 4} == foretold([plan, plan], "plan", 2).reads
    assert [] == sentences(foretold([], "apply", 2))


def test_the_journal_alone_tells_where_everything_stands() -> None:
    """Begun and not ended is unknown; its age is told."""
    past = history(
        line("run", 0, run="r", total=3, choice=Choice(shard=(1, 2))),
        line("begun", 1, run="r", name="a"),
        line("ended", 2, run="r", name="a", outcome="changed"),
        line("begun", 3, run="r", name="b"),
        line("ended", 4, run="r", name="c", outcome="failed", why="no"),
    )

    found = standing(past)

    assert 3 == found.code
    assert {"changed": 1, "unknown": 1, "failed": 1, "unchanged": 0, "skipped": 0} == found.counts()
    told = standing_lines(found, START + timedelta(minutes=10))
    assert "unknown: b: its run began, and no end of it is in the journal" in told
    assert "(--shard 1/2)" in told[-2]
    assert "it has not ended" in told[-2]
    assert "the newest line is 10 min old; nobody was asked" == told[-1]


def test_a_run_that_is_resumed_goes_on() -> None:
    """What paused it before is no end of it now."""
    begin, pause = line("run", 0, run="r", total=1), line("paused", 1, run="r", why="the token")

    assert pause == standing(history(begin, pause)).end
    assert standing(history(begin, pause, line("run", 2, run="r", total=1))).end is None


def test_a_run_that_ended_well_is_clean() -> None:
    """And one that is older is forgotten."""
    past = history(
        line("run", 0, run="r", total=1),
        line("paused", 1, run="r", why="the token"),
        line("run", 2, run="s", total=1),
        line("ended", 3, run="s", name="a", outcome="changed"),
        line("finished", 4, run="s"),
    )

    assert 0 == standing(past).code
    assert ["nothing was rolled out yet"] == standing_lines(standing(history()), START)
