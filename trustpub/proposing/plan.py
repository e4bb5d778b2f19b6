"""What the config wants and what is there -> what is to be written."""

from collections.abc import Mapping

from ..config import Config
from ..patching.rendering import Rendered, of_file
from ..workflows.model import Snapshot
from ..writing import Written
from .model import Branch, Decision, Request, Seen, Step, Wish
from .wording import change

OTHERS = (
    "the branch {branch} holds commits of somebody else, which are left alone; take them over or"
    " delete the branch, then run `pulumi up` again"
)
CLOSED = (
    "a person closed {link} without taking it; reopen it to have it proposed again, or change the"
    " file or the config"
)


def wish(config: Config, written: Written, snapshot: Snapshot) -> Wish:
    """What the config makes of one file of a repository."""
    rendered = of_file(config, written, snapshot)
    file = rendered.file
    left = tuple(f"{one.sentence()} [{one.id}]" for one in (*file.left, *rendered.problems))
    if file.state == "unreadable" or file.text is None:
        return Wish("unreadable", left)
    content = snapshot.read(written.path)
    before = None if content is None else content.decode()
    if file.text != before:
        return Wish("proposed", left, change(file, before))
    return unchanged(rendered, left)


def unchanged(rendered: Rendered, left: tuple[str, ...]) -> Wish:
    """A file that no patch makes better."""
    if left:
        return Wish("needs a person", left)
    if rendered.file.state == "agrees":
        return Wish("agrees", ())
    return Wish("unknown", tuple(f"{one.what}: {one.why}" for one in rendered.unknown))


def decide(wish: Wish, seen: Seen, branch: str) -> Decision:
    """What is to be written so that what is wanted is proposed, once, and nothing else is."""
    if wish.change is None:
        over = wish.state in ("agrees", "needs a person")
        return Decision(wish.state, wish.left, ("close",) if over and closable(seen) else ())
    if seen.barred:
        return Decision("conflict", (seen.barred, *wish.left))
    if seen.branch and not seen.branch.ours:
        return Decision("conflict", (OTHERS.format(branch=branch), *wish.left))
    if not seen.request and refused(seen.declined, wish.change.mark):
        link = seen.declined.link if seen.declined else ""
        return Decision("declined", (CLOSED.format(link=link), *wish.left))
    return Decision("proposed", wish.left, tuple(missing(wish, seen)))


def closable(seen: Seen) -> bool:
    """Whether an open request is ours alone."""
    return bool(seen.request) and not seen.barred and (seen.branch is None or seen.branch.ours)


def refused(declined: Request | None, mark: str) -> bool:
    """Whether a person said no to this very change."""
    return bool(declined and declined.marks and declined.marks[0] == mark)


def missing(wish: Wish, seen: Seen) -> list[Step]:
    """The steps to a proposal that were not yet taken."""
    assert wish.change is not None
    steps: list[Step] = []
    if seen.branch is None or seen.branch.mark != wish.change.mark:
        steps.append("commit")
    if seen.request is None:
        steps.append("open")
    elif seen.request.marks != (wish.change.mark, wish.change.body_mark):
        steps.append("describe")
    return steps


def ending(seen: Seen) -> tuple[Step, ...]:
    """What is taken away with the resource: nothing of others, and never the file itself."""
    if seen.barred or (seen.branch and not seen.branch.ours):
        return ()
    request: tuple[Step, ...] = ("close",) if seen.request else ()
    branch: tuple[Step, ...] = ("delete",) if seen.branch else ()
    return (*request, *branch)


def branch_of(marks: Mapping[str, str | None], commit: str, whole: bool) -> Branch:
    """Our branch, by the marks of the commits that are on it alone; the newest is one of them."""
    listed = whole and (not marks or commit in marks)
    return Branch(commit, listed and all(marks.values()), marks.get(commit))
