"""The package schema of the types served here, for `pulumi import` and code generation."""

import json
from typing import Any

from . import VERSION
from .props import Kind, Prop


def package(kinds: tuple[Kind, ...]) -> str:
    """The schema as JSON."""
    types: dict[str, Any] = {}
    resources = {kind.token: resource(kind, types) for kind in kinds}
    config = {name: {"type": "string"} for name in ("baseUrl", "token")}
    config["token"]["secret"] = True  # type: ignore[assignment]
    document = {
        "name": "gitlab",
        "version": VERSION,
        "description": "The sandbox's stand-in for pulumi-gitlab.",
        "config": {"variables": config},
        "provider": {"inputProperties": config},
        "types": types,
        "resources": resources,
    }
    return json.dumps(document)


def resource(kind: Kind, types: dict[str, Any]) -> dict[str, Any]:
    """One resource type; its object types are added to `types`."""
    shapes = {p.name: shape(kind, p, types) for p in kind.props}
    inputs = [p for p in kind.props if p.need != "computed"]
    sure = [p.name for p in kind.props if p.need != "optional"]
    return {
        "properties": shapes,
        "required": sure,
        "inputProperties": {p.name: shapes[p.name] for p in inputs},
        "requiredInputs": [
            p.name for p in inputs if p.need == "required" and p.name != kind.autonamed
        ],
    }


def shape(kind: Kind, prop: Prop, types: dict[str, Any]) -> dict[str, Any]:
    """The type of one property."""
    if not prop.fields:
        return {"type": prop.type}
    owner = kind.token.rpartition(":")[2]
    name = owner + prop.name[0].upper() + prop.name[1:].removesuffix("s")
    token = f"gitlab:index/{name}:{name}"
    fields = {f.name: {"type": f.type} for f in prop.fields}
    types[token] = {"type": "object", "properties": fields}
    return {"type": "array", "items": {"type": "object", "$ref": f"#/types/{token}"}}
