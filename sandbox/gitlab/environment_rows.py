"""An environment as a row: how it is made and what is wrong with it."""

import re

from .clock import now
from .environment_names import TIERS, name_errors, slug, tier
from .model import Project, Row
from .params import Field
from .state import GitLabState

AUTO_STOP = ("always", "with_action")
EDITABLE = (
    Field("description"),
    Field("external_url"),
    Field("tier", values=TIERS),
    Field("cluster_agent_id", int),
    Field("kubernetes_namespace"),
    Field("flux_resource_path"),
    Field("auto_stop_setting", values=AUTO_STOP),
)
CREATE = (Field("name", required=True), *EDITABLE)


def problems(given: Row) -> dict[str, list[str]]:
    """What the model has against these values."""
    found = {"name": name_errors(given["name"])} if "name" in given else {}
    url = given.get("external_url")
    if url and not re.fullmatch(r"[a-zA-Z][a-zA-Z0-9+.-]*://\S+|[^\s:/]\S*", url):
        found["external_url"] = ["URI is invalid"]
    return {field: errors for field, errors in found.items() if errors}


def taken(project: Project, name: str) -> dict[str, list[str]]:
    """Unique in the project, with regard to case."""
    names = {row["name"] for row in project.environments.values()}
    return {"name": ["has already been taken"]} if name in names else {}


def fields(given: Row) -> Row:
    """Parameters as the environment shows them."""
    fixed = ("tier", "auto_stop_setting")
    shown = {
        k: v for k, v in given.items() if k != "cluster_agent_id" and not (v is None and k in fixed)
    }
    if "cluster_agent_id" in given:
        agent = given["cluster_agent_id"]
        shown["cluster_agent"] = {"id": agent, "name": f"agent-{agent}"} if agent else None
    return shown


def make(state: GitLabState, project: Project, given: Row) -> Row:
    """Store a new one."""
    name, at = given["name"], now()
    row: Row = {
        "id": state.next_id("environment"),
        "name": name,
        "slug": slug(name),
        "description": None,
        "external_url": None,
        "created_at": at,
        "updated_at": at,
        "tier": tier(name),
        "state": "available",
        "auto_stop_at": None,
        "kubernetes_namespace": None,
        "flux_resource_path": None,
        "cluster_agent": None,
        "auto_stop_setting": "always",
        **{k: v for k, v in fields(given).items() if v is not None},
    }
    project.environments[row["id"]] = row
    return row
