"""GitLab: every setting changed by hand, with what `verify` says of it."""

from functools import partial

from .behind import PROJECT, Lot, absent, beside, config_of, differs

ENV, TAG = "environment/LOT", "tag/LOT-*"
PROTECTION = f"{ENV}/protection"
ALICE, BOB = 2, 3
MANAGERS = 3
BOTH = [{"user_id": ALICE}, {"group_id": MANAGERS}]


def delete(lot: Lot) -> None:
    """An environment is stopped before it goes."""
    lot.send("gitlab", "POST", f"/environments/{lot.number()}/stop")
    lot.send("gitlab", "DELETE", f"/environments/{lot.number()}")


def fewer(lot: Lot) -> None:
    """One approval is enough."""
    number = lot.row("approval_rules", group_id=MANAGERS)
    lot.protect(approval_rules=[{"id": number, "group_id": MANAGERS, "required_approvals": 1}])


def direct_only(lot: Lot) -> None:
    """Inherited members of the group may not deploy."""
    number = lot.row("deploy_access_levels", group_id=MANAGERS)
    lot.protect(deploy_access_levels=[{"id": number, "group_inheritance_type": 0}])


ENVIRONMENTS = [
    differs(
        PROTECTION,
        "deployers.access",
        "the level removed",
        lambda lot: lot.drop("deploy_access_levels", access_level=40),
        "deployers",
    ),
    differs(
        PROTECTION,
        "deployers.user",
        "the person removed",
        lambda lot: lot.drop("deploy_access_levels", user_id=ALICE),
        "deployers",
    ),
    differs(
        PROTECTION,
        "deployers.group",
        "the group removed",
        lambda lot: lot.drop("deploy_access_levels", group_id=MANAGERS),
        "deployers",
    ),
    differs(PROTECTION, "deployers.inherited", "switched off", direct_only, "deployers"),
    beside(
        PROTECTION,
        "deployers",
        "developers may deploy too",
        lambda lot: lot.protect(deploy_access_levels=[{"access_level": 30}]),
    ),
    differs(
        PROTECTION,
        "approvals.user",
        "the person removed",
        lambda lot: lot.drop("approval_rules", user_id=ALICE),
        "approvals",
    ),
    differs(
        PROTECTION,
        "approvals.group",
        "the group removed",
        lambda lot: lot.drop("approval_rules", group_id=MANAGERS),
        "approvals",
    ),
    differs(PROTECTION, "approvals.required", "fewer", fewer, "approvals"),
    beside(
        PROTECTION,
        "approvals",
        "one more",
        lambda lot: lot.protect(approval_rules=[{"user_id": BOB}]),
    ),
    absent(
        PROTECTION,
        "deployers, approvals",
        "the protection removed",
        lambda lot: lot.send("gitlab", "DELETE", f"/protected_environments/{lot.name}"),
    ),
    absent(ENV, "environment", "deleted", delete),
    differs(
        ENV,
        "environment",
        "stopped",
        lambda lot: lot.send("gitlab", "POST", f"/environments/{lot.number()}/stop"),
        "state",
    ),
]
TAGS = [
    differs(
        TAG,
        "created_by.access",
        "maintainers may create too",
        lambda lot: lot.tag(create_access_level=40, allowed_to_create=BOTH),
        "access",
    ),
    differs(
        TAG,
        "created_by.users",
        "the person removed",
        lambda lot: lot.tag(create_access_level=0, allowed_to_create=BOTH[1:]),
        "users",
    ),
    beside(
        TAG,
        "created_by.users",
        "one more person",
        lambda lot: lot.tag(create_access_level=0, allowed_to_create=[*BOTH, {"user_id": BOB}]),
        "users",
    ),
    differs(
        TAG,
        "created_by.groups",
        "the group removed",
        lambda lot: lot.tag(create_access_level=0, allowed_to_create=BOTH[:1]),
        "groups",
    ),
    absent(TAG, "tags", "not protected", lambda lot: lot.tag()),
    beside(
        "tag/LOT-1*",
        "tags",
        "a weaker pattern beside",
        lambda lot: lot.send(
            "gitlab",
            "POST",
            "/protected_tags",
            {"name": f"{lot.name}-1*", "create_access_level": 30},
        ),
        "",
    ),
]


HEAD = f"project: otherproject\ngitlab: {{repository: {PROJECT}}}\n"
PUBLISHER = """  - index: pypi
    environment:
      name: LOT
      deployers:
        - access: maintainer
        - user: alice
        - {group: group/release-managers, inherited: true}
      approvals:
        - user: alice
        - {group: group/release-managers, required: 2}
    triggers: {tags: ["LOT-*"]}
"""
RULE = """  - pattern: "LOT-*"
    created_by: {users: [alice], groups: [group/release-managers]}
"""
config = partial(config_of, HEAD, PUBLISHER, RULE)
