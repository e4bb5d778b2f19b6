"""The nouns of what is made of what was seen: Shared, Removal, ToDo, Standing."""

from typing import Literal

from pydantic import AwareDatetime, Field

from ..model import Forge, StepField, Unknown, Value
from .model import Kept, Loose, Mention, Proof, Request, Stage


class User(Value):
    """A repository whose files refer to a secret or variable."""

    repository: str
    file: str
    line: int
    use: Literal["upload", "elsewhere", "unclear"]


class Shared(Value):
    """A token that is kept above the repositories, and all who refer to it."""

    kept: Kept
    users: tuple[User, ...]
    unknown: tuple[Unknown, ...] = ()
    """Repositories that could not be read: each could be a user."""


class Removal(Value):
    """One secret or variable that may go, or why it stays."""

    kept: Kept
    projects: tuple[str, ...]
    """Repositories of the migration that it reaches."""
    allowed: bool
    evidence: str
    """What shows that nothing needs it any more; empty where it stays."""
    stays: str = ""
    """Why it stays, as a half sentence."""
    unproved: bool = False
    """Whether only a missing proof keeps it: `--without-proof` lets it go, or has."""
    uncovers: str = ""
    """What jobs see under its name once it is gone, as a half sentence."""


class Removed(Value):
    """A secret or variable that is gone, as the journal tells."""

    kept: Kept
    at: AwareDatetime
    projects: tuple[str, ...] = ()
    """Repositories that it reached; none: whom it reached is not known."""


class ToDo(Value):
    """What comes next, and who has to do it."""

    id: str
    """Stable: `declare`, `up`, `register`, `swap`, `take-request`, `release-testpypi`,
    `release-pypi`, `remove`, `revoke`, `look`, `clean-files`."""
    who: Literal["trustpub", "person"]
    title: str
    links: dict[str, str] = Field(default_factory=dict)
    fields: tuple[StepField, ...] = ()
    done_when: str = ""


class Standing(Value):
    """Where one project stands."""

    file: str
    forge: Forge
    repository: str
    project: str
    stage: Stage
    why: str
    """What shows it."""
    next: tuple[ToDo, ...] = ()
    tokens: tuple[Kept, ...] = ()
    loose: tuple[Loose, ...] = ()
    mentions: tuple[Mention, ...] = ()
    request: Request | None = None
    proofs: tuple[Proof, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    """With any of these a project is never `done`, nor past what they could hide."""
