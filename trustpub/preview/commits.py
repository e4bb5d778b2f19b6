"""Two commits, or a commit and the working tree -> Preview."""

import os
import posixpath
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ..trees.commit import Commit
from ..trees.folder import Folder
from ..trees.git import Git, root_of
from ..trees.tree import Tree, Unread, place, read
from .comparing import Comparing
from .model import Preview
from .rebasing import unsettled
from .sides import Known, Side, read_side

FILES = ("release.yaml", "fleet.yaml")
UNSAID = "the default branch is not known here; name the branch that is merged into with --base"
SWAPPED = "all of the head is in the base already; are the two swapped?"
PROJECT = "Pulumi.yaml"


class Misnamed(Unread):
    """A file that somebody named, and that is nowhere: perhaps a slip in the command line."""


class Compared(NamedTuple):
    """A preview, and what it was made from."""

    preview: Preview
    base: Side
    head: Side
    project: bytes | None
    """The engine's project beside the file, as it is before the change."""
    remark: str = ""
    """What may be meant otherwise, for whoever named the commits."""


def preview(
    file: str | None,
    base: str | None,
    head: str | None,
    today: date,
    environ: Mapping[str, str],
) -> Preview:
    """What the commits since `base` change, up to `head` or the working tree; else Unread."""
    return compare(file, base, head, today, environ).preview


def compare(
    file: str | None,
    base: str | None,
    head: str | None,
    today: date,
    environ: Mapping[str, str],
) -> Compared:
    """The same, with both sides."""
    root = root_of(file or FILES[0])
    if root is None:
        raise Unread("this is no checkout of git; run it in one")
    git = Git(root)
    try:
        return compared(git, root, file, base, head, today, environ)
    finally:
        git.close()


def compared(
    git: Git,
    root: Path,
    file: str | None,
    base: str | None,
    head: str | None,
    today: date,
    environ: Mapping[str, str],
) -> Compared:
    """The same with git at hand."""
    tip = git.commit(head or "HEAD")
    target = base or git.default()
    if target is None:
        raise Unread(UNSAID)
    onto = git.commit(target)
    began = git.began(onto, tip)
    trees = Commit(git, began), Commit(git, tip) if head else Folder(root)
    path = chosen(trees) if file is None else inside(root, file)
    known = Known()
    before, after = (read_side(tree, path, known) for tree in trees)
    if before.state == after.state == "absent":
        raise (Misnamed if file else Unread)(f"{path} is in neither commit; check its name")
    found = Comparing(before, after, today, environ).preview(path, began, tip if head else "")
    if isinstance(trees[1], Commit) and not (found.projects or found.errors):
        back = unsettled(git, onto, (trees[0], trees[1]), (before, after), path)
        found = found.model_copy(update={"unknown": (*found.unknown, *back)})
    remark = SWAPPED if head and began == tip != onto else ""
    return Compared(found, before, after, project(trees[0], path), remark)


def project(tree: Tree, path: str) -> bytes | None:
    """The engine's project beside a file; None where there is none that can be read."""
    try:
        return read(tree, posixpath.join(posixpath.dirname(path), PROJECT))
    except Unread:
        return None


def inside(root: Path, file: str) -> str:
    """A file by its path from the root of the checkout."""
    path = os.path.relpath(os.path.abspath(file), root)
    return path.replace(os.sep, posixpath.sep)


def chosen(trees: tuple[Tree, Tree]) -> str:
    """The file that nobody named: there must be but one that it can be."""
    here = [one for one in FILES if any(place(tree, one).kind == "file" for tree in trees)]
    if len(here) > 1:
        raise Unread(f"{' and '.join(here)} are both there; name the one that is meant")
    return here[0] if here else FILES[0]
