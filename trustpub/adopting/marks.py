"""By what a stack's state and a forge tell one object from another. Pure."""

from collections.abc import Mapping
from typing import Any

from ..model import Resource
from ..observing.model import Seen
from .importing import TYPES

Name = tuple[str, str]
"""Type in the engine, and name of the resource."""
Held = Mapping[Name, Mapping[str, Any]]
"""Type and name -> outputs, of all that the state holds."""
MARKS = {
    "github.environment": ("environment", "environment"),
    "github.deployment-policy": ("policyId", None),
    "github.tag-ruleset": ("rulesetId", None),
    "gitlab.environment": ("name", "environment"),
    "gitlab.protected-environment": ("environment", "environment"),
    "gitlab.protected-tag": ("tag", "pattern"),
}
"""Kind -> the provider's output, and the property of what was seen; None: its number."""


def name(resource: Resource) -> Name:
    """Type and name of a declared resource."""
    return TYPES[resource.kind], resource.name


def holdings(resources: Mapping[str, Mapping[str, Any]]) -> dict[Name, Mapping[str, Any]]:
    """Type, name and outputs of each resource in the engine's answer to readStackResourceOutputs.

    Its keys are URNs: `urn:pulumi:STACK::PROJECT::PARENTS$TYPE::NAME`.
    """
    parts = {urn: urn.split("::", 3) for urn in resources}
    return {
        (part[2].rpartition("$")[2], part[3]): resources[urn].get("outputs") or {}
        for urn, part in parts.items()
        if len(part) == 4
    }


def held_mark(kind: str, outputs: Mapping[str, Any]) -> str:
    """The mark of what the state holds; the engine has every number as one with a fraction."""
    return str(outputs.get(MARKS[kind][0], "")).removesuffix(".0")


def seen_mark(seen: Seen) -> str:
    """The mark of what a forge holds."""
    key = MARKS[seen.kind][1]
    return str(seen.properties.get(key) if key else seen.number)
