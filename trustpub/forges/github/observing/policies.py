"""Deployment policies of an environment, and the apps that decide on its deployments."""

from typing import Any
from urllib.parse import quote

from ....observing.model import Seen
from ....observing.once import attempt
from .environments import ODD
from .place import Place
from .world import World


def requests(world: World, environment: Seen) -> int:
    """Requests that an environment takes when it is looked at closely."""
    if environment.state != "present":
        return 0
    return ("deploys_from" not in environment.beyond) + world.apps


def with_policies(world: World, place: Place, environment: Seen) -> tuple[Seen, list[Seen]]:
    """The environment, and its policies; without custom ones there are none to ask for."""
    if environment.state != "present" or "deploys_from" in environment.beyond:
        return environment, []
    name = quote(environment.properties["environment"], safe="")
    path = f"{place.path}/environments/{name}/deployment-branch-policies"
    listed, why = attempt(lambda: world.client.wrapped(path, "branch_policies", "id", "name"))
    if listed is None:
        told = why or "GitHub shows no list of its policies"
        return environment.model_copy(
            update={"unseen": {**environment.unseen, "policies": told}}
        ), []
    return environment, [policy_seen(environment, one) for one in listed]


def with_apps(world: World, place: Place, environment: Seen) -> Seen:
    """The environment with the apps that decide on its deployments; no list shows these."""
    if environment.state != "present":
        return environment
    name = quote(environment.properties["environment"], safe="")
    path = f"{place.path}/environments/{name}/deployment_protection_rules"
    key = "custom_deployment_protection_rules"
    found: Any = None
    why: str | None = "not asked in a look at many repositories"
    if world.apps:
        found, why = attempt(lambda: world.client.get(path, key))
    try:
        apps = sorted(str(one["app"]["slug"]) for one in found[key] if one["enabled"])
    except ODD:
        told = why or "GitHub shows no list of them"
        unseen = {**environment.unseen, "custom_rules": told}
        return environment.model_copy(update={"unseen": unseen})
    known = environment.beyond.get("custom_rules", [])
    beyond = {**environment.beyond, **({"custom_rules": [*known, *apps]} if known or apps else {})}
    return environment.model_copy(update={"beyond": beyond})


def policy_seen(environment: Seen, answer: dict[str, Any]) -> Seen:
    """One policy; before there were tag policies all were for branches, and had no type."""
    kind, pattern = str(answer.get("type") or "branch"), str(answer["name"])
    return Seen(
        kind="github.deployment-policy",
        name=f"{environment.name}/{kind}/{pattern}",
        properties={
            "repository": environment.properties["repository"],
            "environment": environment.properties["environment"],
            "type": kind,
            "pattern": pattern,
        },
        number=answer["id"],
    )
