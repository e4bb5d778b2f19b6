"""Who may create a protected tag: the rows, what is wrong with them, what is shown of them."""

from typing import Any

from .access import members
from .levels import DEVELOPER, MAINTAINER, TAG_LEVELS
from .model import Project, Row
from .params import Field
from .state import GitLabState

LEVELS = tuple(TAG_LEVELS)
ACTORS = ("user_id", "group_id", "deploy_key_id")
FIELDS = (
    Field("name", required=True),
    Field("create_access_level", int, values=LEVELS),
    Field(
        "allowed_to_create",
        fields=(
            Field("access_level", int, values=LEVELS),
            *(Field(actor, int) for actor in ACTORS),
        ),
    ),
)


def wanted(state: GitLabState, given: Row) -> list[Row]:
    """The rows asked for, in the order in which they are stored.

    The base level first, then deploy keys, then the rest; without a level 40 is the default only
    when nobody is named. CE reads nothing but deploy keys.
    Source: app/models/concerns and lib/ ProtectedRefs::AccessLevelParams, with its EE part.
    """
    entries = given.get("allowed_to_create") or []
    keys = [e for e in entries if e.get("deploy_key_id")]
    others = [e for e in entries if not e.get("deploy_key_id")] if state.edition == "ee" else []
    base = given.get("create_access_level")
    if base is None and not keys and not others:
        base = MAINTAINER
    return [*([{"access_level": base}] if base is not None else []), *keys, *others]


def problems(state: GitLabState, project: Project, name: str, rows: list[Row]) -> list[str]:
    """What the models refuse, in their words."""
    found = ["Name can't be blank"] if not name else []
    if name in project.protected_tags:
        found.append("Name has already been taken")
    found += [p for row in rows for p in row_problems(state, project, row)]
    return list(dict.fromkeys(found))


def row_problems(state: GitLabState, project: Project, row: Row) -> list[str]:
    """Users must be members, groups must be invited with Developer or more; both need Premium.

    Source: ee/app/models/concerns/ee/protected_ref_access.rb.
    """
    where = "Create access levels"
    user, group, deploy_key = (row.get(actor) for actor in ACTORS)
    if (user or group) and not state.paid(project.path):
        return [f"{where} {'user' if user else 'group'} must be blank"]
    if user and not is_member(state, project, user):
        return [f"{where} user is not a member of the project"]
    if group and not is_invited(state, project, group):
        return [f"{where} group does not have access to the project"]
    if deploy_key and deploy_key not in project.deploy_keys:
        return [f"{where} deploy key is not enabled for this project"]
    if not (user or group or deploy_key) and row.get("access_level") is None:
        return [f"{where} access level can't be blank"]
    return []


def is_member(state: GitLabState, project: Project, number: int) -> bool:
    """Whether the user is a member in any way."""
    user = state.user_by_id(number)
    return user is not None and user.username in members(state, project)


def is_invited(state: GitLabState, project: Project, number: int) -> bool:
    """Whether the project itself is shared with the group, with Developer or more."""
    group = state.group_by_id(number)
    return group is not None and project.shared_with.get(group.path, 0) >= DEVELOPER


def store(state: GitLabState, project: Project, name: str, rows: list[Row]) -> None:
    """Keep the rows with ids; a row without a level gets the column's default.

    Source: db/structure.sql, protected_tag_create_access_levels.access_level DEFAULT 40.
    """
    project.protected_tags[name] = [
        {"access_level": MAINTAINER, **row, "id": state.next_id("create_access_level")}
        for row in rows
    ]


def show(state: GitLabState, project: Project, name: str) -> Row:
    """The answer; user and group columns exist on EE only."""
    rows = sorted(project.protected_tags[name], key=lambda row: int(row["id"]))
    return {"name": name, "create_access_levels": [show_row(state, project, r) for r in rows]}


def show_row(state: GitLabState, project: Project, row: Row) -> Row:
    """One level, user, group or deploy key."""
    shown: Row = {"id": row["id"], "access_level": row["access_level"]}
    shown["access_level_description"] = describe(state, project, row)
    if row.get("deploy_key_id"):
        shown["deploy_key_id"] = row["deploy_key_id"]
    if state.edition == "ee":
        shown |= {"user_id": row.get("user_id"), "group_id": row.get("group_id")}
    return shown


def describe(state: GitLabState, project: Project, row: Row) -> Any:
    """The name of the user or group, else that of the level."""
    if row.get("user_id"):
        user = state.user_by_id(row["user_id"])
        return user.name if user else "User"
    if row.get("group_id"):
        group = state.group_by_id(row["group_id"])
        return group.name if group else "Group"
    return "Deploy key" if row.get("deploy_key_id") else TAG_LEVELS[row["access_level"]]
