"""Waves, costs and the end of a run."""

import pytest

from trustpub.checklist.tally import Tally
from trustpub.model import Problem, Unknown
from trustpub.plan import make_plan
from trustpub.rollout.detail import Detail, Setting
from trustpub.rollout.limits.cost import foretold
from trustpub.rollout.limits.foresight import sentences
from trustpub.rollout.limits.ledger import Ledger
from trustpub.rollout.model import OUTCOMES, Outcome, Result
from trustpub.rollout.telling.report import UNSEEN, UNSHOWN, Report, digested, lines
from trustpub.rollout.waves import too_many, waves

from .made import config


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
    assert told[-2].startswith("1 repository: 0 to be changed, 0 unchanged, 1 failed")
    assert "no digest: not all of it was seen" == told[-1]


def test_costs_are_of_what_would_be_made() -> None:
    """Counted in the sandbox; organisation, and what is left of the hour, are asked once a run."""
    publisher = {"index": "pypi", "environment": "pypi"}
    other = {"index": "testpypi", "environment": "testpypi"}
    tag = {"pattern": "v*", "created_by": {"roles": ["admin"]}}
    plan = make_plan(config(publishers=[publisher, other], tags=[tag]))

    cost = foretold([plan, plan], "apply", 2)

    assert ({"github": 34, "index": 4}, {"github": 10}) == (cost.reads, cost.writes)
    assert 34 + 5 * 10 == cost.points
    assert "github: 34 reads, 10 writes" in sentences(cost, Ledger(), 0.0)[0]
    assert {"github": 8, "index": 4} == foretold([plan, plan], "plan", 2).reads
    assert [] == sentences(foretold([], "apply", 2), Ledger(), 0.0)


def test_a_report_tells_what_is_left_to_register() -> None:
    """Before the numbers, and only where something is left."""
    left = Tally(people=2, published=1, left=9, pending=7, unseen=2, waves=2, days=1)

    told = lines(Report("apply", "f", 0, registering=left))

    assert (
        "to register by hand: 9 publishers, 7 of them pending, 1 have published; "
        "2 waves for 2 people (at most 3 pending for each on an index), at least 1 day" == told[0]
    )
    assert "2 publishers exist is not known" in told[1]
    assert "trustpub rollout checklist" in told[2]
    done = left.model_copy(update={"left": 0})
    assert 1 == len(lines(Report("apply", "f", 0, registering=done)))


def test_publishers_to_take_away_are_told_and_counted() -> None:
    """An apply that changed nothing else is not all that there is to do; the exit code stays."""
    gone = ("pypi/p/github/o/p/pypi (a.yml) at https://x/1", "pypi/p/github/o/p/- (a.yml) at y")
    done = Report("apply", "f", 1, (result("changed", take_away=gone),))

    told = lines(done)

    assert [f"    to take away by hand: {one}" for one in gone] == told[1:3]
    assert told[3].startswith("to take away by hand: 2 publishers, which may publish until then;")
    assert "`trustpub rollout status` goes on telling" in told[3]
    assert (0, 5) == (done.code, len(told))


def test_a_plan_counts_publishers_to_take_away_too() -> None:
    """They stand below their repository once; a plan leaves no status."""
    steps = ("to take away by hand: pypi/p/github/o/p/pypi (a.yml) at https://x/1",)
    planned = result("changed", steps=steps, take_away=("pypi/p/github/o/p/pypi (a.yml) at x",))

    told = lines(Report("plan", "f", 1, (planned,)))

    assert ["to be changed: github:o/p", f"    {steps[0]}"] == told[:2]
    assert "to take away by hand: 1 publisher, which may publish until then" == told[2]


def test_a_plan_lists_its_steps_below_each_repository() -> None:
    """With the name once."""
    one = result("changed", steps=("create o/p/environment/pypi", "create o/p/tag/v*"))

    told = lines(Report("plan", "f", 1, (one,)))

    assert [
        "to be changed: github:o/p",
        "    create o/p/environment/pypi",
        "    create o/p/tag/v*",
    ] == told[:-2]


STEP = Detail(
    operation="update",
    kind="github.environment",
    name="o/p/environment/pypi",
    settings=(
        Setting(name="reviewers", before=[{"teams": [7]}], after=None),
        Setting(name="wait_timer", before=0, after=30),
    ),
)
SECRET = STEP.model_copy(update={"settings": (Setting(name="a", before=0, after="[token]"),)})


def test_a_plan_tells_settings_and_ends_with_its_digest() -> None:
    """People by their names, as far as they were resolved."""
    steps, ids = (STEP.label,), {"github/o/teams/core": 7}
    one = result("changed", steps=steps, details=(STEP,), ids=ids)

    told = lines(digested(Report("plan", "f", 1, (one,)), {}))

    assert [
        "    update o/p/environment/pypi:",
        "        reviewers: [{teams: [core]}] -> nothing",
        "        wait_timer: 0 -> 30",
    ] == told[1:4]
    assert told[-1].startswith("plan-sha256:")
    assert not any("sha256" in line for line in lines(Report("apply", "f", 1, (one,))))


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"skipped": 1}, UNSEEN),
        ({"stopped": "the token"}, UNSEEN),
        ({"unknown": (Unknown(what="a query", why="no token"),)}, UNSEEN),
        ({"problems": (PROBLEM,)}, UNSEEN),
        ({"results": (result("failed"),)}, UNSEEN),
        ({"results": (result("unknown"),)}, UNSEEN),
        ({"results": (result("skipped"),)}, UNSEEN),
        ({"results": (result("changed", details=(SECRET,)),)}, UNSHOWN),
        ({"results": (result("changed", details=(STEP,)), result("failed", "b"))}, UNSEEN),
    ],
)
def test_what_was_not_seen_has_no_digest(more: dict[str, object], why: str) -> None:
    """There is nothing to approve, and the last line says why."""
    report = digested(Report("plan", "f", 1)._replace(**more), {})

    assert ("", why) == (report.digest, lines(report)[-1])
    warning = PROBLEM.model_copy(update={"severity": "warning"})
    assert digested(Report("plan", "f", 1, problems=(warning,)), {}).digest
