"""Each declared setting, changed behind the tool's back, is the one difference that is told."""

from collections.abc import Callable
from typing import Any

import pytest

from .conftest import GitLab
from .worlds import ALICE, BOB, CAROL, DOCS, MANAGERS, STRANGER

PYPI = "environment/pypi"
PROTECTION = f"{PYPI}/protection"
V, W = "tag/v*", "tag/w*"
Change = Callable[[GitLab], Any]
Told = list[tuple[str, str, str]]
BOTH = [{"user_id": ALICE}, {"group_id": MANAGERS}]


def stop_and_delete(gitlab: GitLab, number: int = 1) -> None:
    """An environment goes."""
    gitlab.send("POST", f"/projects/1/environments/{number}/stop")
    gitlab.send("DELETE", f"/projects/1/environments/{number}")


def swap(gitlab: GitLab) -> None:
    """The same approval rules, in the other order."""
    gitlab.drop("approval_rules", user_id=BOB)
    gitlab.protect(approval_rules=[{"user_id": BOB}])


def change_count(gitlab: GitLab) -> None:
    """One approval less is enough."""
    number = gitlab.row("approval_rules", group_id=MANAGERS)["id"]
    gitlab.protect(approval_rules=[{"id": number, "group_id": MANAGERS, "required_approvals": 1}])


def direct_only(gitlab: GitLab) -> None:
    """Inherited members of the group may not deploy any more."""
    number = gitlab.row("deploy_access_levels", group_id=MANAGERS)["id"]
    gitlab.protect(deploy_access_levels=[{"id": number, "group_inheritance_type": 0}])


def again(gitlab: GitLab, **body: Any) -> Any:
    """One more protected tag."""
    return gitlab.send("POST", "/projects/1/protected_tags", body)


CHANGES: dict[str, tuple[Change, Told]] = {
    "tag not protected any more": (
        lambda g: g.send("DELETE", "/projects/1/protected_tags/v%2A"),
        [("absent", V, "")],
    ),
    "tag pattern changed": (
        lambda g: (g.send("DELETE", "/projects/1/protected_tags/v%2A"), again(g, name="x*")),
        [("absent", V, "")],
    ),
    "maintainers may create": (
        lambda g: g.tag(create_access_level=40, allowed_to_create=BOTH),
        [("differs", V, "access")],
    ),
    "maintainers may create by a second level": (
        lambda g: g.tag(create_access_level=0, allowed_to_create=[*BOTH, {"access_level": 40}]),
        [("differs", V, "access")],
    ),
    "developers may create": (
        lambda g: g.tag(name="w*", create_access_level=30),
        [("differs", W, "access")],
    ),
    "admins alone may create": (
        lambda g: g.tag(name="w*", create_access_level=60),
        [("differs", W, "access")],
    ),
    "nobody may create": (
        lambda g: g.tag(name="w*", create_access_level=0),
        [("differs", W, "access")],
    ),
    "user may not create": (
        lambda g: g.tag(create_access_level=0, allowed_to_create=[{"group_id": MANAGERS}]),
        [("differs", V, "users")],
    ),
    "one more user may create": (
        lambda g: g.tag(create_access_level=0, allowed_to_create=[*BOTH, {"user_id": CAROL}]),
        [("beside", V, "users")],
    ),
    "group may not create": (
        lambda g: g.tag(create_access_level=0, allowed_to_create=[{"user_id": ALICE}]),
        [("differs", V, "groups")],
    ),
    "one more group may create": (
        lambda g: g.tag(create_access_level=0, allowed_to_create=[*BOTH, {"group_id": DOCS}]),
        [("beside", V, "groups")],
    ),
    "deploy key may create": (
        lambda g: g.tag(create_access_level=0, allowed_to_create=[*BOTH, {"deploy_key_id": 7}]),
        [("beside", V, "deploy_keys")],
    ),
    "weaker pattern beside": (
        lambda g: again(g, name="*", create_access_level=30),
        [("beside", "tag/*", "")],
    ),
    "weaker pattern that names somebody": (
        lambda g: again(g, name="v1*", create_access_level=0, allowed_to_create=[{"user_id": 4}]),
        [("beside", "tag/v1*", "")],
    ),
    "weaker pattern for a key": (
        lambda g: again(
            g, name="v1*", create_access_level=0, allowed_to_create=[{"deploy_key_id": 7}]
        ),
        [("beside", "tag/v1*", "")],
    ),
    "stricter pattern beside": (lambda g: again(g, name="v1*", create_access_level=0), []),
    "pattern for other tags": (lambda g: again(g, name="x*", create_access_level=30), []),
    "environment deleted": (stop_and_delete, [("absent", PYPI, "")]),
    "environment stopped": (
        lambda g: g.send("POST", "/projects/1/environments/1/stop"),
        [("differs", PYPI, "state")],
    ),
    "protection removed": (
        lambda g: g.send("DELETE", "/projects/1/protected_environments/pypi"),
        [("absent", PROTECTION, "")],
    ),
    "level may not deploy": (
        lambda g: g.drop("deploy_access_levels", access_level=40),
        [("differs", PROTECTION, "deployers")],
    ),
    "user may not deploy": (
        lambda g: g.drop("deploy_access_levels", user_id=ALICE),
        [("differs", PROTECTION, "deployers")],
    ),
    "group may not deploy": (
        lambda g: g.drop("deploy_access_levels", group_id=MANAGERS),
        [("differs", PROTECTION, "deployers")],
    ),
    "inherited members may not deploy": (direct_only, [("differs", PROTECTION, "deployers")]),
    "developers may deploy too": (
        lambda g: g.protect(deploy_access_levels=[{"access_level": 30}]),
        [("beside", PROTECTION, "deployers")],
    ),
    "one more user may deploy": (
        lambda g: g.protect(deploy_access_levels=[{"user_id": CAROL}]),
        [("beside", PROTECTION, "deployers")],
    ),
    "one more group may deploy": (
        lambda g: g.protect(deploy_access_levels=[{"group_id": DOCS}]),
        [("beside", PROTECTION, "deployers")],
    ),
    "user need not approve": (
        lambda g: g.drop("approval_rules", user_id=BOB),
        [("differs", PROTECTION, "approvals")],
    ),
    "group need not approve": (
        lambda g: g.drop("approval_rules", group_id=MANAGERS),
        [("differs", PROTECTION, "approvals")],
    ),
    "fewer approvals": (change_count, [("differs", PROTECTION, "approvals")]),
    "one more approval": (
        lambda g: g.protect(approval_rules=[{"user_id": CAROL}]),
        [("beside", PROTECTION, "approvals")],
    ),
    "approvals in another order": (swap, [("differs", PROTECTION, "approvals")]),
    "deployer and approver lose their role": (
        lambda g: g.send("PUT", f"/projects/1/members/{BOB}", {"access_level": 20}),
        [("differs", PROTECTION, "approvers_able")],
    ),
    "approver is no member any more": (
        lambda g: g.send("DELETE", f"/projects/1/members/{BOB}"),
        [("differs", PROTECTION, "approvers_able")],
    ),
    "project is not shared any more": (
        lambda g: g.send("DELETE", f"/projects/1/share/{MANAGERS}"),
        [("differs", V, "creators_able"), ("differs", PROTECTION, "approvers_able")],
    ),
    "another environment is made": (
        lambda g: g.send("POST", "/projects/1/environments", {"name": "review"}),
        [],
    ),
    "environment beside is protected": (
        lambda g: g.send(
            "POST",
            "/projects/1/protected_environments",
            {"name": "testpypi", "deploy_access_levels": [{"access_level": 40}]},
        ),
        [("beside", "environment/testpypi/protection", "")],
    ),
    "project renamed": (
        lambda g: g.send("PUT", "/projects/1", {"path": "other"}),
        [
            ("differs", V, "project"),
            ("differs", W, "project"),
            ("differs", "environment/testpypi", "project"),
            ("differs", PYPI, "project"),
            ("differs", PROTECTION, "project"),
        ],
    ),
}


def test_as_declared(gitlab: GitLab) -> None:
    """What is as declared has no difference, the first time and the second."""
    assert [] == gitlab.differ()
    assert [] == gitlab.differ("audit-token")


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=list(CHANGES))
def test_change_is_told(gitlab: GitLab, change: Change, expected: Told) -> None:
    """Exactly what was changed is told, with a reason."""
    change(gitlab)

    found = gitlab.differ()

    assert sorted(expected) == sorted(gitlab.said())
    assert all(one.reason for one in found)


def test_order_is_a_note(gitlab: GitLab) -> None:
    """The same approvals in another order weaken nothing."""
    swap(gitlab)

    assert ["note"] == [one.severity for one in gitlab.differ()]


REASONS: dict[str, tuple[Change, str]] = {
    "no member": (
        lambda g: (
            g.drop("approval_rules", user_id=BOB),
            g.send("DELETE", f"/projects/1/members/{BOB}"),
        ),
        "bob: no member of the project",
    ),
    "guest": (
        lambda g: (
            g.drop("approval_rules", user_id=BOB),
            g.send("PUT", f"/projects/1/members/{BOB}", {"access_level": 10}),
        ),
        "bob: less than developer",
    ),
    "not shared": (
        lambda g: (
            g.tag(create_access_level=0, allowed_to_create=[{"user_id": ALICE}]),
            g.drop("deploy_access_levels", group_id=MANAGERS),
            g.drop("approval_rules", group_id=MANAGERS),
            g.send("DELETE", f"/projects/1/share/{MANAGERS}"),
        ),
        "group/release-managers: the project is not shared with it",
    ),
    "archived": (
        lambda g: (g.tag(name="w*", create_access_level=30), g.send("POST", "/projects/1/archive")),
        "it is archived",
    ),
    "renamed": (
        lambda g: g.send("PUT", "/projects/1", {"path": "other"}),
        "it was renamed or moved to group/sub/other",
    ),
    "a stranger is still approver": (
        lambda g: g.send("DELETE", f"/projects/1/members/{BOB}"),
        "users/bob: GitLab shows no membership in the project",
    ),
}


@pytest.mark.parametrize(("change", "words"), REASONS.values(), ids=list(REASONS))
def test_likely_reason(gitlab: GitLab, change: Change, words: str) -> None:
    """Each difference comes with its likely cause."""
    change(gitlab)

    found = gitlab.differ()

    assert found
    assert all(words in one.reason for one in found), [one.reason for one in found]


def test_unknown_people_stay_strangers(gitlab: GitLab) -> None:
    """Nobody whom the config does not name is asked about."""
    assert STRANGER not in [one["id"] for one in gitlab.send("GET", "/projects/1/members/all")]
    assert {"alice": "maintainer", "bob": "developer"} == gitlab.look().facts["members"]
