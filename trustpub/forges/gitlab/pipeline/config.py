"""The merged configuration of a pipeline: `extends`, `!reference`, and what is a job in it."""

from dataclasses import dataclass, field, replace

from ....tree import Mark, Node
from .includes import Gathering, Remote
from .nodes import deep_merge, is_reference, key_mark, texts
from .worlds import words

RESERVED = words(
    """after_script before_script cache default image include services spec stages types variables
    workflow"""
)
"""Top-level keys that are no jobs (lib/gitlab/ci/config/entry/root.rb); `pages` is one."""
DEEPEST_EXTENDS = 20
DEEPEST, REFERENCE = 200, 20
"""Levels that values are followed, and what a `!reference` counts: GitLab takes ten of them."""
RUNS = ("script", "run", "trigger")
NOTHING: dict[str, Node] = {}


@dataclass
class Config:
    """All that GitLab sees of a pipeline once its files are one."""

    root: Node
    files: tuple[str, ...]
    remotes: tuple[Remote, ...]
    definitions: dict[str, list[tuple[Mark, Node]]]
    extended: dict[str, Node] = field(default_factory=dict)
    missing: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Job -> what it extends that no file defines."""
    dangling: dict[Mark, str] = field(default_factory=dict)
    """`!reference`s to what no file defines."""
    resolved: dict[tuple[str, ...], Node | None] = field(default_factory=dict)

    def job(self, name: str) -> Node | None:
        """A job or template with all that it extends."""
        return self.extend(name, ())

    def extend(self, name: str, above: tuple[str, ...]) -> Node | None:
        """One job over its parents, the last of which is the strongest (extendable/entry.rb)."""
        own = self.root.get(name)
        if own is None or own.kind != "map" or name in self.extended:
            return self.extended.get(name)
        node: Node | None = None
        for parent in texts(own.get("extends")):
            if parent in above or parent == name or len(above) >= DEEPEST_EXTENDS:
                continue
            base = self.extend(parent, (*above, name))
            lost = self.missing.get(parent, ()) if base else (parent,)
            if lost:
                self.missing[name] = (*self.missing.get(name, ()), *lost)
            if base:
                node = deep_merge(node, base) if node else base
        self.extended[name] = deep_merge(node, own) if node else own
        return self.extended[name]

    def plain(self, node: Node | None, depth: int = 0) -> Node | None:
        """A value with each `!reference` replaced by what it names, if it names anything."""
        if node is None or depth > DEEPEST:
            return node
        if is_reference(node):
            return self.referred(node, depth)
        if node.kind == "list":
            below = [self.plain(item, depth + 1) for item in node.items]
            same = all(old is new for old, new in zip(node.items, below, strict=True))
            return node if same else replace(node, items=tuple(filter(None, below)))
        if node.kind == "map":
            found = {key: self.plain(value, depth + 1) for key, value in node.entries.items()}
            same = all(found[key] is value for key, value in node.entries.items())
            kept = {key: value for key, value in found.items() if value}
            return node if same else replace(node, entries=kept)
        return node

    def referred(self, node: Node, depth: int) -> Node:
        """What a `!reference` names, extended (yaml/tags/reference.rb)."""
        path = tuple(item.text for item in node.items)
        if path not in self.resolved:
            self.resolved[path] = None
            self.resolved[path] = self.plain(self.dig(path), depth + REFERENCE)
        if self.resolved[path] is None:
            self.dangling[node.mark] = ", ".join(path)
        return self.resolved[path] or node

    def top(self, *path: str) -> Node | None:
        """A value outside of jobs; null is as good as none."""
        node = self.plain(self.root.get(*path))
        return node if node and node.kind != "null" else None

    def dig(self, path: tuple[str, ...]) -> Node | None:
        """The value at a path of keys."""
        if not path:
            return None
        node = self.job(path[0]) or self.root.get(path[0])
        return node.get(*path[1:]) if node else None

    def place(self, name: str) -> Mark:
        """The key of a job: of several files, the last that says what it runs."""
        places = self.definitions.get(name, [])
        running = [mark for mark, node in places if any(key in node.entries for key in RUNS)]
        last = [mark for mark, _ in places]
        return (running or last or [key_mark(self.root, name)])[-1]

    def visible(self) -> tuple[str, ...]:
        """The names of all jobs that can run."""
        names = (name for name in self.root.entries if not name.startswith("."))
        return tuple(name for name in names if name not in RESERVED and self.runs(name))

    def runs(self, name: str) -> bool:
        """Whether something is a job: it says what to run, or what to trigger."""
        node = self.job(name)
        return node is not None and any(key in node.entries for key in RUNS)


def config(gathering: Gathering, root: Node) -> Config:
    """What was gathered, as one configuration."""
    read, remotes = tuple(gathering.read), tuple(gathering.remotes)
    return Config(root, read, remotes, gathering.definitions)
