"""What a walk through the steps of a job finds."""

from dataclasses import dataclass, replace
from typing import Literal

from ....tree import Mark, Node
from ....workflows.model import IdToken, Token, UploadIndex

Trusting = Literal["always", "with-permission", "never"]
"""Whether a tool asks for an ID token by itself where no credential is given."""


@dataclass(frozen=True)
class Hit:
    """An upload that a run can come to."""

    tool: str
    index: UploadIndex
    mark: Mark
    """Of the upload, in whatever file it stands."""
    line: int
    """In the job's file."""
    url: str | None = None
    url_mark: Mark | None = None
    tokens: tuple[Token, ...] = ()
    minted: bool = False
    trusting: Trusting = "never"
    attestations: bool | None = None
    attestations_mark: Mark | None = None
    sure: bool = True
    """Whether every condition before it is known to hold."""

    def unsure(self) -> "Hit":
        """The same where a condition before it may not hold."""
        return replace(self, sure=False)


@dataclass(frozen=True)
class Doubt:
    """Something in a job that may hide an upload."""

    line: int
    what: str
    why: str
    needs_permission: bool = False
    """Only of interest where the job may ask for an ID token."""


@dataclass(frozen=True)
class Found:
    """All that the steps of a job do in one world."""

    hits: tuple[Hit, ...] = ()
    builds: tuple[Mark, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    runs: tuple[str, ...] = ()
    environments: tuple[str | None, ...] | None = (None,)
    open: bool = False
    """Whether a script that names a tool has expressions in it that nobody can resolve."""
    idle: tuple[Node, ...] = ()
    """Steps that left no trace."""


def auth(hit: Hit, id_token: IdToken) -> Literal["oidc", "token", "unknown"]:
    """What the upload is let in by: a token beside OIDC silently wins."""
    if hit.tokens:
        return "token"
    if hit.minted or hit.trusting == "always":
        return "oidc"
    asks = hit.trusting == "with-permission" and id_token in ("job", "workflow")
    return "oidc" if asks else "unknown"
