"""ProjectProtectedEnvironment: its state is what the API stored, not what was asked for.

Source: terraform-provider-gitlab, resource_gitlab_project_protected_environment.go.
"""

from typing import Any

from . import levels
from .client import Client
from .errors import ApiError, StandinError
from .props import Kind, Prop, split_id
from .values import Props

FORM = "<project>:<environment-name>"
NEEDS_PREMIUM = (
    "The protected environment feature is not available on this project. "
    "Make sure it's part of an enterprise plan"
)
WHO = ("userId", "groupId", "accessLevel")
FIELDS = (
    Prop("id", "integer", need="computed"),
    Prop("accessLevel", values=levels.DEPLOY, folded=True),
    Prop("accessLevelDescription", need="computed"),
    Prop("userId", "integer"),
    Prop("groupId", "integer"),
    Prop("groupInheritanceType", "integer", need="both"),
)
APPROVALS = Prop("requiredApprovals", "integer", need="both", unless="userId")
PROPS = (
    Prop("project", need="required", replaces=True),
    Prop("environment", need="required", replaces=True),
    Prop("deployAccessLevelsAttributes", fields=FIELDS, unordered=True, one_of=WHO),
    Prop("approvalRules", need="both", fields=(*FIELDS, APPROVALS), one_of=WHO),
)
LISTS = {"deployAccessLevelsAttributes": "deploy_access_levels", "approvalRules": "approval_rules"}
WIRE = {
    "id": "id",
    "userId": "user_id",
    "groupId": "group_id",
    "groupInheritanceType": "group_inheritance_type",
    "requiredApprovals": "required_approvals",
}


def create(client: Client, planned: Props) -> tuple[str, Props]:
    """Protect; both lists are always sent."""
    project, name = planned["project"], planned["environment"]
    body = {"name": name}
    body |= {wire: [entry(row) for row in rows(planned, ours)] for ours, wire in LISTS.items()}
    answer = told(client, "protect", project, name, "post", body=body)
    return f"{project}:{answer['name']}", state_of(project, answer)


def rows(planned: Props, name: str) -> list[Props]:
    """A list of the plan; none where it is open or absent."""
    found = planned.get(name)
    return found if isinstance(found, list) else []


def entry(row: Props) -> Props:
    """One object as the API takes it: what is known and not zero."""
    found = {
        wire: row[name]
        for name, wire in WIRE.items()
        if isinstance(row.get(name), int) and row[name]
    }
    if isinstance(row.get("accessLevel"), str):
        found["access_level"] = levels.value(row["accessLevel"])
    return found


def told(
    client: Client, what: str, project: str, name: str, verb: str, *rest: object, body: Any = None
) -> Any:
    """One call about one protection, with a sentence for what goes wrong."""
    try:
        return client.call(verb, "projects", project, "protected_environments", *rest, body=body)
    except StandinError as error:
        status = error.status if isinstance(error, ApiError) else 0
        plan = f". {NEEDS_PREMIUM}" if status == 404 and verb in ("post", "put") else ""
        text = f"cannot {what} environment {name!r} of project {project!r}: {error}{plan}"
        raise ApiError(status, text) from None


def read(client: Client, id: str, old: Props) -> tuple[str, Props] | None:
    """What is stored now; None when it is gone."""
    project, name = split_id(id, FORM)
    try:
        answer = told(client, "read the protection of", project, name, "get", name)
    except ApiError as error:
        if error.status == 404:
            return None
        raise
    return id, state_of(project, answer)


def update(client: Client, id: str, planned: Props) -> Props:
    """GET what is there; PUT what is wanted, and `_destroy` for everything else."""
    project, name = planned["project"], planned["environment"]
    there = told(client, "update the protection of", project, name, "get", name)
    body: Props = {"name": name}
    for ours, wire in LISTS.items():
        wanted = [entry(row) for row in rows(planned, ours)]
        kept = {row.get("id") for row in wanted}
        body[wire] = wanted + [removal(row) for row in there[wire] if row["id"] not in kept]
    answer = told(client, "update the protection of", project, name, "put", name, body=body)
    return state_of(project, answer)


def removal(row: Props) -> Props:
    """A row that goes; the API wants to be told whom it named."""
    who = {key: row[key] for key in ("access_level", "user_id", "group_id") if row.get(key)}
    return {"id": row["id"], "_destroy": True, **who}


def delete(client: Client, id: str, old: Props) -> None:
    """Unprotect."""
    project, name = split_id(id, FORM)
    told(client, "unprotect", project, name, "delete", name)


def state_of(project: str, answer: Props) -> Props:
    """The answer as state."""
    state: Props = {"project": project, "environment": answer["name"]}
    for ours, wire in LISTS.items():
        state[ours] = [row_state(row) for row in answer.get(wire) or []]
    return state


def row_state(row: Props) -> Props:
    """One row; zeros and nulls are left out."""
    found = {name: row[wire] for name, wire in WIRE.items() if row.get(wire)}
    found["accessLevelDescription"] = row.get("access_level_description") or ""
    if row.get("access_level"):
        found["accessLevel"] = levels.NAMES[row["access_level"]]
    return found


KIND = Kind(
    "gitlab:index/projectProtectedEnvironment:ProjectProtectedEnvironment",
    PROPS,
    create,
    read,
    update,
    delete,
)
