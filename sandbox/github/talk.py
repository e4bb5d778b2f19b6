"""Issues and comments: plain records, no behaviour."""

from dataclasses import dataclass


@dataclass
class Issue:
    """An issue; `number` counts within its repository."""

    id: int
    number: int
    title: str
    body: str | None
    author: str
    created_at: str
    updated_at: str
    state: str = "open"
    reason: str | None = None
    closed_at: str | None = None
    locked: bool = False
    lock_reason: str | None = None


@dataclass
class Comment:
    """A comment; `issue` is the number of the issue or pull request that it is on."""

    id: int
    issue: int
    body: str
    author: str
    created_at: str
    updated_at: str
    app: str = ""
