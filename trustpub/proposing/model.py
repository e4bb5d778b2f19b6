"""What a proposal is about, what is there of it, and what shall be."""

from typing import Literal, NamedTuple

from ..model import Forge

State = Literal[
    "agrees", "proposed", "conflict", "declined", "needs a person", "unknown", "unreadable"
]
"""`conflict`: our branch is protected or holds commits of others; `declined`: a person closed it;
`needs a person`: it differs, and nothing of that can be mended by a patch."""

Step = Literal["commit", "open", "describe", "close", "join", "delete"]
"""`join`: close the requests of single files that this one takes the place of."""


class Owner(NamedTuple):
    """Whose proposal a commit or a request is."""

    claims: frozenset[str] = frozenset()
    path: str = ""
    """Without claims: the only file of an old one; empty where nothing tells."""


class Place(NamedTuple):
    """The files of one release config in one repository, and where they are proposed."""

    forge: Forge
    repository: str
    paths: tuple[str, ...]
    claims: tuple[str, ...]
    """One for each publisher: no two configs of a repository have any in common."""
    branches: tuple[str, ...]
    """The first that is not another config's is used."""
    former: tuple[str, ...] = ()
    """Where older versions proposed single files: what is there goes on, none is made."""


class Branch(NamedTuple):
    """Our branch as it is."""

    commit: str
    ours: bool
    """Whether each commit that the default branch has not is one of ours."""
    mark: str | None
    """What its newest commit proposes; None where it holds nothing of its own."""
    owners: tuple[Owner, ...] = ()
    """Of the commits that the default branch has not."""
    claimed: bool = True
    """Whether its newest commit says for which config it is."""


class Request(NamedTuple):
    """A pull or merge request from our branch to the default branch."""

    number: int
    link: str
    marks: tuple[str, str] | None
    """Marks of the change and of the text that tell of it; None where a person removed them."""
    owner: Owner = Owner()


class Seen(NamedTuple):
    """What is there beside the files themselves."""

    base: str
    """The default branch."""
    head: str
    """Its newest commit."""
    branch: Branch | None
    barred: str | None
    """Why nothing may be written to our branch."""
    request: Request | None
    """The one that is open."""
    declined: tuple[Request, ...] = ()
    """The newest one of a branch, where a person closed it without taking it."""


class Edit(NamedTuple):
    """A file's new text, and what is told of it."""

    path: str
    text: str
    new: bool
    mark: str
    """The same for the same change of the same text."""
    told: str


class Change(NamedTuple):
    """What is proposed: one commit, one request."""

    edits: tuple[Edit, ...]
    mark: str
    """The same for the same edits; that of the edit where there is one."""
    title: str
    body: str
    body_mark: str
    claims: tuple[str, ...] = ()

    @property
    def marks(self) -> frozenset[str]:
        """Its own and those of its edits: who refused one of them refused it."""
        return frozenset((self.mark, *(one.mark for one in self.edits)))


class FileWish(NamedTuple):
    """What the config makes of one file."""

    path: str
    state: State
    """`proposed` where there is an edit, once it is proposed."""
    left: tuple[str, ...]
    """What a person has to see to, one sentence each."""
    edit: Edit | None = None


class Wish(NamedTuple):
    """What the config makes of its files in a repository."""

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
