"""Changes that a branch takes back itself, where the branch that it is merged into has moved on.

A forge that merges by rebasing applies each commit of its own (git docs, "git-rebase"): of one
that the other branch has already nothing is left, and the one that takes it back is applied. What
both ends of the branch say does not show that.
"""

import posixpath
from collections.abc import Iterable, Iterator

from ..model import Unknown
from ..trees.commit import Commit
from ..trees.git import Git
from ..trees.tree import place
from .sides import Known, Side, read_side

AGAIN = (
    "commits of the branch change it and take that back, and it has changed since on the branch"
    " that it is merged into: a rebase may apply one half; bring the branch up to date"
)


def unsettled(
    git: Git, target: str, trees: tuple[Commit, Commit], sides: tuple[Side, Side], path: str
) -> tuple[Unknown, ...]:
    """Files of which a rebase onto `target` may make something else than both sides say."""
    before, after = trees
    if target == before.name:
        return ()
    now = Commit(git, target)
    later = read_side(now, path, Known())
    if later.state == sides[0].state and documents(later) == documents(sides[0]):
        return ()
    named = {path}.union(*(files(one) for one in (*sides, later)))
    found = {place(tree, one).path for tree in (before, after, now) for one in named} | named
    parts = {part for one in found for part in ways(one)}
    moved = {one for one in parts if before.at(one) != now.at(one)}
    told = sorted(moved & touched(git, before.name, after.name))
    return tuple(Unknown(what=one, why=AGAIN) for one in told)


def documents(side: Side) -> dict[str, object]:
    """What is declared."""
    return {name: one.document for name, one in side.entries.items()}


def files(side: Side) -> Iterator[str]:
    """The files that projects are read from, as far as they can be read."""
    for entry in side.entries.values():
        yield entry.file
        yield from (layer.sheet.file for layer in entry.layers)
    yield from (one.file for one in side.problems if one.file)


def ways(path: str) -> Iterator[str]:
    """A path with all that is above it, where a link may stand."""
    while path:
        yield path
        path = posixpath.dirname(path)


def touched(git: Git, base: str, head: str) -> set[str]:
    """Every path that some commit of a branch changes."""
    flags = ("-z", "--format=", "--name-only", "--no-renames", "-m", "--no-show-signature")
    done = git.run("log", *flags, "--no-ext-diff", "--no-textconv", f"{base}..{head}")
    return set(names(done.stdout.split(b"\0")))


def names(found: Iterable[bytes]) -> Iterator[str]:
    """Paths, without what stands between two commits."""
    for one in found:
        yield posixpath.normpath(one.strip(b"\n").decode("utf-8", "surrogateescape"))
