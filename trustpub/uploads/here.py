"""What a command meets where it runs: variables, files, and a place for what is found."""

import re
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from posixpath import join, normpath
from typing import Any

from .expand import show
from .frames import Result
from .model import Opaque, ShellUpload
from .scope import Scope

Read = Callable[[str], str | None]
Script = Callable[[str, tuple[str, ...], str], Result]
"""Runs a text with arguments; the third is the name of what holds it, for chains."""


# GitHub's workflow commands: `NAME=text`, or `NAME<<END`, lines, `END`.
FORGE_FILE = re.compile(r"GITHUB_(?:ENV|OUTPUT)\b|github\.(?:env|output)\b", re.IGNORECASE)
HOME_RC = re.compile(r"(?:~|\$HOME|\$USERPROFILE|/root|/home/\w+|\$\{\{.*home.*\}\})/+\.pypirc")
LINE = re.compile(r"([A-Za-z_][\w-]*)(=|<<)(.*)")


def settings(text: str) -> list[tuple[str, str]]:
    """The names and texts in what is written for later steps."""
    found: list[tuple[str, str]] = []
    lines = iter(text.splitlines())
    for line in lines:
        setting = LINE.match(line)
        if setting and setting[2] == "=":
            found.append((setting[1], setting[3]))
        elif setting:
            value = []
            for part in lines:
                if part.strip() == setting[3].strip():
                    break
                value.append(part)
            found.append((setting[1], "\n".join(value)))
    return found


class Here:
    """One run of a script; the scope says what is known."""

    def __init__(self, scope: Scope, read: Read) -> None:
        """Nothing was found yet."""
        self.scope, self.read_file = scope, read
        self.uploads: list[ShellUpload] = []
        self.opaque: list[Opaque] = []
        self.outputs: list[tuple[str, str]] = []
        self.builds: int | None = None
        """The line of the first command that builds."""
        self.line = 0
        self.stdin: str | None = None
        self.once: dict[str, str] = {}
        """Versions that hold for one command."""
        self.wrote = False
        self.script: Script = lambda text, arguments, name: Result()

    def variable(self, name: str) -> str | None:
        """The text of a variable that commands see."""
        if self.scope.get("exported", name) is None:
            return None
        value = self.scope.get("variable", name)
        return None if value is None else show(value)

    def upload(self, found: ShellUpload) -> None:
        """An upload was found."""
        if found not in self.uploads:
            self.uploads.append(found)
        self.built(found.builds)

    def built(self, found: bool) -> None:
        """Whether a command builds."""
        if found and self.builds is None:
            self.builds = self.line

    def unseen(self, words: list[str], why: str) -> Result:
        """A command may upload, and nobody can see whether it does."""
        found = Opaque(show(" ".join(words))[:200], self.line, why)
        if found not in self.opaque:
            self.opaque.append(found)
        return Result()

    @contextmanager
    def inside(self, folder: str | None) -> Iterator[None]:
        """What is read in another folder, without going there for good."""
        before = self.scope.get("folder", ".")
        if folder:
            self.scope.set("folder", ".", self.path(folder))
        try:
            yield
        finally:
            if folder:
                self.scope.set("folder", ".", before)

    def path(self, name: str) -> str:
        """A path as the repository knows it."""
        name = show(name).replace("\\", "/")
        for here in ("$GITHUB_WORKSPACE/", "${{ github.workspace }}/", "$CI_PROJECT_DIR/", "$PWD/"):
            name = name.removeprefix(here)
        if HOME_RC.fullmatch(name):
            return "~/.pypirc"
        return normpath(join(self.scope.get("folder", ".") or "", name))

    def read(self, name: str) -> str | None:
        """The text of a file: as the script wrote it, or as the repository has it."""
        path = self.path(name)
        written = self.scope.get("file", path)
        if written is not None:
            return show(written)
        if path.startswith(("/", "..", "~", "$")):
            return None
        return self.read_file(path)

    def write(self, name: str, text: str, more: bool) -> None:
        """A file is written."""
        path = self.path(name)
        before = (self.scope.get("file", path) or "") if more else ""
        self.wrote = True
        self.scope.set("file", path, (before + text)[:20_000])

    def told(self, words: list[str]) -> str:
        """What goes into a command: standard input, and files that were written before."""
        texts = [(self.stdin or "").strip()]
        files = (self.scope.get("file", self.path(word)) for word in words[1:20] if self.wrote)
        texts += [(text or "").strip() for text in files]
        return " ".join(text for text in texts if text)

    def put(self, name: str, text: str, more: bool) -> None:
        """A file is written that may be one the forge reads."""
        target = show(name)
        if FORGE_FILE.search(target):
            for key, value in settings(text):
                if "OUTPUT" in target.upper():
                    self.outputs.append((key, show(value)))
                else:
                    self.scope.set("environment", key, value)
        else:
            self.write(name, text, more)

    def table(self, name: str, *keys: str) -> Any:
        """A part of a TOML file; an empty one where there is none."""
        text = self.read(name)
        try:
            found: Any = tomllib.loads(text) if text else {}
        except (tomllib.TOMLDecodeError, RecursionError, ValueError):
            return {}
        for key in keys:
            found = found.get(key, {}) if isinstance(found, dict) else {}
        return found

    def tables(self, name: str, *keys: str) -> dict[str, Any]:
        """A table of a TOML file by name."""
        found = self.table(name, *keys)
        return found if isinstance(found, dict) else {}

    def pinned(self, package: str) -> str:
        """What the script says of a package's version: `==5.1`, or nothing."""
        return self.once.get(package) or self.scope.get("pin", package) or ""
