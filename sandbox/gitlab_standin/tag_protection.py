"""TagProtection: no update exists, and an error on creation is answered by starting over.

Source: terraform-provider-gitlab, resource_gitlab_tag_protection.go.
"""

from typing import Any

from . import levels
from .client import Client
from .errors import ApiError, StandinError
from .props import Kind, Prop, never_updated, split_id
from .values import Props

FORM = "<project-id>:<tag>"
NEEDS_PREMIUM = (
    "feature unavailable: `allowed_to_create`, Premium or Ultimate license required. "
    "Warning: Changes have partially been persisted!"
)
WHO = ("userId", "groupId", "deployKeyId", "accessLevel")
FIELDS = (
    Prop("accessLevel", need="both", values=levels.TAG),
    Prop("accessLevelDescription", need="computed"),
    Prop("userId", "integer"),
    Prop("groupId", "integer"),
    Prop("deployKeyId", "integer"),
)
PROPS = (
    Prop("project", need="required", replaces=True),
    Prop("tag", need="required", replaces=True),
    Prop("createAccessLevel", need="both", default="maintainer", values=levels.TAG, replaces=True),
    Prop("allowedToCreates", replaces=True, fields=FIELDS, unordered=True, one_of=WHO),
)
WIRE = {"userId": "user_id", "groupId": "group_id", "deployKeyId": "deploy_key_id"}


def create(client: Client, planned: Props) -> tuple[str, Props]:
    """Protect; on any error remove the protection there is, and protect again."""
    project, tag = planned["project"], planned["tag"]
    entries = [entry(row) for row in planned["allowedToCreates"] or []]
    level = levels.value(planned["createAccessLevel"])
    body = {"name": tag, "create_access_level": level, "allowed_to_create": entries}
    try:
        answer = protect(client, project, body)
    except StandinError as error:
        answer = start_over(client, project, body, error)
    if len(entries) > len(answer["create_access_levels"]) - 1:
        raise StandinError(f"tag {tag!r} of project {project!r}: {NEEDS_PREMIUM}")
    return f"{project}:{answer['name']}", state_of(project, answer)


def start_over(client: Client, project: str, body: Props, cause: StandinError) -> Any:
    """Remove what is there and protect again; the real provider does not even name the cause."""
    try:
        unprotect(client, project, body["name"])
        return protect(client, project, body)
    except StandinError as error:
        raise StandinError(f"{error}. This followed: {cause}") from None


def protect(client: Client, project: str, body: Props) -> Any:
    """POST, with a sentence for what goes wrong."""
    try:
        return client.call("post", "projects", project, "protected_tags", body=body)
    except StandinError as error:
        text = f"cannot protect tag {body['name']!r} of project {project!r}: {error}"
        raise StandinError(text) from None


def unprotect(client: Client, project: str, tag: str) -> None:
    """DELETE; also a protection that is gone already is an error."""
    try:
        client.call("delete", "projects", project, "protected_tags", tag)
    except StandinError as error:
        text = f"cannot unprotect tag {tag!r} of project {project!r}: {error}"
        raise StandinError(text) from None


def entry(row: Props) -> Props:
    """One of `allowed_to_create`; a computed level stays out."""
    found = {wire: row[name] for name, wire in WIRE.items() if row.get(name)}
    if isinstance(row.get("accessLevel"), str) and not found:
        found["access_level"] = levels.value(row["accessLevel"])
    return found


def read(client: Client, id: str, old: Props) -> tuple[str, Props] | None:
    """What is stored now; None when it is gone."""
    project, tag = split_id(id, FORM)
    try:
        answer = client.call("get", "projects", project, "protected_tags", tag)
    except ApiError as error:
        if error.status == 404:
            return None
        raise
    return id, state_of(project, answer)


def delete(client: Client, id: str, old: Props) -> None:
    """Unprotect."""
    unprotect(client, old["project"], old["tag"])


def state_of(project: str, answer: Props) -> Props:
    """The answer as state: the first row without user and group is the base level."""
    rows = list(answer["create_access_levels"])
    base = next((r for r in rows if not (r.get("user_id") or r.get("group_id"))), None)
    rest = [row for row in rows if row is not base]
    state: Props = {"project": project, "tag": answer["name"]}
    if base:
        state["createAccessLevel"] = levels.NAMES.get(base["access_level"] or 0, "")
    if rest:
        state["allowedToCreates"] = [row_state(row) for row in rest]
    return state


def row_state(row: Props) -> Props:
    """One row; its level is filled in even where it means nothing."""
    found = {name: row.get(wire) for name, wire in WIRE.items() if row.get(wire)}
    level = levels.NAMES.get(row["access_level"] or 0, "")
    text = row.get("access_level_description") or ""
    return {"accessLevel": level, "accessLevelDescription": text, **found}


KIND = Kind("gitlab:index/tagProtection:TagProtection", PROPS, create, read, never_updated, delete)
