"""ProjectVariable. Source: terraform-provider-gitlab, resource_gitlab_project_variable.go."""

from typing import Any

from .client import Client
from .errors import ApiError, StandinError
from .props import Kind, Prop, split_id
from .values import UNKNOWN, Props

FORM = "<project>:<key>:<environment_scope>"
PROPS = (
    Prop("project", need="required", replaces=True),
    Prop("key", need="required", replaces=True),
    Prop("value", need="required"),
    Prop("variableType", need="both", values=("env_var", "file")),
    Prop("protected", "boolean", need="both"),
    Prop("masked", "boolean", need="both"),
    Prop("hidden", "boolean", need="both", replaces=True, keeps=True),
    Prop("environmentScope", need="both", default="*", replaces=True),
    Prop("raw", "boolean", need="both"),
    Prop("description", need="both"),
)


def create(client: Client, planned: Props) -> tuple[str, Props]:
    """POST; hidden goes as `masked_and_hidden`."""
    body = {"key": planned["key"], **fields(planned)}
    if known(planned, "hidden"):
        body |= {"masked": False, "masked_and_hidden": True}
    answer = told(client, "create", planned, "post", body=body)
    return id_of(planned["project"], answer), state_of(planned, answer)


def known(planned: Props, name: str) -> Any:
    """A value, or None while it is open."""
    return None if planned.get(name) is UNKNOWN else planned.get(name)


def fields(planned: Props) -> Props:
    """What is sent always, and what only when it was given."""
    body = {
        "value": planned["value"],
        "masked": bool(known(planned, "masked")),
        "raw": bool(known(planned, "raw")),
        "description": known(planned, "description") or "",
        "environment_scope": planned["environmentScope"],
    }
    more = {
        "protected": known(planned, "protected"),
        "variable_type": known(planned, "variableType"),
    }
    return body | {k: v for k, v in more.items() if v is not None}


def told(
    client: Client, what: str, props: Props, verb: str, *rest: object, body: Any = None
) -> Any:
    """One call about one variable; the filter goes along except on creation."""
    query = {"filter[environment_scope]": props["environmentScope"]} if rest else {}
    where = ("projects", props["project"], "variables", *rest)
    try:
        return client.call(verb, *where, body=body, query=query)
    except StandinError as error:
        status = error.status if isinstance(error, ApiError) else 0
        text = f"cannot {what} variable {props['key']!r} of project {props['project']!r}: {error}"
        raise ApiError(status, text) from None


def read(client: Client, id: str, old: Props) -> tuple[str, Props] | None:
    """What is there now; None when it is gone. A hidden value is kept from the state."""
    project, rest = split_id(id, FORM)
    key, _, scope = rest.partition(":")
    props = {**old, "project": project, "key": key, "environmentScope": scope or "*"}
    try:
        answer = told(client, "read", props, "get", key)
    except ApiError as error:
        if error.status == 404:
            return None
        raise
    return id_of(project, answer), state_of(props, answer)


def update(client: Client, id: str, planned: Props) -> Props:
    """PUT with the filter."""
    answer = told(client, "update", planned, "put", planned["key"], body=fields(planned))
    return state_of(planned, answer)


def delete(client: Client, id: str, old: Props) -> None:
    """DELETE with the filter; one that is gone is fine."""
    try:
        told(client, "delete", old, "delete", old["key"])
    except ApiError as error:
        if error.status != 404:
            raise


def id_of(project: str, answer: Props) -> str:
    """`project:key:scope`."""
    return f"{project}:{answer['key']}:{answer['environment_scope']}"


def state_of(known_props: Props, answer: Props) -> Props:
    """The answer as state."""
    flags = {name: bool(answer.get(name)) for name in ("protected", "masked", "hidden", "raw")}
    return {
        "project": known_props["project"],
        "key": answer["key"],
        "value": known_props.get("value") if flags["hidden"] else answer.get("value") or "",
        "variableType": answer["variable_type"],
        "environmentScope": answer["environment_scope"],
        "description": answer.get("description") or "",
        **flags,
    }


KIND = Kind("gitlab:index/projectVariable:ProjectVariable", PROPS, create, read, update, delete)
