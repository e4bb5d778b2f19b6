"""The nouns: Request, Stamp, Comment, Seen, Wanted, Step, Outcome."""

import re
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, Field

from ..model import Forge, Value

LARGEST = 2**31 - 1
"""Numbers of requests are 32 bits wide at both forges."""
PATHS = re.compile(r"[\w.-]+(/[\w.-]+)+", re.ASCII)
COMMITS = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")

Do = Literal["create", "edit", "delete", "resolve", "reopen"]
"""The last two are about a thread of GitLab."""
State = Literal["created", "edited", "unchanged", "resolved", "left", "outdated", "refused"]
"""`left`: it is another run's to write; `outdated`: this run was late, and the comment says so;
`refused`: this place takes no comment."""

Standing = Literal["open", "closed", "merged"]


def path(text: str) -> str:
    """A path of names, none of which leads up."""
    if not PATHS.fullmatch(text) or {".", ".."} & set(text.split("/")):
        raise ValueError("no name of a repository")
    return text


def commit(text: str) -> str:
    """The whole hash of a commit."""
    if not COMMITS.fullmatch(text):
        raise ValueError("no commit")
    return text


class Request(Value):
    """A pull or merge request, and the commit of it that the comment is about."""

    forge: Forge
    repository: Annotated[str, AfterValidator(path)]
    """That which it is to be merged into, whosever branch it comes from."""
    number: Annotated[int, Field(ge=1, le=LARGEST, strict=True)]
    head: Annotated[str, AfterValidator(commit)]
    source: str = ""
    """Where its branch is, as `Seen` has it, where somebody is known to have told truly."""


class Asked(NamedTuple):
    """A request as its forge tells it."""

    number: int
    state: Standing
    head: str
    """Its newest commit; empty where it has none."""
    source: str
    """As `Seen` has it."""
    base: str
    """The branch that it is to be merged into."""


class Stamp(NamedTuple):
    """What a comment is about, and when the run began that wrote it."""

    head: str = ""
    at: str = ""
    """In UTC, always with the same digits, so that their order is that of time."""


class Comment(NamedTuple):
    """A comment with our mark, whoever wrote it."""

    number: int
    author: str
    """By which the forge tells people apart."""
    name: str
    body: str
    link: str = ""
    resolvable: bool = False
    resolved_by: str | None = None
    """None where it is not resolved."""


class Seen(NamedTuple):
    """A request as it is, and the comments on it that have our mark."""

    head: str
    source: str
    """GitHub: `owner/name:branch`; GitLab: `17:branch`, by the number of the project."""
    comments: tuple[Comment, ...]
    locked: bool = False


class Wanted(NamedTuple):
    """What the comment is to say."""

    stamp: Stamp
    text: str
    """The whole of it, with the mark."""
    source: str = ""
    resolved: bool = False
    latest: str = ""
    """No run began later than this: what says so is not believed."""
    timid: bool = False
    """Whether it only takes the place of what is about an older commit."""


class Step(NamedTuple):
    """One write."""

    do: Do
    number: int | None = None
    text: str = ""


class Decision(NamedTuple):
    """What is to be written now; without any the end is reached."""

    steps: tuple[Step, ...] = ()
    why: str = ""
    """Why the comment is left to another run."""


class Outcome(Value):
    """What became of the comment."""

    state: State
    why: str = ""
    """A sentence where it is `left`, `outdated` or `refused`."""
    link: str = ""
    notes: tuple[str, ...] = ()
    """Sentences about what somebody should know besides."""
