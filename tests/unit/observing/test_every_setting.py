"""Each declared setting, changed behind the tool's back, is the one difference that is told."""

from collections.abc import Callable
from typing import Any

import pytest

from trustpub.observing.settings import leaves

from .conftest import GitHub
from .worlds import CUSTOM, REPOSITORY, RULESET, plan

PYPI = "environment/pypi"
TAG = "tag/v*"
Change = Callable[[GitHub], Any]


def policies(github: GitHub, name: str = "pypi") -> str:
    """The path of an environment's policies."""
    return f"/repos/{REPOSITORY}/environments/{name}/deployment-branch-policies"


def first_policy(github: GitHub) -> str:
    """The path of the one policy of pypi."""
    number = github.send("GET", policies(github))["branch_policies"][0]["id"]
    return f"{policies(github)}/{number}"


def open_mode(github: GitHub, mode: dict[str, bool] | None) -> None:
    """The other kinds of deployment branch policy; the list of policies goes."""
    github.environment("pypi", deployment_branch_policy=mode)


def again(github: GitHub, **changes: Any) -> None:
    """A second ruleset."""
    body = {**RULESET, "name": "another", **changes}
    github.send("POST", f"/repos/{REPOSITORY}/rulesets", body)


def without(github: GitHub, kind: str) -> None:
    """One kind of bypass actor less."""
    github.ruleset(bypass_actors=[a for a in github.bypass() if a["actor_type"] != kind])


def more(github: GitHub, kind: str, number: int | None, mode: str = "always") -> None:
    """One bypass actor more."""
    actor = {"actor_type": kind, "actor_id": number, "bypass_mode": mode}
    github.ruleset(bypass_actors=[*github.bypass(), actor])


def exempt(github: GitHub) -> None:
    """One bypass actor in another mode."""
    first, *rest = github.bypass()
    github.ruleset(bypass_actors=[{**first, "bypass_mode": "exempt"}, *rest])


def refs(*include: str, exclude: tuple[str, ...] = ()) -> dict[str, Any]:
    """Conditions of a ruleset."""
    return {"ref_name": {"include": list(include), "exclude": list(exclude)}}


CHANGES: dict[str, tuple[Change, list[tuple[str, str, str]]]] = {
    "environment deleted": (
        lambda g: g.send("DELETE", f"/repos/{REPOSITORY}/environments/pypi"),
        [("absent", PYPI, ""), ("absent", f"{PYPI}/tag/v*", "")],
    ),
    "user no reviewer any more": (
        lambda g: g.environment(reviewers=[g.team("release-managers")]),
        [("differs", PYPI, "reviewers.users")],
    ),
    "team no reviewer any more": (
        lambda g: g.environment(reviewers=[g.user("octocat")]),
        [("differs", PYPI, "reviewers.teams")],
    ),
    "no reviewers any more": (
        lambda g: g.environment(reviewers=[], prevent_self_review=False),
        [
            ("differs", PYPI, "reviewers.users"),
            ("differs", PYPI, "reviewers.teams"),
            ("differs", PYPI, "prevent_self_review"),
        ],
    ),
    "one more reviewer": (
        lambda g: g.environment(
            reviewers=[g.user("octocat"), g.user("hubot"), g.team("release-managers")]
        ),
        [("beside", PYPI, "reviewers.users")],
    ),
    "self-review allowed": (
        lambda g: g.environment(prevent_self_review=False),
        [("differs", PYPI, "prevent_self_review")],
    ),
    "wait timer shorter": (
        lambda g: g.environment(wait_timer=1),
        [("differs", PYPI, "wait_timer")],
    ),
    "wait timer off": (
        lambda g: g.environment(wait_timer=0),
        [("differs", PYPI, "wait_timer")],
    ),
    "administrators may bypass": (
        lambda g: g.environment(can_admins_bypass=True),
        [("differs", PYPI, "can_admins_bypass")],
    ),
    "any ref may deploy": (
        lambda g: open_mode(g, None),
        [("beside", PYPI, "deploys_from"), ("absent", f"{PYPI}/tag/v*", "")],
    ),
    "protected branches may deploy": (
        lambda g: open_mode(g, {"protected_branches": True, "custom_branch_policies": False}),
        [("beside", PYPI, "deploys_from"), ("absent", f"{PYPI}/tag/v*", "")],
    ),
    "policy deleted": (
        lambda g: g.send("DELETE", first_policy(g)),
        [("absent", f"{PYPI}/tag/v*", "")],
    ),
    "policy for another pattern": (
        lambda g: g.send("PUT", first_policy(g), {"name": "*"}),
        [("absent", f"{PYPI}/tag/v*", ""), ("beside", f"{PYPI}/tag/*", "")],
    ),
    "policy for a branch instead of tags": (
        lambda g: (
            g.send("DELETE", first_policy(g)),
            g.send("POST", policies(g), {"name": "v*", "type": "branch"}),
        ),
        [("absent", f"{PYPI}/tag/v*", ""), ("beside", f"{PYPI}/branch/v*", "")],
    ),
    "one more policy": (
        lambda g: g.send("POST", policies(g), {"name": "dev", "type": "branch"}),
        [("beside", f"{PYPI}/branch/dev", "")],
    ),
    "ruleset deleted": (
        lambda g: g.send(
            "DELETE",
            f"/repos/{REPOSITORY}/rulesets/"
            + str(g.send("GET", f"/repos/{REPOSITORY}/rulesets")[0]["id"]),
        ),
        [("absent", TAG, "")],
    ),
    "ruleset renamed": (
        lambda g: g.ruleset(name="something"),
        [("differs", TAG, "name")],
    ),
    "ruleset about other tags": (
        lambda g: g.ruleset(conditions=refs("refs/tags/w*")),
        [("differs", TAG, "include")],
    ),
    "ruleset about more tags": (
        lambda g: g.ruleset(conditions=refs("refs/tags/v*", "refs/tags/w*")),
        [("beside", TAG, "include")],
    ),
    "ruleset with exceptions": (
        lambda g: g.ruleset(conditions=refs("refs/tags/v*", exclude=("refs/tags/v1*",))),
        [("differs", TAG, "exclude")],
    ),
    "ruleset switched off": (
        lambda g: g.ruleset(enforcement="disabled"),
        [("differs", TAG, "enforcement")],
    ),
    "ruleset only evaluated": (
        lambda g: g.ruleset(enforcement="evaluate"),
        [("differs", TAG, "enforcement")],
    ),
    "tags may be moved": (
        lambda g: g.ruleset(rules=[{"type": "creation"}, {"type": "deletion"}]),
        [("differs", TAG, "rules")],
    ),
    "tags may be created": (
        lambda g: g.ruleset(rules=[{"type": "update"}, {"type": "deletion"}]),
        [("differs", TAG, "rules")],
    ),
    "one more rule": (
        lambda g: g.ruleset(rules=[*RULESET["rules"], {"type": "required_signatures"}]),
        [("beside", TAG, "more_rules")],
    ),
    "team may not bypass": (lambda g: without(g, "Team"), [("differs", TAG, "bypass.teams")]),
    "user may not bypass": (lambda g: without(g, "User"), [("differs", TAG, "bypass.users")]),
    "role may not bypass": (
        lambda g: without(g, "RepositoryRole"),
        [("differs", TAG, "bypass.roles")],
    ),
    "keys may not bypass": (
        lambda g: without(g, "DeployKey"),
        [("differs", TAG, "bypass.deploy_keys")],
    ),
    "one more team may bypass": (
        lambda g: more(g, "Team", g.team("docs")["id"]),
        [("beside", TAG, "bypass.teams")],
    ),
    "one more user may bypass": (
        lambda g: more(g, "User", g.user("hubot")["id"]),
        [("beside", TAG, "bypass.users")],
    ),
    "one more role may bypass": (
        lambda g: more(g, "RepositoryRole", 4),
        [("beside", TAG, "bypass.roles")],
    ),
    "owners may bypass": (
        lambda g: more(g, "OrganizationAdmin", 1),
        [("beside", TAG, "bypass.organization_admins")],
    ),
    "bypass in another mode": (exempt, [("differs", TAG, "bypass_modes")]),
    "repository renamed": (
        lambda g: g.send("PATCH", f"/repos/{REPOSITORY}", {"name": "other"}),
        [
            ("differs", "environment/testpypi", "repository"),
            ("differs", "environment/testpypi/tag/v*-rc*", "repository"),
            ("differs", "environment/testpypi/branch/main", "repository"),
            ("differs", PYPI, "repository"),
            ("differs", f"{PYPI}/tag/v*", "repository"),
            ("differs", TAG, "repository"),
        ],
    ),
}


def test_as_declared(github: GitHub) -> None:
    """What is as declared has no difference, with a cold cache and with a warm one."""
    assert [] == github.differ()
    assert [] == github.differ()


def test_every_setting_is_changed() -> None:
    """The table has each property of each kind; those that name a thing make it another one."""
    told = {
        ("github.environment" if name.startswith("environment") else "github.tag-ruleset", setting)
        for _, expected in CHANGES.values()
        for _, name, setting in expected
        if name.count("/") < 2
    }
    kinds = ("github.environment", "github.tag-ruleset")
    declared = {(r.kind, path) for r in plan().of(*kinds) for path, _ in leaves(r.properties)}

    assert {("github.environment", "environment")} == declared - told


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=list(CHANGES))
def test_change_is_told(
    github: GitHub, change: Change, expected: list[tuple[str, str, str]]
) -> None:
    """Exactly what was changed is told, also where the answers before it are kept."""
    assert [] == github.differ()

    change(github)

    assert expected == github.said()
    assert all(one.reason for one in github.differ())


def test_letter_case_is_no_difference(github: GitHub) -> None:
    """GitHub keeps the first spelling of an environment's name."""
    github.send("DELETE", f"/repos/{REPOSITORY}/environments/testpypi")
    path = f"/repos/{REPOSITORY}/environments/TestPyPI"
    github.send("PUT", path, {"deployment_branch_policy": CUSTOM})
    for kind, name in (("tag", "v*-rc*"), ("branch", "main")):
        github.send("POST", policies(github, "TestPyPI"), {"name": name, "type": kind})

    assert [] == github.differ()


def test_further_ruleset_that_shuts_nobody_out(github: GitHub) -> None:
    """All rulesets hold: one that lets the same people pass changes nothing."""
    again(github, bypass_actors=github.bypass())

    assert [] == github.differ()


def test_further_ruleset_that_stops_releases(github: GitHub) -> None:
    """One that lets fewer pass is told as a warning with who is stopped."""
    again(github, bypass_actors=github.bypass()[1:])

    (found,) = github.differ()

    assert ("beside", "warning") == (found.state, found.severity)
    assert "stops teams/release-managers" in found.reason
