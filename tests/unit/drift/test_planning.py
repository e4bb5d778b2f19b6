"""What becomes of each issue."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustpub.audit.model import Section
from trustpub.drift.model import Change, Issue
from trustpub.drift.planning import changes
from trustpub.drift.telling import about, body, title

from .made import finding, section

FOUND, CLEAN, BLIND = section("o/r", finding()), section("o/r"), section("o/r", unseen=1)
BOTH = section("o/r", finding(), unseen=1)


def issue(told: Section = FOUND, number: int = 1, **changes: Any) -> Issue:
    """An issue as it would be stored."""
    values = {"number": number, "title": title(told), "body": body(told), "opened": True}
    return Issue.model_validate({**values, "about": about(told), **changes})


@pytest.mark.parametrize(
    ("seen", "stored", "steps"),
    [
        (FOUND, [], ["open"]),
        (FOUND, [issue()], ["keep"]),
        (FOUND, [issue(body=body(FOUND).replace("\n", "\r\n") + "\r\n")], ["keep"]),
        (FOUND, [issue(about="github:O/R")], ["keep"]),
        (FOUND, [issue(body="<!-- changed -->")], ["update"]),
        (FOUND, [issue(title="mine")], ["update"]),
        (FOUND, [issue(opened=False)], ["reopen"]),
        (BOTH, [issue()], ["update"]),
        (CLEAN, [], []),
        (CLEAN, [issue()], ["close"]),
        (CLEAN, [issue(opened=False)], []),
        (BLIND, [], []),
        (BLIND, [issue()], ["leave"]),
        (BLIND, [issue(opened=False)], []),
        (section("o/r", finding(severity="note")), [issue()], ["close"]),
        (section("o/r", finding(accepted="known")), [issue()], ["close"]),
        (section("o/r", finding(), forge="gitlab"), [issue()], ["open", "leave"]),
        (FOUND, [issue(number=7), issue(number=3)], ["keep", "leave"]),
        (FOUND, [issue(number=7), issue(number=3, opened=False)], ["reopen", "leave"]),
    ],
)
def test_step(seen: Section, stored: list[Issue], steps: list[str]) -> None:
    """From what was found and what is stored."""
    assert steps == [one.step for one in changes([seen], stored)]


def test_what_the_report_does_not_name_is_left_alone() -> None:
    """It was not looked at: that is no reason to close anything."""
    (change,) = changes([], [issue()])
    assert ("leave", 1, False) == (change.step, change.number, change.writes)


def test_the_oldest_of_two_is_kept_up_to_date() -> None:
    """The other one is told."""
    first, other = changes([CLEAN], [issue(number=7), issue(number=3)])
    assert ("close", 3, 7) == (first.step, first.number, other.number)
    assert "number 3" in other.why


SECTIONS = st.sampled_from(["o/a", "o/b", "O/C", "p/a"]).flatmap(
    lambda name: st.sampled_from(
        [
            section(name, finding()),
            section(name, finding(), finding(severity="warning")),
            section(name),
            section(name, unseen=2),
            section(name, finding(), unseen=1),
        ]
    )
)
RUNS = st.lists(st.lists(SECTIONS, unique_by=lambda s: s.name), min_size=1, max_size=6)


@given(RUNS)
def test_every_run_ends_with_one_true_issue_for_each(runs: list[list[Section]]) -> None:
    """Whatever came before: said again at once, nothing more is to be written."""
    stored: dict[str, Issue] = {}
    for sections in runs:
        for change in changes(sections, list(stored.values())):
            obey(stored, change)
        assert not any(one.writes for one in changes(sections, list(stored.values())))
        for one in sections:
            there = stored.get(about(one))
            if any(each.counted for each in one.findings):
                assert there
                assert (True, title(one)) == (there.opened, there.title)
            elif not one.unseen:
                assert there is None or not there.opened


def obey(stored: dict[str, Issue], change: Change) -> None:
    """What a forge would do."""
    if change.writes:
        number = change.number or len(stored) + 1
        values = {"number": number, "title": change.title, "body": change.body}
        opened = change.step != "close"
        stored[change.about] = Issue.model_validate(
            {**values, "opened": opened, "about": change.about}
        )
