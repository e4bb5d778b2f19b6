"""What a proposal is about, what is there of it, and what shall be."""

from typing import Literal, NamedTuple

from ..model import Forge

State = Literal[
    "agrees", "proposed", "conflict", "declined", "needs a person", "unknown", "unreadable"
]
"""`conflict`: our branch is protected or holds commits of others; `declined`: a person closed it;
`needs a person`: it differs, and nothing of that can be mended by a patch."""

Step = Literal["commit", "open", "describe", "close", "delete"]


class Place(NamedTuple):
    """Which file, and the branch on which it is proposed."""

    forge: Forge
    repository: str
    path: str
    branch: str


class Branch(NamedTuple):
    """Our branch as it is."""

    commit: str
    ours: bool
    """Whether each commit that the default branch has not is one of ours."""
    mark: str | None
    """What its newest commit proposes; None where it holds nothing of its own."""


class Request(NamedTuple):
    """A pull or merge request from our branch to the default branch."""

    number: int
    link: str
    marks: tuple[str, str] | None
    """Marks of the change and of the text that tell of it; None where a person removed them."""


class Seen(NamedTuple):
    """What is there beside the file itself."""

    base: str
    """The default branch."""
    head: str
    """Its newest commit."""
    branch: Branch | None
    barred: str | None
    """Why nothing may be written to our branch."""
    request: Request | None
    """The one that is open."""
    declined: Request | None = None
    """The newest one, where a person closed it without taking it."""


class Change(NamedTuple):
    """A file's new text, and what is told of it."""

    text: str
    new: bool
    mark: str
    """The same for the same change of the same text."""
    title: str
    body: str
    body_mark: str


class Wish(NamedTuple):
    """What the config makes of the file."""

    state: State
    """`proposed` where there is a change, once it is proposed."""
    left: tuple[str, ...]
    """What a person has to see to, one sentence each."""
    change: Change | None = None


class Decision(NamedTuple):
    """What is told, and what is to be written for it."""

    state: State
    left: tuple[str, ...]
    steps: tuple[Step, ...] = ()


class Outcome(NamedTuple):
    """What the resource shows."""

    state: State
    link: str
    """The request; empty where there is none."""
    left: tuple[str, ...]
