"""Who may do what: `permissions` of a job and of its workflow, and where an ID token comes from."""

from collections.abc import Iterable
from typing import Literal

from ....tree import Mark, Node
from ....workflows.model import IdToken, Permission
from .shape import SCALARS, Job, Workflow

Origin = Literal["job", "workflow"]
SHORT = {"read-all": "read", "write-all": "write"}


def permissions(owner: Node, origin: Origin) -> tuple[Permission, ...] | None:
    """What a block grants; None where there is no block."""
    block = owner.get("permissions")
    if block is None:
        return None
    mark = owner.keys["permissions"]
    if block.text in SHORT:
        return (Permission("*", SHORT[block.text], mark, origin),)
    return tuple(
        Permission(scope, level.text, block.keys[scope], origin)
        for scope, level in block.entries.items()
        if level.kind in SCALARS and level.text != "none"
    )


def in_force(workflow: Workflow, job: Job) -> tuple[Permission, ...] | None:
    """A job's own block replaces the workflow's.

    "Workflow syntax for GitHub Actions", permissions: a block that names some scopes leaves the
    others with none.
    """
    own = permissions(job.node, "job")
    return own if own is not None else permissions(workflow.root, "workflow")


def id_token(granted: Iterable[Permission] | None) -> tuple[IdToken, Mark | None]:
    """Whether the job may ask for an ID token, by whose block, and where that stands.

    Without any block it never may: no default of a repository includes `id-token`.
    """
    for permission in granted or ():
        if permission.scope in ("id-token", "*") and permission.level == "write":
            return permission.origin, permission.mark
    return "none", None
