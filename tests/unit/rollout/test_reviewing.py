"""What may be done of what would be done: only what was reviewed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustpub.rollout.detail import NOT_SHOWN, Detail, Setting
from trustpub.rollout.model import Choice, Result, Work
from trustpub.rollout.reviewing import (
    FIRST,
    MOVED_ON,
    PLAN,
    TAKEN,
    UNREAD,
    UNSHOWN,
    UNTOUCHED,
    Case,
    begun,
    beyond,
    done,
    held_by,
    is_digest,
    lines,
    of_plan,
    sentence,
    within,
    wrong,
)
from trustpub.rollout.running.holding import exceeded, withheld

from .made import config, history, line


def step(operation: str = "update", after: Any = 30, name: str = "o/p/environment/pypi") -> Detail:
    """A step of the engine."""
    setting = Setting(name="wait_timer", before=0, after=after)
    return Detail(operation=operation, kind="github.environment", name=name, settings=(setting,))


STEP, OTHER, MADE, ODD = step(), step(after=31), step("create"), step(after=NOT_SHOWN)
FOUND = step("import")
DIGEST = f"plan-sha256:{'a' * 64}"


@pytest.mark.parametrize(
    ("case", "wanted"),
    [
        # Nothing would be done: there is nothing to hold it to.
        (Case("a", (), touched=False), ""),
        (Case("a", (), touched=True, before="unknown"), ""),
        # Not part of the change.
        (Case("a", (STEP,), touched=False), UNTOUCHED),
        (Case("a", (STEP,), touched=False, before="there", base=()), UNTOUCHED),
        # It was declared before: it has to stand there.
        (Case("a", (STEP,), touched=True, before="there", base=()), ""),
        (Case("a", (STEP,), touched=True, before="there", base=(OTHER,)), MOVED_ON),
        (Case("a", (STEP,), touched=True, before="there"), MOVED_ON),
        # It is new: there has to be nothing.
        (Case("a", (MADE,), touched=True, before="absent"), ""),
        (Case("a", (MADE, STEP), touched=True, before="absent"), TAKEN),
        (Case("a", (MADE, FOUND), touched=True, before="absent"), ""),
        (Case("a", (FOUND,), touched=False, before="absent"), UNTOUCHED),
        (Case("a", (step("delete"),), touched=True, before="absent"), TAKEN),
        # What it was cannot be read: the preview took it for new, so it has to be new.
        (Case("a", (MADE,), touched=True, before="unknown"), ""),
        (Case("a", (STEP,), touched=True, before="unknown"), UNREAD),
        # What is not shown cannot have been reviewed.
        (Case("a", (ODD,), touched=True, before="there", base=()), UNSHOWN),
        # An earlier run of the same review may have done a part of it.
        (Case("a", (STEP,), True, "there", (OTHER,), (STEP.digest(),)), ""),
        (Case("a", (STEP,), False, "absent", None, (STEP.digest(),)), ""),
        (Case("a", (FOUND,), False, "there", (OTHER,), (MADE.digest(),)), ""),
        (Case("a", (MADE,), False, "there", (OTHER,), (FOUND.digest(),)), UNTOUCHED),
        (Case("a", (STEP, OTHER), False, "absent", None, (STEP.digest(),)), UNTOUCHED),
        (Case("a", (ODD,), True, "there", (), (ODD.digest(),)), UNSHOWN),
    ],
)
def test_a_repository_may_be_run_or_not(case: Case, wanted: str) -> None:
    """The table of decisions for a change of commits."""
    assert wanted.format(first=FIRST.format("b", ""), plan=PLAN) == wrong(case, "b")


def test_what_is_to_be_done_is_a_command() -> None:
    """With `--full` something was changed by hand: a plan without it would not see that."""
    moved = Case("a", (STEP,), touched=True, before="there", base=(OTHER,))

    told, of_all = wrong(moved, "b3"), wrong(moved, "b3", full=True)

    assert "(`git checkout b3 && trustpub rollout apply`)" in told
    assert told.endswith("`trustpub rollout plan`")
    assert "(`git checkout b3 && trustpub rollout apply --full`)" in of_all
    assert of_all.endswith("`trustpub rollout plan --full`, and give its digest")


HELD = {"choice": Choice(reviewed=DIGEST), "held": {"a": ("1",)}}
RUN = line("run", 1, run="r", **HELD)
END = line("ended", 2, run="r", name="a", outcome="changed")
FINISHED = line("finished", 3, run="r")


@pytest.mark.parametrize(
    ("lines_", "wanted"),
    [
        ([], False),
        ([RUN, END, FINISHED], True),
        ([RUN, END], False),
        ([RUN, END, line("paused", 3, run="r")], False),
        ([RUN, FINISHED], False),
        ([RUN, END.model_copy(update={"outcome": "failed"}), FINISHED], False),
        # Another run: before it, after it with nothing to do, after it with something.
        ([line("ended", 0, run="q", name="a", outcome="unchanged"), RUN, FINISHED], False),
        ([RUN, END, FINISHED, line("ended", 4, run="s", name="a", outcome="unchanged")], True),
        ([RUN, END, FINISHED, line("ended", 4, run="s", name="a", outcome="changed")], False),
        # A resume of it, and a second run that found nothing left.
        ([RUN, line("paused", 2, run="r"), RUN, END, FINISHED], True),
        ([RUN, END, FINISHED, line("run", 5, run="t", **{**HELD, "held": {}})], False),
        (
            [
                *(RUN, END, FINISHED),
                line("run", 5, run="t", **{**HELD, "held": {}}),
                line("finished", 6, run="t"),
            ],
            True,
        ),
        # Held to something else.
        ([line("run", 1, run="r", choice=Choice(), held=None), END, FINISHED], False),
    ],
)
def test_what_was_reviewed_is_done_or_not(lines_: list[Any], wanted: bool) -> None:
    """Only where its runs came to their end, each repository well, and nothing came after."""
    assert wanted == done(history(*lines_), DIGEST)


STEPS = st.lists(st.sampled_from([STEP, OTHER, MADE, ODD, step(name="x")]), max_size=4)


@given(STEPS, STEPS)
def test_only_reviewed_steps_are_within(now: list[Detail], before: list[Detail]) -> None:
    """Each has to be one of them, whole; fewer are no harm."""
    held = held_by({"a": before})

    good = all(one in before and one.whole for one in now)

    assert good == within({"a": now}, held)
    assert good == (not beyond(now, held.get("a", ())))
    assert within({"a": []}, {})
    assert within({"b": now}, held) == (not now)


@given(STEPS, st.booleans(), st.sampled_from(["there", "absent", "unknown"]), STEPS)
def test_what_is_untouched_is_never_written(
    now: list[Detail], touched: bool, before: Any, base: list[Detail]
) -> None:
    """Whatever else is known, only what the change is about may have steps."""
    case = Case("a", tuple(now), touched, before, tuple(base))

    if wrong(case, "b") == "" and now:
        assert touched
        assert (before == "there" and not base) or all(one.operation == "create" for one in now)


@pytest.mark.parametrize(
    ("text", "good", "plan"),
    [
        (DIGEST, True, True),
        (DIGEST.removeprefix("plan-"), True, False),
        (f"{DIGEST}\n", False, True),
        (DIGEST[:-1], False, True),
        ("", False, False),
        ("sha256:", False, False),
    ],
)
def test_digests_are_told_apart(text: str, good: bool, plan: bool) -> None:
    """Of a plan, of a change, and of nothing."""
    assert (good, plan) == (is_digest(text), of_plan(text))


def test_an_earlier_run_of_the_same_review_is_remembered() -> None:
    """The last one that says what it was held to."""
    same, another = Choice(reviewed=DIGEST), Choice(reviewed=f"sha256:{'a' * 64}")
    runs = [
        line("run", choice=same, held={"a": ("1",)}),
        line("run", choice=same, held={"a": ("2",)}),
        line("run", choice=same),
        line("run", choice=another, held={"a": ("3",)}),
        line("finished"),
    ]

    assert {"a": ("2",)} == begun(runs, DIGEST)
    assert {} == begun(runs[2:3], DIGEST)


def work(held: tuple[str, ...] | None) -> Work:
    """A repository that may do these."""
    return Work("a", "a", config(), "", new=False, torn=False, held=held)


def result(outcome: Any = "changed", *details: Detail) -> Result:
    """Its preview."""
    return Result(name="a", outcome=outcome, why="why", details=details, engine=True)


def test_right_before_its_own_run_it_is_held_once_more() -> None:
    """Nothing is to hold without a review; else only reviewed steps let it begin."""
    assert withheld(work(None), result("failed"), {}) is None
    assert withheld(work(()), result("unchanged"), {}) is None
    assert withheld(work((STEP.digest(),)), result("changed", STEP), {}) is None
    broken = withheld(work((STEP.digest(),)), result("unknown"), {})
    assert broken is not None
    assert ("unknown", "why") == (broken.outcome, broken.why)
    stopped = withheld(work((STEP.digest(),)), result("changed", STEP, OTHER), {})
    assert stopped is not None
    assert "skipped" == stopped.outcome
    assert stopped.why.endswith("update o/p/environment/pypi: wait_timer: 0 -> 31")
    assert "skipped" == getattr(withheld(work(()), result("changed", STEP), {}), "outcome", "")


@pytest.mark.parametrize(
    ("held", "before", "after"),
    [
        (None, "changed", "changed"),
        ((STEP.digest(),), "changed", "changed"),
        ((), "changed", "failed"),
        ((), "failed", "failed"),
        ((), "unknown", "unknown"),
    ],
)
def test_what_was_done_beyond_the_review_is_no_good_end(
    held: tuple[str, ...] | None, before: Any, after: str
) -> None:
    """Something changed between the last look and the engine: it is told, and looked at again."""
    found = exceeded(work(held), result(before, STEP), {})

    assert after == found.outcome
    assert (held == ()) == ("not reviewed" in found.why)
    assert found.why.endswith("why")


def test_the_first_of_many_steps_are_told() -> None:
    """And how many more there are."""
    told = sentence([step(name=f"p{n}") for n in range(9)], {}).split("\n")

    assert 7 == len(told)
    assert "and 4 more" == told[-1]


def test_settings_stand_behind_or_below_their_step() -> None:
    """One behind, several below; what is made has none."""
    two = (Setting(name="a", before=1, after=2), Setting(name="b", before=None, after="v*"))
    both = STEP.model_copy(update={"settings": two})

    assert ["update o/p/environment/pypi: wait_timer: 0 -> 30"] == lines([STEP], {})
    below = ["    a: 1 -> 2", '    b: nothing -> "v*"']
    assert ["update o/p/environment/pypi:", *below] == lines([both], {})
    assert ["create o/p/environment/pypi"] == lines([MADE], {})
