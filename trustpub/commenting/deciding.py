"""A request as it is, and what the comment is to say -> what to write. Pure.

Neither forge changes a comment on a condition, so two runs at once are not kept apart: each looks
again after it wrote, until nothing is left to write. All of them choose the same comment (the
oldest) and the same text (of the newest commit, and of it that of the newest run).
"""

from collections.abc import Sequence
from typing import NamedTuple

from .model import Comment, Decision, Seen, Stamp, Step, Wanted
from .wording import outdated, same, stamp, words

MOVED = "the newest commit is {now} and this preview is of {then}; the comment is left to its run"
ELSEWHERE = "the request comes from {now} and this preview is of {then}; nothing is posted to it"
TIMID = "no comment is about an older commit, so none is written"
NEWER = "a newer run has written the comment for the same commit"


class Text(NamedTuple):
    """A text that the comment may have, in the order of what is to be preferred."""

    current: bool
    at: str
    words: str
    whole: str
    stamp: Stamp


def decide(seen: Seen, wanted: Wanted, me: str, written: frozenset[Stamp]) -> Decision:
    """What to write; `written`: the stamps of what this run has written already."""
    why = passed(seen, wanted)
    if why and not written:
        return Decision((), why)
    mine = ours(seen.comments, me)
    if wanted.timid and (not mine or any(about(one) == seen.head for one in mine)):
        return Decision((), why or TIMID * (wanted.stamp not in written))
    if not mine:
        silent = bool(why) or wanted.resolved
        return Decision((), why) if silent else Decision((Step("create", None, wanted.text),))
    texts = [text(one.body, seen, wanted) for one in mine]
    if not why:
        texts.append(text(wanted.text, seen, wanted))
    best = max(texts)
    whole = best.whole if best.current or best.stamp not in written else outdated(best.stamp)
    won = same(whole, wanted.text)
    steps = settling(mine, whole)
    steps += threads(mine[0], wanted.resolved, me) if won else ()
    return Decision(steps, why or ("" if won else NEWER))


def passed(seen: Seen, wanted: Wanted) -> str:
    """Why this run is not the one to write."""
    if wanted.source and wanted.source != seen.source:
        return ELSEWHERE.format(now=seen.source or "nowhere", then=wanted.source)
    if wanted.stamp.head != seen.head:
        return MOVED.format(now=seen.head[:12] or "unknown", then=wanted.stamp.head[:12])
    return ""


def ours(comments: Sequence[Comment], me: str) -> list[Comment]:
    """Those that we wrote, the oldest first: numbers count up at both forges."""
    found = {one.number: one for one in comments if one.author == me and stamp(one.body)}
    return [found[number] for number in sorted(found)]


def about(one: Comment) -> str:
    """The commit that a comment says it is about."""
    return (stamp(one.body) or Stamp()).head


def text(whole: str, seen: Seen, wanted: Wanted) -> Text:
    """A text with its rank; a time that is still to come is no time."""
    one = stamp(whole) or Stamp()
    at = one.at if one.at <= wanted.latest else ""
    return Text(bool(seen.head) and one.head == seen.head, at, words(whole), whole, one)


def settling(mine: Sequence[Comment], whole: str) -> tuple[Step, ...]:
    """The oldest comment with this text, and no other one."""
    first, *others = mine
    edits = () if same(first.body, whole) else (Step("edit", first.number, whole),)
    return (*edits, *(Step("delete", one.number) for one in others))


def threads(first: Comment, resolved: bool, me: str) -> tuple[Step, ...]:
    """Whether a thread is resolved; what a person resolved stays so."""
    if not first.resolvable or resolved == (first.resolved_by is not None):
        return ()
    if resolved:
        return (Step("resolve", first.number),)
    return (Step("reopen", first.number),) if first.resolved_by == me else ()
