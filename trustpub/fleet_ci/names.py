"""Names of Stack resources, and what a fleet's jobs are called. Pure."""

import re
from collections.abc import Iterable
from hashlib import sha256

from .model import FleetCiError

LONGEST = 42
"""Characters (operator 2.9.0, deploy/crds/pulumi.com_stacks.yaml, a rule of the schema)."""
HASH = 10
"""Hexadecimal digits of the stack's name."""


def label(fleet: str) -> str:
    """`teams/a/fleet.yaml` -> `teams-a-fleet`: a repository may hold several fleets."""
    return plain(fleet.rpartition(".")[0] or fleet) or "fleet"


def plain(text: str) -> str:
    """Small letters, digits and `-`."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def resource_name(stack: str) -> str:
    """A DNS label with a digest of the stack's name at its end: what is cut off still counts."""
    begin = plain(stack)[: LONGEST - HASH - 1].rstrip("-")
    return f"{begin}-{sha256(stack.encode()).hexdigest()[:HASH]}"


def resource_names(stacks: Iterable[str]) -> dict[str, str]:
    """Stack -> name; FleetCiError should two ever get the same."""
    owners: dict[str, str] = {}
    for stack in stacks:
        other = owners.setdefault(resource_name(stack), stack)
        if other != stack:
            found = f"{other} and {stack} would have Stack resources of one name"
            raise FleetCiError(f"{found}; call one of the projects otherwise")
    return {stack: name for name, stack in owners.items()}
