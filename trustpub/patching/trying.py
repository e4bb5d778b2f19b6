"""One file of a repository, judged with text after text: what no text changes is read once."""

from dataclasses import dataclass, field

from ..chain.linking import make_case
from ..config import Config
from ..model import Forge
from ..workflows.listing import (
    PIPELINE,
    Part,
    joined,
    pipelines_of,
    read_pipelines,
    read_workflows,
)
from ..workflows.model import Reading, Snapshot
from .judging import Verdict


@dataclass
class Overlay:
    """A repository's files with one of them as it would be."""

    snapshot: Snapshot
    path: str
    content: bytes
    seen: bool = False
    """Whether that one was read."""

    def files(self, folder: str) -> tuple[str, ...]:
        """Paths of the files right in a folder."""
        found = self.snapshot.files(folder)
        here = self.path.rpartition("/")[0] == folder.strip("/")
        return tuple(sorted({*found, self.path})) if here else found

    def walk(self) -> tuple[str, ...]:
        """Paths of all files."""
        return tuple(sorted({*self.snapshot.walk(), self.path}))

    def read(self, path: str) -> bytes | None:
        """A file's content."""
        same = path.lstrip("/") == self.path
        self.seen = self.seen or same
        return self.content if same else self.snapshot.read(path)


@dataclass(frozen=True)
class Judge:
    """What the chain finds in a repository, by the text of one file.

    Paths are the same with every text, so what a forge's files say without a look at this one
    stays as it is.
    """

    config: Config
    snapshot: Snapshot
    path: str
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    """Of each text that was judged."""
    parts: dict[Forge, Part] = field(default_factory=dict)
    """What does not depend on the text."""

    def of(self, text: str) -> Verdict:
        """What the chain finds where the file has this text."""
        if text not in self.verdicts:
            reading = self.reading(text.encode("utf-8", "surrogatepass"))
            faults = tuple(one for one in reading.problems if one.file == self.path)
            self.verdicts[text] = Verdict(self.path, text, make_case(self.config, reading), faults)
        return self.verdicts[text]

    def reading(self, content: bytes) -> Reading:
        """What the files of both forges do."""
        named = pipelines_of(self.config) or (PIPELINE,)
        return joined(self.part("github", content), self.part("gitlab", content, named), named)

    def part(self, forge: Forge, content: bytes, named: tuple[str, ...] = ()) -> Part:
        """What the files of one forge do."""
        if forge in self.parts:
            return self.parts[forge]
        files = Overlay(self.snapshot, self.path, content)
        part = read_workflows(files) if forge == "github" else read_pipelines(files, named)
        if not files.seen:
            self.parts[forge] = part
        return part
