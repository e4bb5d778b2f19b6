"""What is stored, in the words of the plan, and what has no word there."""

from collections.abc import Callable
from typing import Any

from trustpub.forges.gitlab.observing.levels import widest
from trustpub.observing.compare import differences

from .conftest import GitLab, seen, short
from .worlds import ALICE, BOSS, FREE, MANAGERS, PROJECT, PROTECTION, as_declared, plain, plan, seed

Serve = Callable[[dict[str, Any]], GitLab]


def test_words_of_the_plan(gitlab: GitLab) -> None:
    """Kinds, names and properties are those of the plan's resources, whatever their order."""
    declared = {r.kind + r.name: r.properties for r in plan().resources if "gitlab." in r.kind}
    found = {one.kind + one.name: one.properties for one in gitlab.look().seen}

    assert declared == found


def test_facts_of_the_project(gitlab: GitLab) -> None:
    """What decides about publishing and is no resource."""
    gitlab.send("PUT", "/projects/1", {"ci_config_path": "ci/release.yml"})

    found = gitlab.look()

    assert (PROJECT, 1, "present") == (found.name, found.number, found.state)
    assert {
        "visibility": "private",
        "archived": False,
        "default_branch": "main",
        "shared_groups": {"group/release-managers": "maintainer", "docs": "developer"},
        "ci_config_path": "ci/release.yml",
        "administered": True,
        "tier": "premium",
        "members": {"alice": "maintainer", "bob": "developer"},
    } == found.facts


def test_who_can_act(gitlab: GitLab) -> None:
    """Everybody who is stored, people and groups."""
    found = gitlab.look()

    both = {"users/alice": True, "groups/group/release-managers": True}
    assert {"creators_able": both} == seen(found, "tag/v*").beyond
    able = seen(found, "environment/pypi/protection").beyond["approvers_able"]
    assert {**both, "users/bob": True} == able


def test_levels_and_keys(gitlab: GitLab) -> None:
    """Several levels, none, and deploy keys: the level that lets most people in is the access."""
    key = {"deploy_key_id": 7}
    gitlab.tag(create_access_level=60, allowed_to_create=[{"access_level": 40}, key])
    gitlab.tag(name="w*", allowed_to_create=[{"user_id": ALICE}])

    found = gitlab.look()

    v, w = seen(found, "tag/v*"), seen(found, "tag/w*")
    assert ("maintainer", ["admin", "maintainer"], [7]) == (
        v.properties["access"],
        v.beyond["levels"],
        v.beyond["deploy_keys"],
    )
    assert ("no one", []) == (w.properties["access"], w.beyond["levels"])
    assert [0, 40, 30, 60, 0] == [widest(n) for n in ((0,), (0, 60, 40), (40, 30), (60,), ())]


def test_environment_as_it_is(gitlab: GitLab) -> None:
    """Its tier, and whatever else was set."""
    gitlab.send("PUT", "/projects/1/environments/1", {"external_url": "https://example.org"})

    found = seen(gitlab.look(), "environment/pypi")

    assert {"tier": "other", "external_url": "https://example.org"} == found.beyond
    assert 1 == found.number


def fault(body: Any, path: str, status: int = 200) -> dict[str, Any]:
    """An answer of another form."""
    return {"path": path, "status": status, "body": body, "times": None}


def test_rows_without_a_word(gitlab: GitLab) -> None:
    """Custom roles, unknown levels and inheritance are told as others."""
    tag = {"id": 1, "access_level": 40, "member_role_id": 3}
    rows = [{"id": 2, "access_level": 35}, {"id": 3, "group_id": 3, "group_inheritance_type": 2}]
    gitlab.sandbox.faults(
        "gitlab",
        fault([{"name": "v*", "create_access_levels": [tag]}], "protected_tags$"),
        fault([{"name": "pypi", "deploy_access_levels": rows}], "1/protected_environments$"),
    )

    found = gitlab.look()

    assert [tag] == seen(found, "tag/v*").beyond["others"]
    assert "no one" == seen(found, "tag/v*").properties["access"]
    assert rows == seen(found, "environment/pypi/protection").beyond["others"]


def test_old_count_of_approvals(gitlab: GitLab) -> None:
    """A setting that GitLab gave up is a note."""
    old = {**gitlab.protection(), "required_approval_count": 2}
    gitlab.sandbox.faults("gitlab", fault([old], "1/protected_environments$"))

    (found,) = gitlab.differ()

    assert ("required_approval_count", "note") == (found.setting, found.severity)


def test_people_whom_gitlab_does_not_show(gitlab: GitLab) -> None:
    """A list with somebody without a name was not seen."""
    gitlab.send("DELETE", f"/projects/1/share/{MANAGERS}")
    gitlab.sandbox.faults("gitlab", fault(None, f"/groups/{MANAGERS}$", 404))

    found = gitlab.differ()

    assert {
        ("unknown", "tag/v*", "groups"),
        ("unknown", "environment/pypi/protection", "deployers"),
        ("unknown", "environment/pypi/protection", "approvals"),
    } == {short(one) for one in found}
    assert {f"GitLab shows no group {MANAGERS} to this token"} == {one.reason for one in found}


def test_free_tier(serve: Serve) -> None:
    """No protected environments: a fact, no mystery; what needs Premium is absent and says so."""
    gitlab = serve(seed(plain(), plan="free"))

    found = gitlab.look()

    assert ("free", {}) == (found.facts["tier"], found.unseen)
    assert [] == gitlab.differ("boss-token", plan(FREE))
    told = {d.setting or d.kind: d.reason for d in gitlab.differ() if d.name.endswith(("v*", "n"))}
    for key in ("users", "groups", "gitlab.protected-environment"):
        assert "the free tier does not include it" == told[key]


def test_free_tier_without_being_told(serve: Serve) -> None:
    """Who may not see the tier is shown it by what alone is not there."""
    gitlab = serve(seed(plain(members={"bob": "maintainer"}), plan="free"))

    found = gitlab.look("bob-token")

    assert ("free", {}) == (found.facts["tier"], found.unseen)


def test_forbidden_is_not_free(serve: Serve) -> None:
    """403 for protected environments tells nothing of them."""
    gitlab = serve(seed(plain(members={"bob": "maintainer"}), plan="free", without_licence=403))

    found = gitlab.look("bob-token")

    assert [None, ["gitlab.protected-environment"]] == [found.facts["tier"], list(found.unseen)]


def test_404_of_a_tier_that_has_it(gitlab: GitLab) -> None:
    """GitLab says Premium and shows no list: that is unknown."""
    gitlab.sandbox.faults("gitlab", fault(None, "projects/1/protected_environments$", 404))

    found = gitlab.differ()

    assert [("unknown", "environment/pypi/protection", "")] == [short(one) for one in found]


def test_community_edition(serve: Serve) -> None:
    """No columns for people: none are there, and the level is all."""
    gitlab = serve(seed(plain(), edition="ce"))

    found = gitlab.look()

    assert ("ce", "free") == (found.facts["edition"], found.facts["tier"])
    assert [] == list(differences(plan(FREE), [found]))


GROUPS = [
    {
        "path": "group",
        "plan": "premium",
        "members": {"boss": "owner"},
        "protected_environments": [
            {"name": "production", "deploy_access_levels": [{"user_id": BOSS}]},
            {"name": "staging", "deploy_access_levels": [{"access_level": 40}]},
        ],
    },
    {"path": "group/sub", "members": {"alice": "maintainer"}},
    {"path": "group/release-managers", "members": {"alice": "maintainer"}},
    {"path": "docs", "members": {"boss": "owner"}},
]


def test_protected_by_a_group(serve: Serve) -> None:
    """A group protects by tier: a note, which stands in for nothing."""
    pypi = {"name": "pypi", "tier": "production"}
    gitlab = serve(seed(as_declared(environments=[pypi, "testpypi"]), groups=GROUPS))

    (found,) = gitlab.differ()

    assert ("environment/pypi", "note") == (short(found)[1], found.severity)
    rules = [{"group": "group", "tier": "production", "deployers": [{"user": "boss"}]}]
    assert [{**rules[0], "approvals": []}] == found.stored
    gitlab.send("DELETE", f"/projects/1/protected_environments/{PROTECTION['name']}")
    absent = next(one for one in gitlab.differ() if one.state == "absent")
    assert "never protected here; only group protects its tier" == absent.reason


def test_groups_that_are_hidden(serve: Serve) -> None:
    """A maintainer of the project alone does not see what groups protect."""
    project = as_declared(members={"bob": "maintainer"})
    gitlab = serve(seed(project, groups=GROUPS))

    found = seen(gitlab.look("bob-token"), "environment/pypi")

    assert "403" in found.unseen["protected_by_groups"]
    assert [] == gitlab.said("bob-token")
