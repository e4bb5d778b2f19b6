"""One repository and the branch on which a file is proposed: what both forges have of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ..reader import Reader
from ..writer import Writer
from .files import Files
from .model import Branch, Place, Request, Seen

RIGHT = "write contents, requests and workflows"


class Stored(NamedTuple):
    """A request as a forge stores it."""

    request: Request
    state: Literal["open", "declined", "merged"]


@dataclass(frozen=True)
class Side:
    """One repository, its default branch and that branch's newest commit."""

    writer: Writer
    place: Place
    root: str
    """Address of the repository, under the name or number that it has now."""
    base: str
    head: str

    @property
    def client(self) -> Reader:
        """Who reads."""
        return self.writer.client

    def files(self) -> Files:
        """The files of the default branch."""
        return Files(self.client, self.root, self.head, github=self.place.forge == "github")

    def found(self, branch: Branch | None, barred: str | None, requests: Iterable[Stored]) -> Seen:
        """What is there of the proposal; `requests` come newest first."""
        stored = list(requests)
        opened = next((one.request for one in stored if one.state == "open"), None)
        last = stored[0] if stored and opened is None else None
        return Seen(
            base=self.base,
            head=self.head,
            branch=branch,
            barred=barred,
            request=opened,
            declined=last.request if last and last.state == "declined" else None,
        )

    def is_default(self) -> str | None:
        """Why our branch is not to be written, where it is the default branch."""
        if self.place.branch != self.base:
            return None
        return f"{self.base} is the default branch; a proposal never writes to it"
