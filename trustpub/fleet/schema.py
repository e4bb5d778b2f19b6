"""The JSON Schema of a fleet file: that of a release config, made partial, and what is around."""

from typing import Any

from ..schema import release_schema

TEXT: dict[str, Any] = {"type": "string", "pattern": r"\S"}
NAMES = {"anyOf": [TEXT, {"type": "array", "items": TEXT}, {"type": "null"}]}
DESCRIPTIONS = {
    "defaults": "What every project has, unless something nearer says otherwise.",
    "profiles": "Partial configs by name, for the projects that name them.",
    "projects": "The projects: paths and patterns of release configs, configs, queries.",
    "overrides": "What comes last, for projects by their names.",
    "extends": "Profiles that stand behind this one.",
    "profile": "Profiles that stand behind the project: of several, the last is the nearest.",
    "files": "Path or pattern of release configs, counted from this file.",
    "match": "Pattern of names, `*` for any text: `github:octo-org/*`.",
    "query": "Repositories that a forge is asked for.",
    "organization": "Organisation of GitHub.",
    "group": "Group of GitLab; the groups below it count too.",
    "topic": "A topic, or several, all of which a repository must have.",
    "name": "Pattern of names, `*` for any text.",
    "has_publishing_workflow": "GitHub: only repositories with a workflow that uploads.",
}


def fleet_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of `fleet.yaml`, as an editor uses it."""
    release = release_schema()
    sections = release["$defs"]
    parts = {
        f"Partial{name}": partial(sections[name]["properties"]) for name in ("GitHub", "GitLab")
    }
    fields = {**release["properties"], "github": part("GitHub"), "gitlab": part("GitLab")}
    for forge in ("github", "gitlab"):
        fields[forge]["description"] = release["properties"][forge]["description"]
    config = {name: nullable(field) for name, field in fields.items()}
    return {
        "$schema": release["$schema"],
        "title": "fleet.yaml",
        "$defs": {**sections, **parts, "Query": query(), **kinds(config)},
        "type": "object",
        "additionalProperties": False,
        "required": ["projects"],
        "properties": {name: described(name, value) for name, value in PARTS.items()},
    }


PARTS: dict[str, dict[str, Any]] = {
    "defaults": {"anyOf": [{"$ref": "#/$defs/Partial"}, {"type": "null"}]},
    "profiles": {
        "anyOf": [
            {
                "type": "object",
                "additionalProperties": {
                    "anyOf": [{"$ref": "#/$defs/Profile"}, {"type": "null"}],
                },
            },
            {"type": "null"},
        ]
    },
    "projects": {
        "type": "array",
        "minItems": 1,
        "items": {
            "anyOf": [
                TEXT,
                {"$ref": "#/$defs/Project"},
                {"$ref": "#/$defs/Files"},
                {"$ref": "#/$defs/Queried"},
            ]
        },
    },
    "overrides": {
        "anyOf": [{"type": "array", "items": {"$ref": "#/$defs/Override"}}, {"type": "null"}]
    },
}


def kinds(config: dict[str, Any]) -> dict[str, Any]:
    """The mappings of a fleet file, by name."""
    profile = {"profile": described("profile", NAMES)}
    return {
        "Partial": closed(config),
        "Profile": closed({"extends": described("extends", NAMES), **config}),
        "Project": closed({**profile, **config}),
        "Files": closed({"files": described("files", TEXT), **profile}, "files"),
        "Queried": closed(
            {"query": described("query", {"$ref": "#/$defs/Query"}), **profile}, "query"
        ),
        "Override": closed({"match": described("match", TEXT), **config}, "match"),
    }


def query() -> dict[str, Any]:
    """What a forge is asked for: one organisation or one group."""
    fields = {
        "organization": TEXT,
        "group": TEXT,
        "topic": NAMES,
        "name": TEXT,
        "has_publishing_workflow": {"type": "boolean"},
    }
    shape = closed({name: described(name, value) for name, value in fields.items()})
    return {**shape, "oneOf": [{"required": ["organization"]}, {"required": ["group"]}]}


def partial(fields: dict[str, Any]) -> dict[str, Any]:
    """A section of which any part may be left to other layers, or taken away."""
    return closed({name: nullable(field) for name, field in fields.items()})


def part(section: str) -> dict[str, Any]:
    """A reference to the partial form of a section."""
    return {"anyOf": [{"$ref": f"#/$defs/Partial{section}"}]}


def nullable(field: dict[str, Any]) -> dict[str, Any]:
    """A field that null takes away."""
    kept = {key: field[key] for key in ("description",) if key in field}
    rest = {key: value for key, value in field.items() if key not in ("description", "default")}
    return {**kept, "anyOf": [rest, {"type": "null"}]}


def closed(fields: dict[str, Any], *required: str) -> dict[str, Any]:
    """A mapping of these fields alone."""
    shape = {"type": "object", "additionalProperties": False, "properties": fields}
    return {**shape, "required": list(required)} if required else shape


def described(name: str, value: dict[str, Any]) -> dict[str, Any]:
    """A field with what it is for."""
    return {"description": DESCRIPTIONS[name], **value}
