"""Worlds in which a rule of the audit has to tell one thing from the thing beside it."""

from typing import Any

import pytest

from trustpub.audit.case import make_case
from trustpub.audit.judge import judge
from trustpub.audit.model import Finding
from trustpub.observing.compare import differences
from trustpub.observing.model import Repository

from .build import HUB, OPEN_TEXT, environment, hub, policy, ruleset
from .rows import BEFORE
from .test_judge import plan

PRIVATE = {"visibility": "private", "plan": "team"}
GATED = "GitHub offers it on private repositories to Enterprise alone: make it public, or upgrade"


def of(rule: str, world: Repository) -> list[Finding]:
    """What one rule finds."""
    return [one for one in judge(make_case(world)) if one.id == rule]


def test_page_is_that_of_the_environment_that_differs() -> None:
    """Not that of the one beside it."""
    other = environment("other").model_copy(update={"number": 8})
    last = environment(can_admins_bypass=True).model_copy(update={"number": 9})
    world, wanted = hub(other, last, policy(), ruleset()), plan()
    case = make_case(world, wanted, differences(wanted, [world]))

    told = {one.at for one in judge(case, wanted) if one.setting == "can_admins_bypass"}

    assert {f"https://github.com/{HUB}/settings/environments/9/edit"} == told


@pytest.mark.parametrize(
    ("facts", "fix"),
    [
        ({}, "switch off that administrators bypass the protection"),
        (PRIVATE, GATED),
        (
            {**PRIVATE, "plan": "enterprise"},
            "switch off that administrators bypass the protection",
        ),
        (
            {"visibility": "private", "plan": None},
            "switch off that administrators bypass the protection",
        ),
    ],
)
def test_bypass_where_the_plan_has_no_switch(facts: dict[str, Any], fix: str) -> None:
    """The fix is one that can be done."""
    (one,) = of("audit-admin-bypass", hub(environment(can_admins_bypass=True), **facts))

    assert fix == one.fix


@pytest.mark.parametrize(("unseen", "told"), [({}, 1), ({"prevent_self_review": "403"}, 0)])
def test_self_review_that_was_not_seen(unseen: dict[str, str], told: int) -> None:
    """It may be prevented all the same."""
    world = hub(environment(prevent_self_review=False, unseen=unseen))

    assert told == len(of("audit-self-review", world))


@pytest.mark.parametrize(
    ("able", "found"),
    [
        ({"a": False, "b": True}, "users/a cannot read the repository any more"),
        (
            {"a": False, "b": False},
            "users/a, users/b cannot read the repository any more, and so nobody can review at all",
        ),
        ({"a": True}, None),
    ],
)
def test_reviewers_who_lost_access(able: dict[str, bool], found: str | None) -> None:
    """Some of them, or all."""
    known = {f"users/{name}": can for name, can in able.items()}
    people = {"users": ["a", "b"], "teams": []}
    world = hub(environment(reviewers=people, beyond={"reviewers_able": known}))

    assert [found] * bool(found) == [one.found for one in of("audit-stale-reviewer", world)]


def test_environments_that_were_not_seen() -> None:
    """One of them may hold the upload back."""
    hidden = {"github.environment": "403"}
    world = hub(policy(name="x"), workflows=BEFORE, unseen=hidden)

    assert [] == of("audit-no-environment", world)


def test_every_upload_is_told() -> None:
    """With its file and line."""
    world = hub(policy(name="x"), workflows={"a.yml": OPEN_TEXT, "b.yml": OPEN_TEXT})
    (one,) = of("audit-no-environment", world)
    both = "twine in .github/workflows/a.yml:7, twine in .github/workflows/b.yml:7"

    assert f"uploads to an index ({both}), and has no environment that could hold it back" == (
        one.found
    )
