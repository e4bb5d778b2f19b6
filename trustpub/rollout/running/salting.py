"""The passphrase of the state, held against the stack before anything is written.

An engine that finds no settings of a stack beside its project takes any passphrase: it makes a salt
of its own, and writes the state with that (pulumi/pulumi, pkg/secrets/passphrase/manager.go; a
state without secrets is never decrypted). With the salt of the state in the settings it checks the
passphrase first, and ends where it is another one.
"""

import os
import tempfile
from typing import Any

from ...adopting.engine import Engine
from .placing import kept

State = dict[str, Any]


def salted(engine: Engine, stack: str) -> State | None:
    """Give a stack that is there the settings that its state has; the state, if it was exported."""
    settings = engine.folder / f"Pulumi.{stack}.yaml"
    if settings.exists():
        return None
    held = kept(stack, engine.environ)
    state = engine.state() if held is None else None
    salt = salt_of(held if held is not None else (state or {}).get("deployment"))
    if salt is not None:
        with tempfile.NamedTemporaryFile("w", dir=engine.folder, delete=False) as draft:
            draft.write(f"encryptionsalt: {salt}\n")
        os.replace(draft.name, settings)
    return state


def salt_of(deployment: Any) -> str | None:
    """The salt with which a state was written; None where that was by no passphrase."""
    found = (deployment or {}).get("secrets_providers") or {}
    salt = (found.get("state") or {}).get("salt")
    return salt if found.get("type") == "passphrase" and isinstance(salt, str) else None
