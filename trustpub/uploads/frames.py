"""What is open while tokens are followed, and the commands between."""

from dataclasses import dataclass, field
from typing import Literal

from .scope import Changes
from .tokens import Token

Status = bool | None
"""Of a command: it succeeds, it fails, nobody knows."""
Ended = Literal["", "never", "exit", "return", "break"]
"""Why what follows does not run; empty where it does."""
FrameKind = Literal["and", "or", "group", "subshell", "if", "loop", "case"]


@dataclass
class Frame:
    """An open list, group, condition or loop."""

    kind: FrameKind
    ended: Ended
    """As it was at the beginning."""
    status: Status = None
    """Likewise."""
    linked: bool = False
    """Likewise: whether the list around it has `&&` or `||`."""
    skipped: bool = False
    """Of a list: surely not run."""
    inside: bool = False
    """Whether a branch is open."""
    condition: bool = False
    """Whether the condition is being read."""
    until: bool = False
    taken: bool = False
    """Whether one of the branches so far surely runs."""
    ways: list[Changes] = field(default_factory=list)
    """What the branches change that go on to the end."""
    last: Ended = ""
    """How the last branch ended."""
    printed: int = 0
    """Texts that were printed before it."""


@dataclass(frozen=True)
class Command:
    """A simple command."""

    words: tuple[Token, ...]
    redirects: tuple[Token, ...]
    line: int
    stdin: str | None = None
    """What is piped into it, if known."""
    piped: bool = False
    """Whether its output goes into the next command."""


@dataclass(frozen=True)
class Result:
    """How a command ends."""

    status: Status = None
    printed: str | None = None
    """What it prints; None where nobody knows."""
    ended: Ended = ""
