"""One repository and the branch on which files are proposed: what both forges have of it."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from ..model import Forge
from ..reader import Reader
from ..writer import Writer
from .files import Files
from .model import Request

RIGHT = "write contents, requests and workflows"


class Stored(NamedTuple):
    """A request as a forge stores it."""

    request: Request
    state: Literal["open", "declined", "merged"]


@dataclass(frozen=True)
class Side:
    """One repository, its default branch and that branch's newest commit."""

    writer: Writer
    forge: Forge
    ref: str
    """Name of our branch."""
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
        return Files(self.client, self.root, self.head, github=self.forge == "github")

    def is_default(self) -> str | None:
        """Why our branch is not to be written, where it is the default branch."""
        if self.ref != self.base:
            return None
        return f"{self.base} is the default branch; a proposal never writes to it"
