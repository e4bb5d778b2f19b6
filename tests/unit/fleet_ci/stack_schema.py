"""The fields of a Stack that we write, closed: stricter than the operator's own schema.

Told anew from operator 2.9.0, deploy/crds/pulumi.com_stacks.yaml, version v1: names, types, what is
required, and the rule about the length of `metadata.name`.
"""

from typing import Any

TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
FLAG: dict[str, Any] = {"type": "boolean"}


def closed(required: tuple[str, ...], **properties: Any) -> dict[str, Any]:
    """A mapping with these fields and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


REFERENCE = {
    "oneOf": [
        closed(
            ("type", "secret"),
            type={"const": "Secret"},
            secret=closed(("name", "key"), name=TEXT, key=TEXT, namespace=TEXT),
        ),
        closed(
            ("type", "literal"), type={"const": "Literal"}, literal=closed(("value",), value=TEXT)
        ),
    ]
}
SPEC = closed(
    # `stack` alone is required there; a Stack with neither branch nor backend does something else.
    ("stack", "projectRepo", "branch", "repoDir", "envRefs", "serviceAccountName"),
    stack={"type": "string", "pattern": r"^[A-Za-z0-9_.-]{1,100}$"},
    serviceAccountName=TEXT,
    projectRepo=TEXT,
    branch=TEXT,
    repoDir=TEXT,
    shallow=FLAG,
    gitAuth=closed(("accessToken",), accessToken=REFERENCE),
    backend=TEXT,
    envRefs={"type": "object", "additionalProperties": REFERENCE},
    resyncFrequencySeconds={"type": "integer", "minimum": 60},
    continueResyncOnCommitMatch=FLAG,
    refresh=FLAG,
    destroyOnFinalize={"const": False},
    workspaceReclaimPolicy={"enum": ["Retain", "Delete"]},
    workspaceTemplate=closed(("spec",), spec=closed(("image",), image=TEXT)),
)
NAME = {"type": "string", "pattern": "^[a-z]([-a-z0-9]*[a-z0-9])?$", "maxLength": 42}
STACK = closed(
    ("apiVersion", "kind", "metadata", "spec"),
    apiVersion={"const": "pulumi.com/v1"},
    kind={"const": "Stack"},
    metadata=closed(
        ("name", "namespace"),
        name=NAME,
        namespace=TEXT,
        annotations={"type": "object", "additionalProperties": TEXT},
    ),
    spec=SPEC,
)
