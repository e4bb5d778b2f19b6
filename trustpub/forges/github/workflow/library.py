"""What readers of workflows ask for again and again: files, actions and looks at scripts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from posixpath import normpath

from ....tree import Node, read_tree
from ....uploads.look import look
from ....uploads.model import ShellLook, ShellState
from ....workflows.model import Snapshot

Key = tuple[str, tuple[tuple[str, str], ...], ShellState, str, str]


@dataclass(frozen=True)
class Library:
    """The files of a repository, each read once, and each script looked at once."""

    snapshot: Snapshot
    files: dict[str, bytes | None] = field(default_factory=dict)
    actions: dict[str, Node | None] = field(default_factory=dict)
    looks: dict[Key, ShellLook] = field(default_factory=dict)

    def read(self, path: str) -> bytes | None:
        """A file's content; None where there is none."""
        if path not in self.files:
            self.files[path] = self.snapshot.read(path)
        return self.files[path]

    def text(self, folder: str, path: str) -> str | None:
        """A file's text, by its path in a folder; None where there is none that is text."""
        content = self.read(normpath(f"{folder}/{path}") if folder else path)
        try:
            return None if content is None else content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return None

    def lines(self, path: str) -> tuple[str, ...]:
        """The lines of a file."""
        return tuple((self.text("", path) or "").splitlines())

    def action(self, folder: str) -> Node | None:
        """The `action.yml` of a folder, as long as it is a mapping."""
        if folder not in self.actions:
            self.actions[folder] = next(self.mappings(folder), None)
        return self.actions[folder]

    def mappings(self, folder: str) -> Iterator[Node]:
        """The mappings in `action.yml` or `action.yaml` of a folder, in that order."""
        for name in ("action.yml", "action.yaml"):
            path = normpath(f"{folder}/{name}").lstrip("/")
            content = None if path.startswith("../") else self.read(path)
            if content is not None:
                roots = read_tree(content, path).roots
                yield from (root for root in roots[:1] if root.kind == "map")

    def look(
        self, script: str, env: Mapping[str, str], state: ShellState, shell: str, folder: str
    ) -> ShellLook:
        """What a script does, run in a folder of the repository."""
        key = (script, tuple(sorted(env.items())), state, shell, folder)
        if key not in self.looks:
            self.looks[key] = look(script, env, state, partial(self.text, folder), shell)
        return self.looks[key]
