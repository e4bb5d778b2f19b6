"""What the config wants and what is there -> what is to be written."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from ..config import Config
from ..patching.rendering import Rendered, of_file
from ..workflows.model import Snapshot
from ..writing import Written
from .model import (
    Branch,
    Change,
    Decision,
    Edit,
    FileWish,
    Request,
    Seen,
    State,
    Step,
    Wish,
)
from .wording import commit_mark, commit_owner, edit

Make = Callable[[tuple[Edit, ...], Sequence[FileWish]], Change]
"""Edits, and the wishes for files that are left out -> one proposal."""
ORDER: tuple[State, ...] = ("unreadable", "unknown", "needs a person", "agrees")
"""Without any edit, the first state of any file is told: the first two hide what is to be done."""
OTHERS = (
    "the branch {branch} holds commits of somebody else, which are left alone; take them over or"
    " delete the branch, then run `pulumi up` again"
)
CLOSED = (
    "a person closed {link} without taking it; reopen it to have it proposed again, or change the"
    " file or the config"
)


def wish(config: Config, written: Written, snapshot: Snapshot) -> FileWish:
    """What the config makes of one file of a repository."""
    rendered = of_file(config, written, snapshot)
    file, path = rendered.file, written.path
    left = tuple(f"{one.sentence()} [{one.id}]" for one in (*file.left, *rendered.problems))
    if file.state == "unreadable" or file.text is None:
        return FileWish(path, "unreadable", left)
    content = snapshot.read(path)
    before = None if content is None else content.decode()
    if file.text != before:
        return FileWish(path, "proposed", left, edit(file, file.text, before))
    return unchanged(rendered, left)


def unchanged(rendered: Rendered, left: tuple[str, ...]) -> FileWish:
    """A file that no patch makes better."""
    path = rendered.file.path
    if left:
        return FileWish(path, "needs a person", left)
    if rendered.file.state == "agrees":
        return FileWish(path, "agrees", ())
    return FileWish(path, "unknown", tuple(f"{one.what}: {one.why}" for one in rendered.unknown))


def together(wishes: Sequence[FileWish], make: Make) -> Wish:
    """What is wished of all files: every edit in one change, the others told beside it."""
    edits = tuple(one.edit for one in wishes if one.edit)
    left = wishes[0].left if len(wishes) == 1 else tuple(lines(wishes))
    if edits:
        rest = [one for one in wishes if not one.edit and one.state != "agrees"]
        return Wish("proposed", left, make(edits, rest))
    return Wish(min((one.state for one in wishes), key=ORDER.index), left)


def lines(wishes: Sequence[FileWish]) -> Iterable[str]:
    """What is left of several files, each with a path, and nothing twice."""
    paths = tuple(f"{one.path}:" for one in wishes)
    return dict.fromkeys(
        text if text.startswith(paths) else f"{one.path}: {text}"
        for one in wishes
        for text in one.left
    )


def decide(wish: Wish, seen: Seen, branch: str) -> Decision:
    """What is to be written so that what is wanted is proposed, once, and nothing else is."""
    if wish.change is None:
        over = wish.state in ("agrees", "needs a person")
        return Decision(wish.state, wish.left, ("close",) if over and closable(seen) else ())
    if seen.barred:
        return Decision("conflict", (seen.barred, *wish.left))
    if seen.branch and not seen.branch.ours:
        return Decision("conflict", (OTHERS.format(branch=branch), *wish.left))
    no = None if seen.request else refused(seen.declined, wish.change)
    if no:
        return Decision("declined", (CLOSED.format(link=no.link), *wish.left))
    return Decision("proposed", wish.left, tuple(missing(wish.change, seen)))


def closable(seen: Seen) -> bool:
    """Whether an open request is ours alone."""
    return bool(seen.request) and not seen.barred and (seen.branch is None or seen.branch.ours)


def refused(declined: Iterable[Request], change: Change) -> Request | None:
    """Where a person said no to this very change, or to a part of it alone."""
    return next((one for one in declined if one.marks and one.marks[0] in change.marks), None)


def missing(change: Change, seen: Seen) -> list[Step]:
    """The steps to a proposal that were not yet taken."""
    steps: list[Step] = []
    if seen.branch is None or seen.branch.mark != change.mark or not seen.branch.claimed:
        steps.append("commit")
    if seen.request is None:
        steps.append("open")
    elif seen.request.marks != (change.mark, change.body_mark):
        steps.append("describe")
    return steps


def ending(seen: Seen) -> tuple[Step, ...]:
    """What is taken away with the resource: nothing of others, and never the file itself."""
    if seen.barred or (seen.branch and not seen.branch.ours):
        return ()
    request: tuple[Step, ...] = ("close",) if seen.request else ()
    branch: tuple[Step, ...] = ("delete",) if seen.branch else ()
    return (*request, *branch)


def branch_of(messages: Mapping[str, str], commit: str, whole: bool) -> Branch:
    """Our branch, by the messages of the commits that are on it alone; the newest is one of them.

    `whole`: whether all of them are listed.
    """
    marks = {sha: commit_mark(text) for sha, text in messages.items()}
    owners = {sha: commit_owner(text) for sha, text in messages.items() if marks[sha]}
    listed = whole and (not marks or commit in marks)
    return Branch(
        commit,
        ours=listed and all(marks.values()),
        mark=marks.get(commit),
        owners=tuple(owners.values()),
        claimed=commit not in owners or bool(owners[commit].claims),
    )
