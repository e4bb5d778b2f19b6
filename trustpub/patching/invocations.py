"""The words of a command that uploads -> what the publishing action has to be told."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..uploads.tokens import Word
from .scripts import Command, text
from .upload_tools import UPLOADERS, Effect, Uploader

WRAPPERS = (
    *(("uv", "run", "python", "-m"), ("poetry", "run", "python", "-m")),
    *(("uv", "tool", "run"), ("python", "-m"), ("python3", "-m"), ("py", "-m")),
    *(("pipx", "run"), ("uv", "run"), ("poetry", "run"), ("pdm", "run"), ("uvx",), ()),
)
"""Words before a tool that start it."""
ASSIGNED = re.compile(r"([A-Za-z_]\w*)=")
FOLDER = re.compile(r"(?:\./)?([A-Za-z0-9_][\w.+-]*(?:/[A-Za-z0-9_][\w.+-]*)*)/?")
WHOLE = "/*"
"""All files right in a folder: what the action uploads (twine-upload.sh)."""


@dataclass(frozen=True)
class Invocation:
    """One upload by a command."""

    tool: str
    folder: str = "dist"
    effects: frozenset[Effect] = field(default_factory=frozenset)
    build: str = ""
    """The tool's own command for the build that the upload includes."""


@dataclass
class Arguments:
    """What the words behind a tool's command say."""

    effects: set[Effect] = field(default_factory=set)
    folder: str | None = None
    files: list[str] = field(default_factory=list)


def tool_of(command: Command) -> str | None:
    """The tool whose upload a command begins with."""
    split = apart(command)
    return split[1] if split else None


def apart(command: Command) -> tuple[tuple[str, ...], str, tuple[Word, ...]] | None:
    """What starts the tool, the tool, and the words behind its command."""
    words = command.words[assignments(command) :]
    texts = tuple(map(text, words))
    for wrapper in WRAPPERS:
        size = len(wrapper)
        if texts[:size] != wrapper or len(texts) < size + 2:
            continue
        tool = texts[size] or ""
        if tool in UPLOADERS and texts[size + 1] == UPLOADERS[tool].command:
            return wrapper, tool, words[size + 2 :]
    return None


def assignments(command: Command) -> int:
    """How many words before the command set variables for it."""
    names = [assigned(word) for word in command.words]
    return next((n for n, name in enumerate(names) if name is None), len(names))


def assigned(word: Word) -> str | None:
    """The variable that a word sets."""
    head = word[0].text if word and word[0].kind == "text" else ""
    found = ASSIGNED.match(head)
    return found[1] if found else None


def invocation(command: Command) -> Invocation | None:
    """The upload of a command; None where the action could not do just the same."""
    split = apart(command)
    if split is None:
        return None
    wrapper, tool, words = split
    known = UPLOADERS[tool]
    names = [assigned(word) or "" for word in command.words[: assignments(command)]]
    told = arguments(known, words)
    if told is None or not all(known.variables.fullmatch(name) for name in names):
        return None
    builds = "build" in told.effects or (known.builds and "built" not in told.effects)
    if builds and told.folder:
        return None
    folder = told.folder or (folder_of(told.files) if told.files else "dist")
    if folder is None or (known.files == "needed" and not told.files):
        return None
    build = " ".join([*wrapper, tool, "build"]) if builds else ""
    return Invocation(tool, folder, frozenset(told.effects), build)


def arguments(known: Uploader, words: Sequence[Word]) -> Arguments | None:
    """Options and files of a command; None where one is not known."""
    told = Arguments()
    rest: Iterator[Word] = iter(words)
    for word in rest:
        head = word[0].text if word and word[0].kind in ("text", "quoted") else ""
        name, equals, _ = head.partition("=")
        if head in known.switches:
            told.effects.add(known.switches[head])
        elif name in known.valued:
            if not equals and (head != name or len(word) > 1 or next(rest, None) is None):
                return None
        elif known.folder and name == known.folder:
            value = word if equals else next(rest, None)
            told.folder = clean((text(value) or "").removeprefix(f"{name}=")) if value else None
            if told.folder is None:
                return None
        elif not (takes := text(word)) or takes.startswith("-") or known.files == "none":
            return None
        else:
            told.files.append(takes)
    return told


def folder_of(patterns: Sequence[str]) -> str | None:
    """The folder that one pattern takes all files of."""
    one = patterns[0] if len(patterns) == 1 else ""
    return clean(one.removesuffix(WHOLE)) if one.endswith(WHOLE) else None


def clean(folder: str) -> str | None:
    """A folder below the one of the script; None for any other."""
    found = FOLDER.fullmatch(folder)
    return posixpath.normpath(found[1]) if found else None
