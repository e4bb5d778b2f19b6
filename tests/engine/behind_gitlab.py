"""GitLab: every setting changed by hand, with what `verify` says of it."""

from .behind import PROJECT, Change, Lot

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
    Change(
        "deployers.access",
        "the level removed",
        lambda lot: lot.drop("deploy_access_levels", access_level=40),
        [("differs", PROTECTION, "deployers")],
    ),
    Change(
        "deployers.user",
        "the person removed",
        lambda lot: lot.drop("deploy_access_levels", user_id=ALICE),
        [("differs", PROTECTION, "deployers")],
    ),
    Change(
        "deployers.group",
        "the group removed",
        lambda lot: lot.drop("deploy_access_levels", group_id=MANAGERS),
        [("differs", PROTECTION, "deployers")],
    ),
    Change(
        "deployers.inherited",
        "switched off",
        direct_only,
        [("differs", PROTECTION, "deployers")],
    ),
    Change(
        "deployers",
        "developers may deploy too",
        lambda lot: lot.protect(deploy_access_levels=[{"access_level": 30}]),
        [("beside", PROTECTION, "deployers")],
    ),
    Change(
        "approvals.user",
        "the person removed",
        lambda lot: lot.drop("approval_rules", user_id=ALICE),
        [("differs", PROTECTION, "approvals")],
    ),
    Change(
        "approvals.group",
        "the group removed",
        lambda lot: lot.drop("approval_rules", group_id=MANAGERS),
        [("differs", PROTECTION, "approvals")],
    ),
    Change("approvals.required", "fewer", fewer, [("differs", PROTECTION, "approvals")]),
    Change(
        "approvals",
        "one more",
        lambda lot: lot.protect(approval_rules=[{"user_id": BOB}]),
        [("beside", PROTECTION, "approvals")],
    ),
    Change(
        "deployers, approvals",
        "the protection removed",
        lambda lot: lot.send("gitlab", "DELETE", f"/protected_environments/{lot.name}"),
        [("absent", PROTECTION, "")],
    ),
    Change("environment", "deleted", delete, [("absent", ENV, "")]),
    Change(
        "environment",
        "stopped",
        lambda lot: lot.send("gitlab", "POST", f"/environments/{lot.number()}/stop"),
        [("differs", ENV, "state")],
    ),
]
TAGS = [
    Change(
        "created_by.access",
        "maintainers may create too",
        lambda lot: lot.tag(create_access_level=40, allowed_to_create=BOTH),
        [("differs", TAG, "access")],
    ),
    Change(
        "created_by.users",
        "the person removed",
        lambda lot: lot.tag(create_access_level=0, allowed_to_create=BOTH[1:]),
        [("differs", TAG, "users")],
    ),
    Change(
        "created_by.users",
        "one more person",
        lambda lot: lot.tag(create_access_level=0, allowed_to_create=[*BOTH, {"user_id": BOB}]),
        [("beside", TAG, "users")],
    ),
    Change(
        "created_by.groups",
        "the group removed",
        lambda lot: lot.tag(create_access_level=0, allowed_to_create=BOTH[:1]),
        [("differs", TAG, "groups")],
    ),
    Change("tags", "not protected", lambda lot: lot.tag(), [("absent", TAG, "")]),
    Change(
        "tags",
        "a weaker pattern beside",
        lambda lot: lot.send(
            "gitlab",
            "POST",
            "/protected_tags",
            {"name": f"{lot.name}-1*", "create_access_level": 30},
        ),
        [("beside", "tag/LOT-1*", "")],
    ),
]


def config(lots: list[str]) -> str:
    """A release config with all lots."""
    head = f"project: otherproject\ngitlab: {{repository: {PROJECT}}}\n"
    publishers = "".join(PUBLISHER.replace("LOT", lot) for lot in lots)
    return f"{head}publishers:\n{publishers}tags:\n" + "".join(
        RULE.replace("LOT", lot) for lot in lots
    )


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
