"""A renamed repository in an exported engine state: the same objects under their new name.

Why at all: to the engine another repository is another object. It would make everything under the
new name and then delete the old, and GitHub leads the old name on to the new one.
"""

import copy
from typing import Any

State = dict[str, Any]
FORGE_TYPES = ("github:", "gitlab:")
"""Types whose objects moved along. A publisher did not: it has to be registered anew."""


def rename(state: State, old: str, new: str) -> tuple[State, list[str]]:
    """A copy of `pulumi stack export` with `old` renamed, and the names of what was changed.

    ValueError when it is no state, or an operation in it was not finished.
    """
    changed = copy.deepcopy(state)
    urns: dict[str, str] = {}
    for resource in resources_of(changed):
        name = resource["urn"].rpartition("::")[2]
        if resource["type"].startswith(FORGE_TYPES) and name.startswith(f"{old}/"):
            urns[resource["urn"]] = resource["urn"][: -len(name)] + new + name[len(old) :]
            rename_one(resource, old, new)
        for place in (resource.get("outputs") or {}).get("places", {}).values():
            place["name"] = new if place["name"] == old else place["name"]
    renamed: State = with_urns(changed, urns)
    return renamed, sorted(urn.rpartition("::")[2] for urn in urns)


def resources_of(state: State) -> list[dict[str, Any]]:
    """The resources of an exported state."""
    deployment = state.get("deployment")
    if not isinstance(deployment, dict) or not isinstance(deployment.get("resources", []), list):
        raise ValueError("this is not what `pulumi stack export` prints")
    if deployment.get("pending_operations"):
        raise ValueError("the state has unfinished operations; run `pulumi refresh` first")
    found: list[dict[str, Any]] = deployment.get("resources", [])
    return found


def rename_one(resource: dict[str, Any], old: str, new: str) -> None:
    """One resource's id and settings: GitHub's provider names the repository without owner."""
    github = resource["type"].startswith("github:")
    was, now = (old.rpartition("/")[2], new.rpartition("/")[2]) if github else (old, new)
    for key in ("repository", "project"):
        for part in ("inputs", "outputs"):
            if resource.get(part, {}).get(key) == was:
                resource[part][key] = now
    for holder, key in ((resource, "id"), (resource.get("outputs", {}), "id")):
        if str(holder.get(key, "")).startswith(f"{was}:"):
            holder[key] = now + holder[key][len(was) :]


def with_urns(value: Any, urns: dict[str, str]) -> Any:
    """`value` with every URN replaced, wherever it stands."""
    if isinstance(value, dict):
        return {with_urns(k, urns): with_urns(v, urns) for k, v in value.items()}
    if isinstance(value, list):
        return [with_urns(v, urns) for v in value]
    return urns.get(value, value) if isinstance(value, str) else value
