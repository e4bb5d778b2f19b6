"""The files of a repository that a script of a workflow or pipeline runs, without running it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import normpath

from ...uploads.look import look
from ...uploads.model import ShellState
from ...workflows.model import Snapshot

RUNS = re.compile(
    r"\b(?:make|tox|nox|just|task|invoke|inv|doit|hatch|pdm|poe|rake|npm|npx|yarn|pnpm|duty)\b"
    r"|\.(?:sh|bash|py|ps1|bat|cmd)\b|(?:^|\s)\.?/?[\w.-]+/[\w./-]+|\./|\bsource\b",
    re.MULTILINE,
)
MOST = 400
"""Files that are read for one repository."""
LARGEST = 256 * 1024
"""Bytes of a script: a larger one was not written by hand."""
LOOK_ONLY = (".toml", ".lock", ".txt", ".in")
"""What the reader of scripts asks for beside scripts: versions and settings."""


@dataclass
class Once:
    """A snapshot of which each file is read once: on a forge every look is a request."""

    snapshot: Snapshot
    contents: dict[str, bytes | None] = field(default_factory=dict)
    folders: dict[str, tuple[str, ...]] = field(default_factory=dict)
    paths: tuple[str, ...] | None = None

    def files(self, folder: str) -> tuple[str, ...]:
        """Paths of the files right in a folder, sorted."""
        if folder not in self.folders:
            self.folders[folder] = self.snapshot.files(folder)
        return self.folders[folder]

    def walk(self) -> tuple[str, ...]:
        """Paths of all files, sorted."""
        if self.paths is None:
            self.paths = self.snapshot.walk()
        return self.paths

    def read(self, path: str) -> bytes | None:
        """A file's content by its path; None where there is none."""
        if path not in self.contents:
            self.contents[path] = self.snapshot.read(path)
        return self.contents[path]


@dataclass
class Files:
    """Texts of a repository, each read once."""

    snapshot: Snapshot
    texts: dict[str, str | None] = field(default_factory=dict)
    ran: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def text(self, path: str) -> str | None:
        """A file's text; None where there is none that is text, small enough and within bounds."""
        if path not in self.texts:
            self.texts[path] = self.fresh(path)
        return self.texts[path]

    def fresh(self, path: str) -> str | None:
        """The same of a file met for the first time."""
        if len(self.texts) > MOST or path.startswith(("/", "../")):
            return None
        content = self.snapshot.read(path)
        if content is None or len(content) > LARGEST or b"\0" in content:
            return None
        return content.decode("utf-8-sig", "replace")

    def run_by(self, script: str, folder: str = "") -> tuple[str, ...]:
        """Paths of the files that a script runs, near and far."""
        if not RUNS.search(script):
            return ()
        if (script, folder) not in self.ran:
            self.ran[script, folder] = self.followed(script, folder, {})
        return self.ran[script, folder]

    def followed(self, script: str, folder: str, env: Mapping[str, str]) -> tuple[str, ...]:
        """What the reader of scripts asks for on its way."""
        met: dict[str, None] = {}

        def read(path: str) -> str | None:
            place = normpath(f"{folder}/{path}") if folder else normpath(path)
            text = self.text(place)
            if text is not None and not place.endswith(LOOK_ONLY):
                met[place] = None
            return text

        look(script, env, ShellState(), read)
        return tuple(met)
