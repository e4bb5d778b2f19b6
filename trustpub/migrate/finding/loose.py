"""Credentials of an index in the files of a repository; which files are read: `candidates`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ...errors import WorldError
from ...model import Unknown
from ...workflows.model import Snapshot
from ..model import Loose
from .candidates import FOREIGN, KINDS, Kind, by_name, candidates, chosen, kind_of, named_in
from .loose_formats import pypirc, toml
from .loose_lines import in_lines, uploads
from .loose_python import in_python

__all__ = ["candidates", "loose"]
LARGEST = 1024 * 1024
MOST = 400
"""Files that are read of one repository."""
MOST_BYTES = 32 * 1024 * 1024
NAMING = ("make", "just", "task", "tox", "nox", "workflow", FOREIGN, "settings")
"""Whose texts say which other scripts are run."""
SCRIPT = Kind("script", kind_of("publish.sh").path)  # type: ignore[union-attr]
CIS = {
    ".travis": "Travis CI",
    ".circleci": "CircleCI",
    "appveyor": "AppVeyor",
    "azure": "Azure Pipelines",
    "bitbucket": "Bitbucket Pipelines",
    ".drone": "Drone",
    "jenkinsfile": "Jenkins",
    ".woodpecker": "Woodpecker",
    ".cirrus": "Cirrus CI",
    ".buildkite": "Buildkite",
    "cloudbuild": "Cloud Build",
    "buildspec": "CodeBuild",
}


@dataclass
class Search:
    """A search through one repository."""

    snapshot: Snapshot
    found: list[Loose] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    met: set[str] = field(default_factory=set)
    size: int = 0

    def all(self) -> None:
        """The files that are told by their paths, and the scripts that these name."""
        try:
            paths = self.snapshot.walk()
        except (OSError, WorldError) as error:
            self.doubt("the files of the repository", f"they cannot be listed: {why(error)}")
            return
        taken, over = chosen(paths)
        if over:
            self.doubt(f"{over[0]} and {len(over) - 1} more files", "there are too many of a kind")
        scripts, more = by_name(paths), dict[str, None]()
        for path in sorted(taken, key=rank):
            more |= dict.fromkeys(self.file(path, kind_of(path) or SCRIPT, scripts))
        for path in more:
            if path not in self.met:
                self.file(path, SCRIPT, {})

    def file(self, path: str, one: Kind, scripts: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        """Note what one file holds; the scripts it names."""
        text = self.text(path)
        if text is None:
            return ()
        self.found += in_file(path, text, one)
        folder = path.rpartition("/")[0]
        return tuple(named_in(text, scripts, folder)) if one.tool in NAMING else ()

    def text(self, path: str) -> str | None:
        """A file's text; where there is none to be had, that is said."""
        if len(self.met) >= MOST or self.size > MOST_BYTES:
            if path not in self.met:
                self.doubt(path, "too many files were read already")
            return None
        self.met.add(path)
        try:
            content = self.snapshot.read(path)
        except (OSError, WorldError) as error:
            self.doubt(path, f"it cannot be read: {why(error)}")
            return None
        if content is None:
            self.doubt(path, "it is listed and cannot be read")
            return None
        self.size += len(content)
        if len(content) > LARGEST:
            self.doubt(path, f"it has over {LARGEST} bytes")
            return None
        text = decoded(content)
        if text is None:
            self.doubt(path, "it is no text")
        return text

    def doubt(self, what: str, reason: str) -> None:
        """Something that could hold a credential and was not read."""
        self.unknown.append(Unknown(what=what, why=reason))


def loose(snapshot: Snapshot) -> tuple[tuple[Loose, ...], tuple[Unknown, ...]]:
    """What the files hold, by file and line, and which of them could not be read."""
    search = Search(snapshot)
    search.all()
    found = sorted(set(search.found), key=lambda one: (one.file, one.line, one.what, one.name))
    return tuple(found), tuple(dict.fromkeys(search.unknown))


def in_file(path: str, text: str, one: Kind) -> Iterator[Loose]:
    """What one file holds, read as its kind is."""
    lower = path.lower()
    if one.tool == ".pypirc":
        yield from pypirc(path, text)
        yield from in_lines(path, text, one.tool, names=False)
    elif lower.endswith(".py"):
        yield from in_python(path, text, one.tool)
    elif one.tool == "workflow":
        yield from (row for row in in_lines(path, text, one.tool, names=False) if row.literal)
    else:
        yield from in_lines(path, text, one.tool)
    if lower.endswith(".toml") or lower.rpartition("/")[2] == "pipfile":
        yield from toml(path, text, one.tool)
    if one.tool == FOREIGN:
        yield from uploads(path, text, one.tool, service(lower))


def service(path: str) -> str:
    """What the CI is called that reads a file."""
    return next((name for part, name in CIS.items() if part in path), "another CI")


def rank(path: str) -> tuple[int, str]:
    """What is read first: the likeliest, for there is an end to reading."""
    one = kind_of(path)
    return (KINDS.index(one) if one else len(KINDS)), path


def decoded(content: bytes) -> str | None:
    """Bytes as text; None for what is none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if b"\0" in content:
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def why(error: Exception) -> str:
    """What went wrong, in a few words."""
    return getattr(error, "strerror", None) or type(error).__name__
