"""A plan and what is there -> the engine's import file (`pulumi import --file`). Pure.

The file holds the components too (`component`, `parent`, `logicalName`), so that what is imported
has the very URNs that the program will ask for: pulumi/pulumi, `importSpec` in
pkg/cmd/pulumi/operations/import.go.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..model import Plan, Resource
from ..observing.matching import Pair, pairs
from ..observing.model import Repository

TYPES = {
    "github.environment": "github:index/repositoryEnvironment:RepositoryEnvironment",
    "github.deployment-policy": "github:index/repositoryEnvironmentDeploymentPolicy:"
    "RepositoryEnvironmentDeploymentPolicy",
    "github.tag-ruleset": "github:index/repositoryRuleset:RepositoryRuleset",
    "gitlab.environment": "gitlab:index/projectEnvironment:ProjectEnvironment",
    "gitlab.protected-environment": "gitlab:index/projectProtectedEnvironment:"
    "ProjectProtectedEnvironment",
    "gitlab.protected-tag": "gitlab:index/tagProtection:TagProtection",
}
"""Kind in the plan -> type in the engine."""
PROJECT = "trustpub:index:ReleaseProject"
FORGES = {"github": "trustpub:index:GitHubRelease", "gitlab": "trustpub:index:GitLabRelease"}
READ_BACK = "trustpub:index:ReadBack"
PUBLISHER, REGISTERED = "trustpub:index:PyPIPublisher", "pypi:index:TrustedPublisher"
Entry = dict[str, Any]


def import_file(plan: Plan, seen: Sequence[Repository]) -> dict[str, list[Entry]]:
    """Everything of a plan that is there; what is not there is left to an `up`."""
    forges = dict.fromkeys(r.kind.partition(".")[0] for r in plan.resources)
    entries = [component("project", PROJECT, plan.project)]
    entries += [
        component(forge, kind, f"{plan.project}/{forge}", "project")
        for forge, kind in FORGES.items()
        if forge in forges
    ]
    entries.append(component("read_back", READ_BACK, f"{plan.project}/read-back", "project"))
    there = (pair for pair in pairs(plan, seen) if pair.seen and pair.seen.state == "present")
    entries += [entry for n, pair in enumerate(there, 1) if (entry := resource(n, pair))]
    for number, one in enumerate(plan.of("pypi.publisher"), 1):
        entries += publisher(number, one)
    return {"resources": entries}


def component(name: str, kind: str, logical: str, parent: str | None = None) -> Entry:
    """A component: it is nowhere but in the state."""
    above = {"parent": parent} if parent else {}
    return {"type": kind, "name": name, "logicalName": logical, **above, "component": True}


def resource(number: int, pair: Pair) -> Entry | None:
    """One object of a forge by the id that its provider imports it by."""
    found = import_id(pair)
    if found is None:
        return None
    forge = pair.resource.kind.partition(".")[0]
    return {
        "type": TYPES[pair.resource.kind],
        "name": f"{forge}_{number}",
        "logicalName": pair.resource.name,
        "parent": forge,
        "id": found,
    }


def import_id(pair: Pair) -> str | None:
    """Docs of both Terraform providers, section "Import" of each resource.

    On GitHub a `:` in the name of an environment is written `??`: escapeIDPart in the provider's
    util.go.
    """
    assert pair.seen is not None
    properties, number = pair.seen.properties, pair.seen.number
    if pair.repository.forge == "github":
        parts = [pair.repository.name.rpartition("/")[2]]
        if "environment" in properties:
            parts.append(str(properties["environment"]).replace(":", "??"))
        if pair.resource.kind != "github.environment":
            parts.append(str(number))
            return ":".join(parts) if number is not None else None
        return ":".join(parts)
    last = {
        "gitlab.environment": number,
        "gitlab.protected-environment": properties.get("environment"),
        "gitlab.protected-tag": properties.get("pattern"),
    }[pair.resource.kind]
    return f"{pair.resource.properties['project']}:{last}" if last is not None else None


def publisher(number: int, one: Resource) -> Iterator[Entry]:
    """A publisher: its component, and the resource that looks at the index."""
    name = f"publisher_{number}"
    yield component(name, PUBLISHER, one.name, "project")
    yield {
        "type": REGISTERED,
        "name": f"{name}_registered",
        "logicalName": one.name,
        "parent": name,
        "id": publisher_id(one.properties),
    }


def publisher_id(properties: Mapping[str, Any]) -> str:
    """The id that our own provider imports a publisher by."""
    path = f"{properties['namespace']}/{properties['repository']}"
    said = [properties[key] or "" for key in ("workflow", "environment", "issuer")]
    return ":".join([*(properties[key] for key in ("index", "project", "forge")), path, *said])


def without(
    entries: Sequence[Entry], state: Mapping[str, Any]
) -> tuple[list[Entry], dict[str, str]]:
    """The entries that a state does not hold yet, and the names of those above them that it does.

    An import of something that is in the state fails; so an import that was stopped goes on.
    """
    resources = (state.get("deployment") or {}).get("resources") or []
    held = {(r["type"], r["urn"].split("::", 3)[3]): r["urn"] for r in resources}
    known = {e["name"]: held.get((e["type"], e["logicalName"])) for e in entries}
    new = [entry for entry in entries if known[entry["name"]] is None]
    above = {entry["parent"] for entry in new if "parent" in entry}
    return new, {name: urn for name, urn in known.items() if urn and name in above}


def with_remembered(state: dict[str, Any], entries: Sequence[Entry]) -> bool:
    """Write into a state what no forge stores: a GitLab environment is stopped before it goes.

    The provider keeps `stopBeforeDestroy` for itself: its import cannot find it, and setting it
    later would PUT the environment. Whether anything was to be written.
    """
    kind = TYPES["gitlab.environment"]
    names = {entry["logicalName"] for entry in entries if entry["type"] == kind}
    changed = False
    for one in (state.get("deployment") or {}).get("resources") or []:
        if one["type"] == kind and one["urn"].split("::", 3)[3] in names:
            for part in (one.setdefault("inputs", {}), one.setdefault("outputs", {})):
                changed = changed or part.get("stopBeforeDestroy") is not True
                part["stopBeforeDestroy"] = True
    return changed
