"""The files of a pipeline: each read once, whoever includes it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from ....model import Problem, Unknown
from ....tree import Mark, Node, Tree, read_tree
from ....workflows.model import Snapshot
from .inputs import Inputs, declared, filled

MOST_BYTES = 8 * 1024 * 1024
"""Read of all files together."""
OVER = Tree()
"""In place of a file that was not read."""


@dataclass
class Files:
    """What was read of a repository, and what was found wrong with it."""

    snapshot: Snapshot
    parsed: dict[str, Tree | None] = field(default_factory=dict)
    """By path; None: no such file."""
    problems: dict[Problem, None] = field(default_factory=dict)
    unknown: dict[Unknown, None] = field(default_factory=dict)
    size: int = 0
    paths: tuple[str, ...] | None = None

    def doubt(self, what: str, why: str) -> None:
        """Something that cannot be known."""
        self.unknown[Unknown(what=what, why=why)] = None

    def walk(self) -> tuple[str, ...]:
        """All paths, looked up once."""
        if self.paths is None:
            self.paths = self.snapshot.walk()
        return self.paths

    def documents(self, path: str) -> tuple[Node, ...] | None:
        """The documents of a file; None where there is none."""
        if path not in self.parsed:
            self.parsed[path] = self.parse(path)
        tree = self.parsed[path]
        if tree is None:
            return None
        if tree is OVER:
            self.doubt(path, f"the files of the pipeline are over {MOST_BYTES} bytes together")
        self.problems |= dict.fromkeys(tree.problems)
        return tree.roots

    def parse(self, path: str) -> Tree | None:
        """A file read for the first time."""
        content = self.snapshot.read(path)
        if content is None:
            return None
        self.size += len(content)
        return OVER if self.size > MOST_BYTES else read_tree(content, path, merge=True)

    @contextmanager
    def tried(self) -> Iterator[None]:
        """Of files that are looked at in vain nothing is said."""
        before = dict(self.problems), dict(self.unknown)
        yield
        self.problems, self.unknown = before

    def root(self, path: str, given: Inputs, top: bool) -> Node | None:
        """The content of a file with its inputs; None where there is nothing to use."""
        documents = self.documents(path) or ()
        if not documents:
            return None
        header, content = documents[0], documents[-1]
        if content.kind != "map":
            self.shapeless(content.mark)
            return None
        inputs = {**declared(header), **given} if len(documents) > 1 else given
        return filled(content, inputs, top) if inputs else content

    def shapeless(self, mark: Mark) -> None:
        """A file that holds a list or a text."""
        fault = Problem(
            id="workflow-shape",
            file=mark.file,
            line=mark.line,
            column=mark.column,
            found="is no mapping",
            fix="write jobs as `name:` with their keys below",
        )
        self.problems[fault] = None
