"""Config against reality as a pure function: GitLab's kinds, reasons, order."""

from typing import Any

import pytest

from trustpub.model import Plan
from trustpub.observing.compare import differences
from trustpub.observing.model import Difference, Repository, Seen

from . import worlds

PROJECT = "group/sub/lib"
CONFIG = """
project: lib
gitlab: {repository: group/sub/lib}
publishers:
  - index: pypi
    environment:
      name: pypi
      deployers: [{access: maintainer}, {group: Group/Managers}]
      approvals: [{group: group/managers, required: 2}]
tags:
  - pattern: "v*"
    created_by: {users: [alice], groups: [group/managers]}
"""
BOT = """
project: lib
gitlab: {repository: group/sub/lib}
publishers: [{index: pypi, environment: pypi}]
tags: [{pattern: "v*", created_by: {access: maintainer}}]
"""


ABLE: dict[str, Any] = {
    "github.environment": {
        "reviewers_able": {"users/octocat": True, "teams/release-managers": True}
    },
    "gitlab.protected-tag": {"creators_able": {"users/alice": True, "groups/group/managers": True}},
    "gitlab.protected-environment": {"approvers_able": {"groups/group/managers": True}},
}


def as_planned(plan: Plan, **changes: Any) -> Repository:
    """A repository in which everything is as planned."""
    seen = [
        Seen(kind=r.kind, name=r.name, properties=r.properties, beyond=ABLE.get(r.kind, {}))
        for r in plan.resources
    ]
    forge = plan.resources[0].kind.partition(".")[0]
    name = plan.resources[0].properties.get("project") or worlds.REPOSITORY
    kept = [s for s in seen if s.kind.startswith(forge)]
    return Repository.model_validate({"forge": forge, "name": name, "seen": kept, **changes})


def changed(repository: Repository, kind: str, **properties: Any) -> Repository:
    """The repository with other properties of one kind."""
    seen = tuple(
        s.model_copy(update={"properties": {**s.properties, **properties}}) if s.kind == kind else s
        for s in repository.seen
    )
    return repository.model_copy(update={"seen": seen})


def with_seen(repository: Repository, *more: Seen) -> Repository:
    """The repository with more in it."""
    return repository.model_copy(update={"seen": (*repository.seen, *more)})


def tag(pattern: str, access: str = "no one", **more: Any) -> Seen:
    """A protected tag pattern."""
    properties = {"project": PROJECT, "pattern": pattern, "access": access}
    return Seen(
        kind="gitlab.protected-tag",
        name=f"{PROJECT}/tag/{pattern}",
        properties={**properties, "users": [], "groups": [], **more},
    )


def told(plan: Plan, repository: Repository) -> list[tuple[str, str, str]]:
    """State, kind and setting."""
    return [(d.state, d.kind, d.setting) for d in differences(plan, [repository])]


def only(plan: Plan, repository: Repository) -> Difference:
    """The one difference."""
    (found,) = differences(plan, [repository])
    return found


PLAN = worlds.plan(CONFIG)


def test_as_planned() -> None:
    """No difference; letter case of groups and of the project is none, nor is the order."""
    seen = changed(
        as_planned(PLAN, name="Group/Sub/Lib"),
        "gitlab.protected-environment",
        deployers=[{"group": "group/managers"}, {"access": "maintainer"}],
    )

    assert [] == told(PLAN, seen)


CHANGES: dict[str, tuple[str, dict[str, Any], str, str]] = {
    "deployer gone": (
        "gitlab.protected-environment",
        {"deployers": [{"access": "maintainer"}]},
        "differs",
        "deployers",
    ),
    "deployer more": (
        "gitlab.protected-environment",
        {
            "deployers": [
                {"access": "maintainer"},
                {"group": "group/managers"},
                {"access": "developer"},
            ]
        },
        "beside",
        "deployers",
    ),
    "group with heirs": (
        "gitlab.protected-environment",
        {"deployers": [{"access": "maintainer"}, {"group": "group/managers", "inherited": True}]},
        "differs",
        "deployers",
    ),
    "fewer approvals": (
        "gitlab.protected-environment",
        {"approvals": [{"group": "group/managers", "required": 1}]},
        "differs",
        "approvals",
    ),
    "level wider": ("gitlab.protected-tag", {"access": "developer"}, "differs", "access"),
    "user gone": ("gitlab.protected-tag", {"users": []}, "differs", "users"),
    "user more": ("gitlab.protected-tag", {"users": ["alice", "bob"]}, "beside", "users"),
    "group gone": ("gitlab.protected-tag", {"groups": []}, "differs", "groups"),
    "name in another case": (
        "gitlab.environment",
        {"environment": "PyPI"},
        "differs",
        "environment",
    ),
}


@pytest.mark.parametrize(
    ("kind", "properties", "state", "setting"), CHANGES.values(), ids=list(CHANGES)
)
def test_one_setting(kind: str, properties: dict[str, Any], state: str, setting: str) -> None:
    """One setting that is otherwise is the one difference."""
    seen = changed(as_planned(PLAN), kind, **properties)

    assert [(state, kind, setting)] == told(PLAN, seen)


@pytest.mark.parametrize(
    "kind",
    sorted(
        {r.kind for r in PLAN.of(*{r.kind for r in PLAN.resources}) if r.kind.startswith("gitlab.")}
    ),
)
def test_one_thing_absent(kind: str) -> None:
    """What is not there is absent; where its list was not seen, it is unknown."""
    seen = as_planned(PLAN)
    less = seen.model_copy(update={"seen": tuple(s for s in seen.seen if s.kind != kind)})

    assert [("absent", kind, "")] == told(PLAN, less)
    hidden = less.model_copy(update={"unseen": {kind: "403"}})
    assert [("unknown", kind, "")] == told(PLAN, hidden)


def test_keys_and_others_of_gitlab() -> None:
    """Deploy keys and custom roles have no word in the config: they are beside it."""
    seen = as_planned(PLAN)
    tags = tuple(
        s.model_copy(update={"beyond": {**s.beyond, "deploy_keys": [7]}}) if "tag" in s.kind else s
        for s in seen.seen
    )

    found = told(PLAN, seen.model_copy(update={"seen": tags}))

    assert [("beside", "gitlab.protected-tag", "deploy_keys")] == found


@pytest.mark.parametrize(
    ("other", "weakens"),
    [
        (tag("v1*", "developer"), True),
        (tag("*", "maintainer"), True),
        (tag("v*-rc", users=["bob"]), True),
        (tag("v*-rc", users=["Alice"], groups=["group/Managers"]), False),
        (tag("v1*"), False),
        (tag("w*", "developer"), False),
        (tag("v2*").model_copy(update={"unseen": {"users": "403"}}), True),
        (tag("v2*").model_copy(update={"beyond": {"deploy_keys": [1]}}), True),
    ],
)
def test_further_pattern(other: Seen, weakens: bool) -> None:
    """Of two patterns for one tag GitLab takes the more permissive: one that weakens is told."""
    found = told(PLAN, with_seen(as_planned(PLAN), other))

    assert ([("beside", other.kind, "")] if weakens else []) == found


def test_level_above_the_declared_one_weakens_nothing() -> None:
    """Administrators are maintainers too."""
    plan = worlds.plan(BOT)

    assert [] == told(plan, with_seen(as_planned(plan), tag("v1*", "admin")))
    assert [] != told(plan, with_seen(as_planned(plan), tag("v1*", "developer")))


def test_protection_that_nothing_declares() -> None:
    """It is told as a note: it makes nothing wider."""
    plan = worlds.plan(BOT)
    properties = {"project": PROJECT, "environment": "pypi", "deployers": [], "approvals": []}
    name = f"{PROJECT}/environment/pypi/protection"
    more = Seen(kind="gitlab.protected-environment", name=name, properties=properties)

    assert "note" == only(plan, with_seen(as_planned(plan), more)).severity


REASONS: dict[str, tuple[dict[str, Any], str, dict[str, Any], str]] = {
    "stranger": (
        {"members": {"bob": "maintainer"}},
        "gitlab.protected-tag",
        {"users": []},
        "alice: no member of the project",
    ),
    "unshared": (
        {"shared_groups": []},
        "gitlab.protected-environment",
        {"deployers": [{"access": "maintainer"}]},
        "Group/Managers: the project is not shared",
    ),
    "tier": ({"tier": "free"}, "gitlab.protected-tag", {"users": []}, "the free tier"),
    "archived": ({"archived": True}, "gitlab.protected-tag", {"access": "admin"}, "archived"),
    "unexplained": ({}, "gitlab.protected-tag", {"access": "admin"}, "changed by hand"),
}


@pytest.mark.parametrize(
    ("facts", "kind", "properties", "reason"), REASONS.values(), ids=list(REASONS)
)
def test_reason_on_gitlab(
    facts: dict[str, Any], kind: str, properties: dict[str, Any], reason: str
) -> None:
    """The likely cause comes from what else was seen."""
    seen = changed(as_planned(PLAN, facts=facts), kind, **properties)

    assert reason in only(PLAN, seen).reason


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"visibility": "private", "plan": "team"}, "the team plan does not include it"),
        ({"visibility": "internal", "plan": None}, "the plan may not include it"),
        ({"visibility": "public", "plan": "free"}, "changed by hand"),
        ({"visibility": "private", "plan": "enterprise"}, "changed by hand"),
    ],
)
def test_reason_of_a_plan(facts: dict[str, Any], reason: str) -> None:
    """On private repositories GitHub sells protection rules to enterprises."""
    plan = worlds.plan()
    seen = as_planned(plan, facts=facts)
    less = tuple(
        s.model_copy(update={"properties": {**s.properties, "wait_timer": 0}})
        if s.name.endswith("/environment/pypi")
        else s
        for s in seen.seen
    )

    assert reason in only(plan, seen.model_copy(update={"seen": less})).reason


def test_order_is_that_of_the_plan() -> None:
    """Whatever the order in which it was seen, the differences stand in that of the plan."""
    plan = worlds.plan()
    seen = as_planned(plan, seen=())
    found = differences(plan, [seen])

    assert [r.name for r in plan.resources if r.kind.startswith("github.")] == [
        d.name for d in found
    ]


def test_same_thing_is_not_matched_twice() -> None:
    """Of two rulesets for the same tags the one of the declared name is the declared one."""
    plan = worlds.plan()
    seen = as_planned(plan)
    one = next(s for s in seen.seen if s.kind == "github.tag-ruleset")
    other = one.model_copy(update={"properties": {**one.properties, "name": "older"}})
    seen = seen.model_copy(update={"seen": (other, *seen.seen)})

    assert [] == [d for d in differences(plan, [seen]) if d.kind == "github.tag-ruleset"]


def test_both_forges() -> None:
    """A project on both forges is compared on each."""
    text = CONFIG.replace(
        "gitlab: {", "github: {repository: octo-org/lib, workflow: r.yml}\ngitlab: {"
    )
    text = text.replace("users: [alice],", "users: [alice], teams: [t],")
    plan = worlds.plan(text)

    found = differences(plan, [as_planned(PLAN)])

    assert {"github"} == {d.kind.partition(".")[0] for d in found}
