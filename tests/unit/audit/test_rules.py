"""Every rule of good practice: a world that raises it, and the nearest one that does not."""

import pytest

from trustpub.audit.case import make_case
from trustpub.audit.judge import PRACTICE_RULES, judge
from trustpub.forges.base import rule_id
from trustpub.observing.model import Repository

from .build import HUB, environment, hub, lab, policy, ruleset
from .rows import ROWS, Row


def raised(repository: Repository) -> list[tuple[str, str]]:
    """Rules and severities of what is found."""
    return [(one.id, one.severity) for one in judge(make_case(repository))]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.rule}-{row.severity}")
def test_rule_raises_and_does_not(row: Row) -> None:
    """The bad world has the finding, the good one has not."""
    assert (row.rule, row.severity) in raised(row.bad)
    assert row.rule not in [name for name, _ in raised(row.good)]


def test_every_rule_has_a_row() -> None:
    """No rule is without its two worlds."""
    assert {rule_id(rule) for rule in PRACTICE_RULES} == {row.rule for row in ROWS}


@pytest.mark.parametrize("good", [hub(), lab()], ids=lambda one: one.forge)
def test_good_world_has_notes_alone(good: Repository) -> None:
    """What is well guarded has nothing that counts."""
    assert [] == [one for one in raised(good) if one[1] != "note"]


def test_unseen_is_neither_good_nor_bad() -> None:
    """No finding rests on what was not seen."""
    hidden = dict.fromkeys(("reviewers", "can_admins_bypass", "prevent_self_review"), "403")
    nobody = {"users": [], "teams": []}
    blind = environment(reviewers=nobody, can_admins_bypass=True, unseen=hidden)

    assert [] == raised(hub(blind))
    secret = environment(reviewers=nobody, unseen={"reviewers.teams": "403"})
    assert [] == raised(hub(secret))
    unlisted = {"github.organization-tag-ruleset": "403"}
    assert [] == raised(hub(environment(), policy(), unseen=unlisted))


def test_finding_says_where_and_why() -> None:
    """Evidence, the page of the forge, and what to do."""
    (one,) = judge(make_case(hub(environment(can_admins_bypass=True))))

    assert f"https://github.com/{HUB}/settings/environments/7/edit" == one.at
    assert "its name 'pypi' says that it publishes" == one.evidence
    assert "environment/pypi" == one.object
    assert "docs/rules.md#audit-admin-bypass" == one.docs


def test_private_repository_is_told_of_the_plan() -> None:
    """Where the plan has no reviewers, the fix says so."""
    nobody = {"users": [], "teams": []}
    world = hub(environment(reviewers=nobody), visibility="private", plan="team")

    found = {one.id: one.fix for one in judge(make_case(world))}

    assert "Enterprise" in found["audit-no-reviewers"]


def test_fingerprints_stay_and_differ() -> None:
    """Order, numbers and severity do not change a fingerprint; two equal findings have two."""
    one, two = environment(can_admins_bypass=True), environment("release", can_admins_bypass=True)

    first = {f.object: f.fingerprint for f in judge(make_case(hub(one, two)))}
    again = {f.object: f.fingerprint for f in judge(make_case(hub(two, one)))}
    off = [ruleset(enforcement="evaluate") for _ in range(2)]
    twins = [f.fingerprint for f in judge(make_case(hub(environment(), policy(), *off)))]

    assert first == again
    assert 2 == len(set(first.values()))
    assert 2 == len(set(twins))
