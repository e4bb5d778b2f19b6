"""The two lists of a protected environment: who may deploy, and who must approve."""

from typing import Any

from .access import members, own_line
from .errors import not_found
from .levels import DEPLOY_LEVELS, DEVELOPER, MAINTAINER
from .model import Container, Project, Row
from .params import Field
from .state import GitLabState

KINDS = ("deploy_access_levels", "approval_rules")
WHO = ("access_level", "user_id", "group_id")
SHARED = (
    Field("user_id", int),
    Field("group_id", int),
    Field("group_inheritance_type", int, values=(0, 1)),
    Field("access_level", int, values=tuple(DEPLOY_LEVELS)),
)
EDIT = (Field("id", int), Field("_destroy", bool))
COUNT = Field("required_approval_count", int)
APPROVALS = Field(
    "approval_rules", fields=(*SHARED, *EDIT, Field("required_approvals", int)), one_of=WHO
)
CREATE = (
    Field("name", required=True),
    COUNT,
    Field("deploy_access_levels", required=True, fields=SHARED),
    APPROVALS,
)
UPDATE = (COUNT, Field("deploy_access_levels", fields=(*SHARED, *EDIT)), APPROVALS)


def qualified(state: GitLabState, holder: Container, entries: list[Row]) -> list[Row]:
    """Entries whose user or group may be named here; the others are dropped without a word.

    A removal may name anyone. Source: ee/app/services/protected_environments/base_service.rb.
    """
    users, groups = user_ids(state, holder), group_ids(state, holder)
    return [
        e
        for e in entries
        if e.get("_destroy")
        or (
            (not e.get("user_id") or e["user_id"] in users)
            and (not e.get("group_id") or e["group_id"] in groups)
        )
    ]


def user_ids(state: GitLabState, holder: Container) -> set[int]:
    """Of a project: everyone with Developer or more; of a group: maintainers and owners."""
    if isinstance(holder, Project):
        found, least = members(state, holder), DEVELOPER
    else:
        found, least = own_line(state, holder), MAINTAINER
    return {state.users[who].id for who, level in found.items() if level >= least}


def group_ids(state: GitLabState, holder: Container) -> set[int]:
    """Of a project: the groups it is shared with; of a group: also itself and those below."""
    invited = {state.groups[path].id for path in holder.shared_with}
    if isinstance(holder, Project):
        return invited
    below = {g.id for g in state.groups.values() if g.path.startswith(f"{holder.path}/")}
    return {holder.id} | below | invited


def apply(state: GitLabState, kind: str, old: list[Row], entries: list[Row]) -> list[Row]:
    """The list after the edits; an `id` that is not in it is 404."""
    rows = {row["id"]: dict(row) for row in old}
    for entry in entries:
        number = entry.get("id")
        if number is None:
            rows[row_id(state, kind)] = entry
        elif number not in rows:
            raise not_found()
        elif entry.get("_destroy"):
            del rows[number]
        else:
            rows[number] |= entry
    return [{**clean(row), "id": number} for number, row in rows.items()]


def row_id(state: GitLabState, kind: str) -> int:
    """The next id of a list."""
    return state.next_id(kind)


def clean(row: Row) -> Row:
    """A row without what only steers the edit."""
    return {k: v for k, v in row.items() if k not in ("id", "_destroy")}


def show(state: GitLabState, rule: Row) -> Row:
    """The answer."""
    return {
        "name": rule["name"],
        "deploy_access_levels": [show_row(state, r) for r in rule["deploy_access_levels"]],
        "required_approval_count": 0,
        "approval_rules": [
            {**show_row(state, r), "required_approvals": r.get("required_approvals") or 1}
            for r in rule["approval_rules"]
        ],
    }


def show_row(state: GitLabState, row: Row) -> Row:
    """One level, user or group."""
    return {
        "id": row["id"],
        "access_level": row.get("access_level"),
        "access_level_description": describe(state, row),
        "user_id": row.get("user_id"),
        "group_id": row.get("group_id"),
        "group_inheritance_type": row.get("group_inheritance_type") or 0,
    }


def describe(state: GitLabState, row: Row) -> Any:
    """The name of the user or group, else that of the level."""
    user = state.user_by_id(row.get("user_id") or 0)
    group = state.group_by_id(row.get("group_id") or 0)
    if user or group:
        return user.name if user else group.name if group else None
    return DEPLOY_LEVELS.get(row.get("access_level") or 0)
