"""Projects of GitLab in which a rule has to tell one thing from the thing beside it."""

from typing import Any

import pytest

from trustpub.audit.case import make_case
from trustpub.audit.judge import judge
from trustpub.observing.compare import differences
from trustpub.observing.model import Repository, Seen

from .build import lab, lab_environment, protection, tag
from .test_judge import LAB, plan

HIDDEN_ABOVE = {"protected_by_groups": "403"}
OTHER = lab_environment("release")


def told(rule: str, world: Repository) -> list[tuple[str, str]]:
    """What one rule is about, and how much it weighs."""
    return [(one.object, one.severity) for one in judge(make_case(world)) if one.id == rule]


def without(one: Seen, *gone: str, **unseen: str) -> Seen:
    """The same with properties that are not there, and others that were not seen."""
    left = {name: value for name, value in one.properties.items() if name not in gone}
    return one.model_copy(update={"properties": left, "unseen": unseen})


@pytest.mark.parametrize(
    ("world", "found"),
    [
        (lab(lab_environment(), tag()), ["environment/pypi/protection"]),
        (lab(lab_environment(), protection(), OTHER, tag()), ["environment/release/protection"]),
        (
            lab(without(lab_environment(), **HIDDEN_ABOVE), OTHER, tag()),
            ["environment/release/protection"],
        ),
        (lab(lab_environment(), tag(), unseen={"gitlab.protected-environment": "403"}), []),
    ],
    ids=["open", "the second", "the first is unseen", "unseen"],
)
def test_unprotected_environment(world: Repository, found: list[str]) -> None:
    """Each one that is open, wherever it stands, and none that may be protected."""
    assert [(name, "error") for name in found] == told("audit-unprotected-environment", world)


@pytest.mark.parametrize(
    ("environment", "guard", "told_of"),
    [
        (lab_environment(), protection(approvals=[]), True),
        (lab_environment(), without(protection(approvals=[]), approvals="403"), False),
        (without(lab_environment(), **HIDDEN_ABOVE), protection(approvals=[]), False),
        (
            lab_environment(),
            protection(approvals=[], beyond={"required_approval_count": 1}),
            False,
        ),
    ],
    ids=["nobody", "unseen", "unseen above", "by number"],
)
def test_nobody_approves(environment: Seen, guard: Seen, told_of: bool) -> None:
    """Where that was seen, here and above."""
    found = [("environment/pypi/protection", "warning")] * told_of

    assert found == told("audit-no-approvals", lab(environment, guard, tag()))


@pytest.mark.parametrize(
    ("name", "severity"), [("pypi", "warning"), ("release", "warning"), ("testpypi", "note")]
)
def test_weight_on_testpypi(name: str, severity: str) -> None:
    """What only publishes there weighs less."""
    wide = protection(name, approvals=[], deployers=[{"access": "developer"}])
    world = lab(lab_environment(name), wide, tag())
    expected = [(f"environment/{name}/protection", severity)]

    assert expected == told("audit-no-approvals", world)
    assert expected == told("audit-wide-deployers", world)


def test_deployers_that_are_not_told() -> None:
    """What is not there is not wide."""
    world = lab(lab_environment(), without(protection(), "deployers"), tag())

    assert [] == told("audit-wide-deployers", world)


def test_no_tag_is_protected() -> None:
    """Told unless nobody saw them, or it is told already that a declared one is gone."""
    world = lab(lab_environment(), protection())
    hidden = lab(lab_environment(), protection(), unseen={"gitlab.protected-tag": "403"})
    assert [("tags", "error")] == told("audit-no-protected-tags", world)
    assert [] == told("audit-no-protected-tags", hidden)

    wanted = plan(LAB)
    gone = [one for one in differences(wanted, [lab(lab_environment())]) if one.state == "absent"]
    names = {"gitlab.protected-environment": 1, "gitlab.protected-tag": 0}
    for kind, count in names.items():
        case = make_case(world, wanted, [one for one in gone if one.kind == kind])
        found = [one for one in judge(case, wanted) if one.id == "audit-no-protected-tags"]
        assert count == len(found)


@pytest.mark.parametrize(("levels", "count"), [([], 0), (["admin"], 0), (["admin", "x"], 1)])
def test_levels(levels: list[str], count: int) -> None:
    """One of them is what the config says."""
    world = lab(lab_environment(), protection(), tag(beyond={"levels": levels}))

    assert count == len(told("audit-wide-creators", world))


NOBODY: dict[str, Any] = {"users": [], "groups": []}


@pytest.mark.parametrize(
    ("one", "nobody"),
    [
        (tag(**NOBODY), True),
        (without(tag(**NOBODY), "users", "groups"), True),
        (tag(users=["a"], groups=[]), False),
        (tag(users=[], groups=["g"]), False),
        (tag(**NOBODY, access="maintainer"), False),
        (tag(**NOBODY, beyond={"deploy_keys": [7]}), False),
        (tag(**NOBODY, beyond={"others": [{"member_role_id": 5}]}), False),
        (without(tag(**NOBODY), users="403"), False),
        (without(tag(**NOBODY), groups="403"), False),
    ],
)
def test_nobody_creates(one: Seen, nobody: bool) -> None:
    """Neither by role nor by name, and all that was seen."""
    found = [("tag/v*", "note")] * nobody

    assert found == told("audit-nobody-creates", lab(lab_environment(), protection(), one))


def test_who_cannot_act_any_more() -> None:
    """Each with the reason, in words; who can is not told."""
    able = {"users/alice": "blocked", "groups/g": False, "users/bob": True}
    world = lab(lab_environment(), protection(), tag(beyond={"creators_able": able}))
    (one,) = (f for f in judge(make_case(world)) if f.id == "audit-stale-member")

    assert "users/alice: blocked; groups/g: cannot act" == one.found
