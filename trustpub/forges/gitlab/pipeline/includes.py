"""`include:`: the files of a pipeline as one configuration."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ....model import Problem
from ....tree import Mark, Node
from ....workflows.model import Truth
from .files import Files
from .inputs import Inputs
from .nodes import deep_merge, entries, flat, key_mark, scalar, texts
from .regex import compiled

MOST = 150
"""Includes of one pipeline (docs.gitlab.com/ci/yaml/#include)."""
URL = re.compile(r"https?://", re.IGNORECASE)
HASH = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
ELSEWHERE = ("remote", "project", "component", "template", "artifact")
Decide = Callable[[Node], Truth]
"""`rules:` of an include -> whether it takes place."""


@dataclass(frozen=True)
class Remote:
    """An include that cannot be read from here."""

    kind: str
    text: str
    pinned: bool
    mark: Mark


@dataclass
class Gathering:
    """The configuration as it grows: includes first, each file over those it includes."""

    files: Files
    decide: Decide
    count: int = 0
    read: dict[str, None] = field(default_factory=dict)
    remotes: list[Remote] = field(default_factory=list)
    rules: list[Node] = field(default_factory=list)
    """The `rules:` of includes, in the order in which they are met."""
    definitions: dict[str, list[tuple[Mark, Node]]] = field(default_factory=dict)
    """Top-level keys, each with every place where it is written, the strongest last."""

    def file(self, path: str, given: Inputs, above: tuple[str, ...]) -> Node | None:
        """A file with all that it includes."""
        root = self.files.root(path, given, top=not above)
        self.read[path] = None
        return self.over(root, (*above, path)) if root else None

    def over(self, root: Node, above: tuple[str, ...]) -> Node:
        """A configuration over those that it includes."""
        merged: Node | None = None
        for item in flat(root.get("include")):
            for node in self.included(item, above):
                merged = deep_merge(merged, node) if merged else node
        own = {key: node for key, node in root.entries.items() if key != "include"}
        for key, node in own.items():
            self.definitions.setdefault(key, []).append((key_mark(root, key), node))
        root = replace(root, entries=own)
        return deep_merge(merged, root) if merged else root

    def included(self, item: Node, above: tuple[str, ...]) -> list[Node]:
        """What one include brings."""
        rules = item.get("rules")
        if rules:
            self.rules.append(rules)
            if self.decide(rules) == "no":
                return []
        kind, where = location(item)
        if kind != "local" or "$" in where:
            self.elsewhere(kind, where, item)
            return []
        given = entries(item.get("inputs"))
        found = (self.local(path, given, above, item) for path in self.paths(where, item))
        return [node for node in found if node]

    def elsewhere(self, kind: str, where: str, item: Node) -> None:
        """An include that is not read."""
        if not kind:
            return
        why = "its path holds a variable" if kind == "local" else f"{kind} includes are not read"
        place = f"{item.mark.file}:{item.mark.line}"
        self.files.doubt(f"{place} include {where}".rstrip(), why)
        self.remotes.append(Remote(kind, where, is_pinned(kind, item), item.mark))

    def paths(self, where: str, item: Node) -> list[str]:
        """The files that a local path or pattern means."""
        path = where.lstrip("/")
        if "*" not in path:
            return [path]
        # lib: Repository#search_files_by_wildcard_path
        pattern = re.escape(path).replace(r"\*\*", ".*?").replace(r"\*", "[^/]*?")
        program = compiled(f"^{pattern}$", "")
        if program is None:
            self.files.doubt(f"{item.mark.file}:{item.mark.line} include {where}", "is too long")
            return []
        return [name for name in self.files.walk() if program.isinstance_python(name)]

    def local(self, path: str, given: Inputs, above: tuple[str, ...], item: Node) -> Node | None:
        """A file of the repository."""
        self.count += 1
        place = f"{item.mark.file}:{item.mark.line} include {path}"
        if path in above or self.count > MOST:
            why = "the file includes itself" if path in above else f"is over {MOST} includes"
            self.files.doubt(place, why)
            return None
        if self.files.documents(path) is None:
            self.files.problems[missing(path, item.mark)] = None
            return None
        return self.file(path, given, above)


def location(item: Node) -> tuple[str, str]:
    """What kind of include, and of what."""
    text = scalar(item)
    if text is not None:
        return ("remote" if URL.match(text) else "local"), text
    for kind in ("local", *ELSEWHERE):
        if kind in item.entries:
            where = ", ".join(texts(item.get(kind)))
            return kind, ", ".join([where, *texts(item.get("file"))])
    return "", ""


def is_pinned(kind: str, item: Node) -> bool:
    """Whether an include names what it takes by a hash."""
    if kind == "project":
        return bool(HASH.fullmatch(scalar(item.get("ref")) or ""))
    if kind == "component":
        return bool(HASH.fullmatch((scalar(item.get(kind)) or "").rpartition("@")[2]))
    return kind == "remote" and bool(scalar(item.get("integrity")))


def missing(path: str, mark: Mark) -> Problem:
    """An included file that is not there: GitLab creates no pipeline then."""
    return Problem(
        id="pipeline-include-missing",
        file=mark.file,
        line=mark.line,
        column=mark.column,
        found=f"includes {path}, which does not exist",
        fix="name a file of the repository, or leave the include out",
    )
