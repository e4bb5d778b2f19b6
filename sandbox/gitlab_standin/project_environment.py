"""ProjectEnvironment. Source: terraform-provider-gitlab, resource_gitlab_project_environment.go."""

from typing import Any

from .client import Client
from .errors import ApiError, StandinError
from .props import Kind, Prop, split_id
from .values import UNKNOWN, Props

FORM = "<project-id>:<environment-id>"
TIERS = ("production", "staging", "testing", "development", "other")
PROPS = (
    Prop("project", need="required", replaces=True),
    Prop("name", need="required", replaces=True),
    Prop("description", need="both"),
    Prop("externalUrl", need="both"),
    Prop("tier", need="both", values=TIERS),
    Prop("clusterAgentId", "integer"),
    Prop("kubernetesNamespace", need="both"),
    Prop("fluxResourcePath", need="both"),
    Prop("autoStopSetting", need="both", values=("always", "with_action")),
    Prop("stopBeforeDestroy", "boolean", need="both", default=False),
    *(Prop(name, need="computed") for name in ("slug", "state", "createdAt", "updatedAt")),
    Prop("autoStopAt", need="computed"),
)
WIRE = {
    "description": "description",
    "externalUrl": "external_url",
    "tier": "tier",
    "clusterAgentId": "cluster_agent_id",
    "kubernetesNamespace": "kubernetes_namespace",
    "fluxResourcePath": "flux_resource_path",
    "autoStopSetting": "auto_stop_setting",
}
SHOWN = {k: v for k, v in WIRE.items() if k != "clusterAgentId"} | {
    "slug": "slug",
    "state": "state",
}
NO_AGENT = {"cluster_agent_id": None, "kubernetes_namespace": None, "flux_resource_path": None}
STILL_RUNNING = (
    "the environment must be stopped before it can be deleted; set stopBeforeDestroy to stop it "
    "when it is destroyed"
)


def create(client: Client, planned: Props) -> tuple[str, Props]:
    """POST what was asked for."""
    project = planned["project"]
    body = {"name": planned["name"], **asked(planned)}
    answer = told(client, "create", project, planned["name"], "post", body=body)
    return f"{project}:{answer['id']}", state_of(project, answer, planned)


def asked(planned: Props) -> Props:
    """What has a value that is known."""
    return {
        wire: planned[name]
        for name, wire in WIRE.items()
        if planned.get(name) is not None and planned[name] is not UNKNOWN
    }


def told(
    client: Client, what: str, project: str, name: str, verb: str, *rest: object, body: Any = None
) -> Any:
    """One call about one environment, with a sentence for what goes wrong."""
    try:
        return client.call(verb, "projects", project, "environments", *rest, body=body)
    except StandinError as error:
        text = f"cannot {what} environment {name!r} of project {project!r}: {error}"
        status = error.status if isinstance(error, ApiError) else 0
        raise ApiError(status, text) from None


def read(client: Client, id: str, old: Props) -> tuple[str, Props] | None:
    """What is there now; None when it is gone."""
    project, number = split_id(id, FORM)
    try:
        answer = told(client, "read", project, old.get("name", number), "get", number)
    except ApiError as error:
        if error.status == 404:
            return None
        raise
    return id, state_of(project, answer, old)


def update(client: Client, id: str, planned: Props) -> Props:
    """PUT; an address that was left out is emptied; without an agent a second PUT says so."""
    project, number = split_id(id, FORM)
    name = planned["name"]
    body = {"name": name, "external_url": "", **asked(planned)}
    answer = told(client, "update", project, name, "put", number, body=body)
    if planned.get("clusterAgentId") is None:
        answer = told(client, "update", project, name, "put", number, body=NO_AGENT)
    return state_of(project, answer, planned)


def delete(client: Client, id: str, old: Props) -> None:
    """Stop it first if that was asked for; one that still runs is an error."""
    project, number = split_id(id, FORM)
    name = old.get("name", number)
    if old.get("stopBeforeDestroy"):
        force = {"force": old.get("autoStopSetting") == "with_action"}
        told(client, "stop", project, name, "post", number, "stop", body=force)
    found = read(client, id, old)
    if found is None:
        return
    if found[1]["state"] != "stopped":
        text = f"cannot delete environment {name!r} of project {project!r}: {STILL_RUNNING}"
        raise StandinError(text)
    told(client, "delete", project, name, "delete", number)


def state_of(project: str, answer: Props, known: Props) -> Props:
    """The answer as state: null texts become empty, and an import knows no stopBeforeDestroy."""
    agent = answer.get("cluster_agent")
    return {
        "project": project,
        "name": answer["name"],
        **{name: answer.get(wire) or "" for name, wire in SHOWN.items()},
        "clusterAgentId": agent["id"] if agent else None,
        "createdAt": seconds(answer.get("created_at")),
        "updatedAt": seconds(answer.get("updated_at")),
        "autoStopAt": seconds(answer.get("auto_stop_at")),
        "stopBeforeDestroy": known.get("stopBeforeDestroy"),
    }


def seconds(date: str | None) -> str | None:
    """A date as the provider stores it: without fractions."""
    return f"{date.partition('.')[0]}Z" if date and "." in date else date


KIND = Kind(
    "gitlab:index/projectEnvironment:ProjectEnvironment",
    PROPS,
    create,
    read,
    update,
    delete,
    autonamed="name",
)
