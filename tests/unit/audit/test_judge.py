"""Config against reality: differences are findings, and nothing is told twice."""

from typing import Any

import pytest

from trustpub.audit.case import make_case
from trustpub.audit.judge import judge
from trustpub.audit.model import Finding
from trustpub.audit.rules_differences import DIFFERENCE_RULES
from trustpub.checking import check
from trustpub.forges.base import rule_id
from trustpub.model import Plan
from trustpub.observing.compare import differences
from trustpub.observing.model import Repository
from trustpub.plan import make_plan

from .build import HUB, environment, hub, lab, lab_environment, policy, protection, ruleset, tag

CONFIG = """
project: lib
github: {repository: octo-org/lib, workflow: release.yml}
publishers:
  - index: pypi
    environment:
      name: pypi
      reviewers: {users: [octocat]}
      prevent_self_review: true
      admins_can_bypass: false
    triggers: {tags: ["v*"]}
tags:
  - {pattern: "v*", created_by: {teams: [managers]}}
"""
LAB = """
project: lib
gitlab: {repository: group/lib}
publishers:
  - index: pypi
    environment:
      name: pypi
      deployers: [{access: maintainer}]
      approvals: [{user: bob}]
    triggers: {tags: ["v*"]}
tags:
  - {pattern: "v*", created_by: {users: [alice]}}
"""
ABLE = {"creators_able": {"users/alice": True}}
APPROVES = {"approvers_able": {"users/bob": True}}


def plan(text: str = CONFIG) -> Plan:
    """The plan of a config."""
    checked = check(text, "release.yaml")
    assert checked.config is not None, checked.problems
    return make_plan(checked.config)


def named(**changes: Any) -> Any:
    """The ruleset under the name that the plan gives it."""
    one = ruleset(**changes)
    return one.model_copy(update={"properties": {**one.properties, "name": "release tags v*"}})


def found(world: Repository, wanted: Plan) -> list[Finding]:
    """What is found in a world that a plan is about; bare notes left out."""
    case = make_case(world, wanted, differences(wanted, [world]))
    return [one for one in judge(case, wanted) if one.severity != "note"]


def short(world: Repository, text: str = CONFIG) -> list[tuple[str, str, str]]:
    """Rule, object and setting of what counts."""
    return [(one.id, one.object, one.setting) for one in found(world, plan(text))]


NOBODY = {"users": [], "teams": []}
EVERYBODY = {"users": ["octocat", "hubot"], "teams": []}
ABLE_ALL = {"reviewers_able": {"users/octocat": True, "users/hubot": True}}
GITHUB = [
    (hub(environment(), policy(), named()), []),
    (
        hub(environment(reviewers=NOBODY), policy(), named()),
        [("audit-differs", "environment/pypi", "reviewers.users")],
    ),
    (
        hub(environment(reviewers=EVERYBODY, beyond=ABLE_ALL), policy(), named()),
        [("audit-beside", "environment/pypi", "reviewers.users")],
    ),
    (
        hub(environment(can_admins_bypass=True), policy(), named()),
        [("audit-differs", "environment/pypi", "can_admins_bypass")],
    ),
    (
        hub(environment(prevent_self_review=False), policy(), named()),
        [("audit-differs", "environment/pypi", "prevent_self_review")],
    ),
    (
        hub(environment(wait_timer=5), policy(), named()),
        [("audit-differs", "environment/pypi", "wait_timer")],
    ),
    (
        hub(environment(beyond={"reviewers_able": {"users/octocat": False}}), policy(), named()),
        [("audit-differs", "environment/pypi", "reviewers_able")],
    ),
    (
        hub(environment(), policy(), policy("*", "branch"), named()),
        [("audit-beside", "environment/pypi/branch/*", "")],
    ),
    (hub(environment(), named()), [("audit-absent", "environment/pypi/tag/v*", "")]),
    (hub(environment(), policy()), [("audit-absent", "tag/v*", "")]),
    (
        hub(environment(), policy(), named(enforcement="disabled")),
        [("audit-differs", "tag/v*", "enforcement")],
    ),
    (
        hub(environment(), policy(), named(rules=["creation"])),
        [("audit-differs", "tag/v*", "rules")],
    ),
    (
        hub(environment(), policy(), named(exclude=["refs/tags/v0*"])),
        [("audit-differs", "tag/v*", "exclude")],
    ),
    (
        hub(environment(), policy(), named(bypass={"deploy_keys": True})),
        [("audit-beside", "tag/v*", "bypass.deploy_keys")],
    ),
]
GITLAB = [
    (lab(lab_environment(), protection(beyond=APPROVES), tag(beyond=ABLE)), []),
    (
        lab(lab_environment(), tag(beyond=ABLE)),
        [("audit-absent", "environment/pypi/protection", "")],
    ),
    (
        lab(lab_environment(), protection(approvals=[]), tag(beyond=ABLE)),
        [("audit-differs", "environment/pypi/protection", "approvals")],
    ),
    (
        lab(lab_environment(), protection(beyond=APPROVES)),
        [("audit-absent", "tag/v*", "")],
    ),
    (
        lab(
            lab_environment(),
            protection(beyond=APPROVES),
            tag(beyond=ABLE, access="developer"),
        ),
        [("audit-differs", "tag/v*", "access")],
    ),
    (
        lab(
            lab_environment(),
            protection(beyond=APPROVES),
            tag(beyond={**ABLE, "deploy_keys": [7]}),
        ),
        [("audit-beside", "tag/v*", "deploy_keys")],
    ),
]


@pytest.mark.parametrize(("world", "expected"), GITHUB)
def test_github_change_is_named_once(
    world: Repository, expected: list[tuple[str, str, str]]
) -> None:
    """Exactly the setting that was changed is found, by no second rule."""
    assert expected == short(world)


@pytest.mark.parametrize(("world", "expected"), GITLAB)
def test_gitlab_change_is_named_once(
    world: Repository, expected: list[tuple[str, str, str]]
) -> None:
    """The same on GitLab."""
    assert expected == short(world, LAB)


def test_every_kind_of_difference_is_raised() -> None:
    """No rule about differences is without a world."""
    told = {name for _, expected in (*GITHUB, *GITLAB) for name, _, _ in expected}

    assert {rule_id(rule) for rule in DIFFERENCE_RULES} == told


def test_finding_names_asked_stored_and_reason() -> None:
    """A difference says what was declared, what is stored, and the likely cause."""
    (one,) = found(hub(environment(reviewers=NOBODY), policy(), named()), plan())

    assert one.found.startswith("reviewers.users is nothing, declared is octocat: ")
    assert "the config declares it" == one.evidence


def test_declared_weakness_is_a_note() -> None:
    """What the config itself wants was decided on: `trustpub check` has told it."""
    text = CONFIG.replace("admins_can_bypass: false", "admins_can_bypass: true")
    text = text.replace("{teams: [managers]}", "{teams: [managers], deploy_keys: true}")
    world = hub(environment(can_admins_bypass=True), policy(), named(bypass={"deploy_keys": True}))
    wanted = plan(text)

    case = make_case(world, wanted, differences(wanted, [world]))
    told = {one.id: (one.severity, one.found) for one in judge(case, wanted)}

    assert {"audit-admin-bypass", "audit-wide-bypass", "audit-bypass"} == set(told)
    assert {"note"} == {severity for severity, _ in told.values()}
    assert told["audit-wide-bypass"][1].endswith("the config declares it so")


def test_declared_environment_publishes_whatever_its_name() -> None:
    """A declared environment is looked at by any name; one for TestPyPI alone weighs less."""
    text = CONFIG.replace("index: pypi", "index: testpypi").replace("name: pypi", "name: deploy")
    world = hub(environment("deploy", can_admins_bypass=True), policy(name="deploy"), named())

    case = make_case(world, plan(text))

    assert [("deploy", "the config declares it", True)] == [
        (one.name, one.why, one.trial) for one in case.publishing
    ]


def test_renamed_repository_is_the_same() -> None:
    """Differences of a repository that has another name now are told in its section."""
    world = hub(environment(reviewers=NOBODY), policy(), named(), name="octo-org/renamed")
    seen = [
        one.model_copy(update={"name": f"octo-org/renamed{one.name[len(HUB) :]}"})
        for one in world.seen
    ]

    told = short(world.model_copy(update={"asked": HUB, "seen": tuple(seen)}))

    assert [("audit-differs", "environment/pypi", "reviewers.users")] == told
