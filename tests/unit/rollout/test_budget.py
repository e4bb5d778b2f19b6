"""One budget for all processes: waits, what is met, what is run again, what a run begins with."""

import json
from datetime import timedelta
from math import inf
from pathlib import Path

import pytest

from trustpub.plan import make_plan
from trustpub.reader import Reader
from trustpub.rollout import beginning
from trustpub.rollout.beginning import budget, whole
from trustpub.rollout.limits.budget import PATIENCE, TRIES, Budget
from trustpub.rollout.limits.cost import foretold
from trustpub.rollout.limits.foresight import assuming, bounds, sentences
from trustpub.rollout.limits.ledger import Ledger, begun, room
from trustpub.rollout.limits.rate import asked, told_by
from trustpub.rollout.limits.table import POINTS, jobs, table
from trustpub.rollout.limits.use import Use, corrected, learned
from trustpub.rollout.limits.waiting import Wait, clock_time
from trustpub.rollout.model import Choice, Result, Seen, Told, Work
from trustpub.rollout.process import LATER, later
from trustpub.rollout.processes import Pool
from trustpub.rollout.rolling import Run, todo

from .heard import answer
from .made import START, config, history, line, repository

NAME = "github:octo-org/p"
REFUSED = "https://api.github.com answers 403: too many requests; wait some minutes and try again"


def work(**more: object) -> Work:
    """One repository."""
    return Work(NAME, "p", config(), "x", new=True, torn=False)._replace(**more)  # type: ignore[arg-type]


def at(now: float, **more: object) -> Budget:
    """A budget at that time."""
    return Budget(ledger=Ledger(table(None, 1)), clock=lambda: now, **more)  # type: ignore[arg-type]


def failed(why: str = REFUSED) -> Result:
    """It did not end well."""
    return Result(name=NAME, outcome="failed", why=why, engine=True)


def test_a_limit_that_is_met_holds_up_all() -> None:
    """As long as it says; then the repository is run again, a few times."""
    one = at(100.0)
    one.start(work())
    one.end(work(), failed(), Seen(met={"github": 160.0}))

    assert 160.0 == one.room(work()).at
    assert not one.soon(work())
    assert one.waiting == Wait("GitHub, which asks to wait", 160.0)
    again = [one.again(work(), failed()) for _ in range(TRIES + 1)]
    assert again == [work(new=False, torn=True)] * TRIES + [None]


@pytest.mark.parametrize(
    ("why", "again"),
    [
        (REFUSED, True),
        ("GET https://x: 403 API rate limit of 5000 still exceeded until 2026, not making", True),
        ("POST https://x: 403 You have exceeded a secondary rate limit. []", True),
        ("https://x was not asked: this token's requests are used up for 12 min; try again", True),
        ("422 Validation Failed", False),
        ("its config has errors", False),
    ],
)
def test_only_limits_are_tried_again(why: str, again: bool) -> None:
    """Whatever else went wrong, goes wrong again."""
    assert again == (at(0.0).again(work(), failed(why)) is not None)


def test_what_was_not_read_back_is_run_again() -> None:
    """All that was done is told in the end; a good end leaves nothing to mend."""
    one, steps = at(0.0), ("create octo-org/p/pypi",)
    good = Result(name=NAME, outcome="changed", changes={"create": 2}, steps=steps, cpu=1.0)
    unseen = good.model_copy(update={"why": f"not read back: octo-org/p: {REFUSED}"})
    last = Result(name=NAME, outcome="unchanged", cpu=0.5)

    assert one.again(work(), good) is None
    assert work(new=False) == one.again(work(), unseen)
    assert one.again(work(), last) is None
    assert good.model_copy(update={"cpu": 1.5}) == one.whole(work(), last)


def test_a_run_that_stops_meanwhile_tells_how_it_stands() -> None:
    """What only was not read back is done; all else is to be run again."""
    one = at(0.0)
    assert one.tried(work()) is None
    one.again(work(), failed())
    met = one.tried(work())

    assert met == failed()
    assert ("skipped", LATER) == (later(failed()).outcome, later(failed()).why)
    unseen = failed().model_copy(update={"outcome": "changed"})
    assert unseen == later(unseen)


def test_without_a_word_of_its_end_a_limit_lasts_a_minute() -> None:
    """The engine's output alone tells of it."""
    one = at(100.0)
    one.start(work())
    one.end(work(), failed(), Seen())

    assert 160.0 == one.room(work()).at


def test_who_waits_says_for_what() -> None:
    """With the time of a clock; a wait that is too long is none."""
    one = at(100.0, waiting=Wait("GitHub's 900 points a minute", 160.0))
    now = START.timestamp()

    assert f"GitHub's 900 points a minute, until {clock_time(now + 60, now)}" == one.sentence(now)
    assert not one.too_long()
    assert at(0.0, waiting=Wait("x", PATIENCE + 1)).too_long()
    assert "" == at(0.0).sentence(now)


def test_what_runs_counts_until_it_ends() -> None:
    """However long ago it was started."""
    full = begun(Ledger(table(None, 1)), "a", {POINTS: 890.0})

    assert inf == room(full, {POINTS: 42.0}, 1e6).at


def test_the_minute_before_counts() -> None:
    """A run that goes on at once has what the one before left; a killed engine may go on."""
    entries = [repository(f"github:octo-org/p{n}") for n in range(4)]
    past = history(
        line("ended", 0, name="github:octo-org/p0", outcome="changed"),
        line("ended", 50, name="github:octo-org/p1", outcome="changed"),
        line("begun", 50, name="github:octo-org/p2"),
    )
    wall = (START + timedelta(seconds=70)).timestamp()

    found = list(beginning.recent(entries, past, 1000.0, wall, 60.5))

    assert [(980.0, whole(entries[1])), (1000.0, whole(entries[2]))] == found


def test_nobody_is_asked_without_a_token() -> None:
    """A plan works all the same."""
    one = budget("plan", Choice(shard=(1, 4)), [repository()], history(), {})

    assert ({}, 4) == (dict(one.ledger.told), one.ledger.sharers)
    assert "GitHub's 225 points a minute" in [limit.words for limit in one.ledger.limits]


def test_no_points_no_limit() -> None:
    """`--github-points 0`."""
    one = budget("apply", Choice(github_points=(0.0, 60.0)), [repository()], history(), {})

    assert ["gitlab/requests"] == [limit.key for limit in one.ledger.limits]


def test_what_is_left_of_the_hour_is_read() -> None:
    """And nothing where there is no limit, or another shape."""
    core = {"limit": 5000, "remaining": 12, "reset": 1600, "used": 4988}
    body = {"resources": {"core": core}}

    assert Told(limit=5000, remaining=12, reset=700.0, at=100.0) == told_by(body, 1000.0, 100.0)
    assert told_by({}, 1000.0, 100.0) is None
    assert told_by({"resources": {"core": {"limit": "many"}}}, 1000.0, 100.0) is None


@pytest.mark.parametrize("status", [200, 404, 401, 500])
def test_github_is_asked_once(status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be seen is not known; a server without limits has none."""
    core = {"limit": 60, "remaining": 50, "reset": 0}
    found = answer("/rate_limit", status, body=json.dumps({"resources": {"core": core}}).encode())
    monkeypatch.setattr(Reader, "send", lambda self, url, headers=None: found)

    told = asked({"GITHUB_TOKEN": "t"}, 100.0, 0.0)

    assert (50 if status == 200 else None) == (told and told.remaining)


def test_the_hour_is_told_before_it_begins() -> None:
    """18,000 requests at 5,000 an hour are 3.6 hours."""
    plan = make_plan(config())
    cost = foretold([plan] * 1000, "apply", 2)
    cost = cost._replace(reads={"github": 16_000}, writes={"github": 2000})
    told = sentences(cost, assuming(Ledger(table(None, 1)), 0.0), 0.0)

    assert "; 3.6 h (estimates)" in told[0]
    assert any("GitHub's 5,000 requests an hour: 3.6 h" in one for one in told)
    assert any("GitHub's 900 points a minute: 29 min" in one for one in told)
    assert [] == bounds(Ledger(table(None, 1)), {POINTS: 890.0}, 0.0)


def test_estimates_are_corrected() -> None:
    """Too low: at once; too high: slowly; never below what is counted."""
    assert 1.0 == corrected(1.0, 500, 100, 0)
    assert 1.5 == corrected(1.0, 600, 300, 100)
    assert 3.0 == corrected(1.0, 6000, 300, 0)
    assert 1.48 == corrected(1.5, 300, 300, 0)
    assert 1.0 == corrected(1.0, 100, 300, 0)


def test_the_use_of_the_hour_is_measured() -> None:
    """What was left before, less what is left now, beside what was counted; anew each hour."""
    before = Told(limit=5000, remaining=5000, reset=3600.0, at=0.0)
    use = learned(Use(), before, {}, {})

    after = before.model_copy(update={"remaining": 4400})
    use = learned(use, after, {"github/requests": 300.0}, {})
    assert 2.0 == use.factor

    fresh = learned(use, before.model_copy(update={"reset": 7200.0}), {}, {})
    assert (0.0, 2.0) == (fresh.counted, fresh.factor)


def test_not_more_than_a_hundred_requests_at_once() -> None:
    """Of all processes together."""
    assert [8, 8, 5, 1] == [jobs(count) for count in (1, 11, 16, 64)]


def test_too_long_a_wait_pauses(tmp_path: Path) -> None:
    """With a sentence; what was not started is skipped, and a resume goes on."""
    one = budget_held(PATIENCE + 60)
    run = Run("apply", tmp_path, "r", Choice(), 2, budget=one)
    report = run.roll(todo([repository()], history(), "me", Choice(), "here"))

    assert (3, 1) == (report.code, report.counts()["skipped"])
    assert report.stopped.startswith("what is left of a limit does not do for one more")
    assert "GitHub, which asks to wait, until " in report.stopped
    assert "`trustpub rollout resume` goes on" in report.stopped


def budget_held(seconds: float) -> Budget:
    """GitHub says to wait so long."""
    one = Budget(ledger=Ledger(table(None, 1)))
    one.ledger = one.ledger._replace(held={"github": one.clock() + seconds})
    return one


def test_who_waits_holds_up_no_other_forge(tmp_path: Path) -> None:
    """The first repository that asks nobody who says to wait goes on."""
    gitlab = {"gitlab": {"repository": "group/q"}, "github": None}
    works = [work(name="a"), work(name="b"), work(name="c", config=config(**gitlab))]
    pool = Pool("apply", tmp_path, "r", 2, budget=budget_held(60))

    assert "c" == getattr(pool.next_of(works), "name", None)
    assert pool.next_of(works[:2]) is None
    assert pool.budget.waiting is not None
