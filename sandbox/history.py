"""What was committed to a repository since the seed, for both forges: commits hold whole trees.

The seed's refs have no history of their own: each stands for one commit that holds all files.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

Tree = dict[str, str]


@dataclass(frozen=True)
class Commit:
    """A commit with every file of it."""

    sha: str
    message: str
    parents: tuple[str, ...]
    files: Tree = field(repr=False)
    author: str = ""
    date: str = ""


@dataclass
class History:
    """Commits and trees by hash; `heads`: where branches are that were written to."""

    commits: dict[str, Commit] = field(default_factory=dict)
    trees: dict[str, Tree] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)

    def tree(self, files: Tree) -> str:
        """The hash under which a tree is found again."""
        sha = digest("tree", *(f"{path}\0{files[path]}" for path in sorted(files)))
        self.trees.setdefault(sha, dict(files))
        return sha

    def root(self, sha: str, files: Tree, date: str = "") -> Commit:
        """The commit that a ref of the seed stands for."""
        if sha not in self.commits:
            self.commits[sha] = Commit(sha, "Initial commit\n", (), dict(files), date=date)
        return self.commits[sha]

    def add(
        self, message: str, parents: tuple[str, ...], files: Tree, author: str, date: str
    ) -> Commit:
        """A new commit, on no branch yet."""
        sha = digest("commit", message, *parents, self.tree(files), str(len(self.commits)))
        made = Commit(sha, message, parents, dict(files), author, date)
        self.commits[sha] = made
        return made

    def line(self, sha: str) -> Iterator[str]:
        """A commit and all before it, nearest first."""
        waiting, seen = [sha], set()
        while waiting:
            one = waiting.pop(0)
            if one not in seen and one in self.commits:
                seen.add(one)
                yield one
                waiting += self.commits[one].parents

    def log(self, sha: str, path: str = "", first_parent: bool = False) -> list[Commit]:
        """The commits that touched a file or folder, newest first, as `git log -- PATH` has them.

        git-log(1), "History Simplification": of a merge that is the same as one of its parents
        only this parent is followed; with `--first-parent` always the first one.
        """
        found, waiting, seen = [], [sha], set[str]()
        while waiting:
            one = self.commits[waiting.pop(0)]
            if one.sha in seen:
                continue
            seen.add(one.sha)
            parents = [self.commits[p] for p in one.parents[: 1 if first_parent else None]]
            mine = below(one.files, path)
            same = [parent for parent in parents if path and below(parent.files, path) == mine]
            if not same and (parents or mine):
                found.append(one)
            waiting += [parent.sha for parent in same[:1] or parents]
        return sorted(found, key=lambda one: one.date, reverse=True)

    def merge_base(self, one: str, other: str) -> str | None:
        """The nearest commit that both have."""
        known = set(self.line(one))
        return next((sha for sha in self.line(other) if sha in known), None)

    def beside(self, base: str, head: str) -> list[Commit]:
        """What `head` has and `base` has not, oldest first."""
        known = set(self.line(base))
        return [self.commits[sha] for sha in reversed(list(self.line(head))) if sha not in known]

    def merged(self, base: str, head: str) -> Tree | None:
        """The files of `base` with what `head` changed; None where both changed one."""
        fork = self.merge_base(base, head)
        before = self.commits[fork].files if fork else {}
        mine, theirs = self.commits[base].files, self.commits[head].files
        changed = changes(before, theirs)
        if set(changed) & {p for p in changes(before, mine) if mine.get(p) != theirs.get(p)}:
            return None
        kept = {path: text for path, text in mine.items() if path not in changed}
        return {**kept, **{path: theirs[path] for path in changed if path in theirs}}


@dataclass
class Pull:
    """A pull or merge request between two branches, of one repository if from no fork."""

    number: int
    title: str
    body: str | None
    head: str
    base: str
    user: str
    created_at: str
    state: str = "open"
    merged_at: str | None = None
    brought: tuple[str, ...] = ()
    """Commits that came to the base when it was taken."""
    last: str = ""
    """Its newest commit when it was taken, which stays though the branch moves on or goes."""
    locked: bool = False
    lock_reason: str | None = None
    source: str | None = ""
    """The fork that it comes from; None for one that is gone, empty for its own repository."""


def below(files: Tree, path: str) -> Tree:
    """A file, or the files of a folder; all of them for the empty path."""
    inside = f"{path.strip('/')}/" if path else ""
    return {name: text for name, text in files.items() if f"{name}/".startswith(inside)}


def changes(before: Tree, after: Tree) -> list[str]:
    """Paths whose text differs."""
    return sorted(p for p in {*before, *after} if before.get(p) != after.get(p))


def digest(*parts: str) -> str:
    """A hash that looks like git's."""
    return hashlib.sha1("\0".join(parts).encode(), usedforsecurity=False).hexdigest()
