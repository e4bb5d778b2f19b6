"""Since when the uploads of a repository need no token: its files now, and the commits before.

Commits are walked from the newest on, until one whose files fed an upload by a token. What cannot
be read on the way counts as such a commit, so `since` is never too early; it is too late at worst.
Nobody but the forge knows when a commit came that was pushed by hand, and a committer's date can be
set by anyone: the latest of what is known counts (its own date, that of the commit before it, the
day when a request with it was taken).
"""

from collections.abc import Iterable
from datetime import datetime

from ...errors import WorldError
from ...model import Forge, Index, Unknown
from ...reader import Reader
from ...workflows.listing import PIPELINE
from ...workflows.model import Reading
from ..model import Kept, Mention, Publisher, Swap
from .feeding import Given, fed, unknown_of, uploads
from .history import MOST, Commit, History, Listed
from .past import Before, Past

INDEXES: tuple[Index, ...] = ("testpypi", "pypi")
MOVED = "what took the token out touched other files, or they changed while they were read"


def swaps(
    client: Reader,
    forge: Forge,
    repository: str,
    publishers: Iterable[Publisher],
    reading: Reading,
    pipelines: tuple[str, ...] = (PIPELINE,),
    branch: str = "",
    mentions: Iterable[Mention] = (),
    kept: Iterable[Kept] = (),
    unseen: str = "",
) -> tuple[tuple[Swap, ...], tuple[Unknown, ...]]:
    """One for each index that is declared or uploaded to; `reading` is of the default branch.

    `pipelines`: GitLab's, as for `read_repository`; `branch`: name of the default branch;
    `mentions`: of the same files; `kept`: all that reaches the repository; `unseen`: why there may
    be more of it.
    """
    gitlab = forge == "gitlab"
    names = frozenset(one.name for one in kept if gitlab and one.place.forge == forge)
    history = History(client, forge, repository, branch)
    past = Past(history, pipelines if gitlab else (), names)
    taken = [one for one in mentions if gitlab and of_pipeline(one)]
    given = tuple(given_by(one) for one in taken if one.name in names)
    maybe = tuple(given_by(one) for one in taken if unseen and one.name not in names)
    seen = {step.index for _, step in uploads(reading, forge)}
    wanted = {one.index for one in publishers if one.identity.forge == forge} | seen
    found = [
        doubted(swap(past, index, reading, given), maybe, unseen)
        for index in INDEXES
        if index in wanted
    ]
    blind = (one for one in found if one.why and (one.state == "unknown" or not dated(one)))
    told = [unknown_of(repository, one.index, one.why) for one in blind if one.state != "token"]
    return tuple(found), tuple(told)


def of_pipeline(one: Mention) -> bool:
    """Whether an upload of a pipeline would take a variable."""
    return one.use == "upload" and not one.file.startswith(".github/")


def given_by(one: Mention) -> Given:
    """A variable as an upload takes it."""
    return Given(one.name, frozenset(one.indexes), f"{one.file}:{one.line}")


def doubted(one: Swap, maybe: Iterable[Given], unseen: str) -> Swap:
    """A swap that nobody knows of while some variables cannot be listed."""
    taken = [given for given in maybe if given.indexes & {one.index, "unknown"}]
    if one.state != "swapped" or not taken:
        return one
    why = f"{taken[0].where} takes {taken[0].name} if it is set, which could not be seen: {unseen}"
    return one.model_copy(update={"state": "unknown", "why": why})


def dated(one: Swap) -> bool:
    """Whether it is known of a time that no token was needed from then on."""
    return one.since is not None or one.at_latest is not None


def swap(past: Past, index: Index, reading: Reading, given: Iterable[Given]) -> Swap:
    """What feeds one index now, and where nothing does that lasts, since when."""
    now = fed(reading, past.history.forge, index, given)
    if now.state != "swapped":
        return Swap(index=index, state=now.state, file=now.file, before=now.names, why=now.why)
    try:
        end, listed = past.back(index, reading)
    except WorldError as error:
        return Swap(index=index, state="swapped", file=now.file, why=str(error))
    return swapped(past, Swap(index=index, state="swapped", file=now.file), end, listed)


def swapped(past: Past, one: Swap, end: Before, listed: Listed) -> Swap:
    """A swap with its time, as far as that is known."""
    if end.newer is None:
        unread = end.older is not None and end.found is None
        state = "swapped" if unread or end.older is None else "unknown"
        why = end.why if unread else MOVED if end.older else "no commit of these files is listed"
        return one.model_copy(update={"state": state, "why": why})
    date, why = came(past, end.newer, end.older)
    if end.older is None:
        none = "no commit before it needed a token"
        far = none if listed.whole else f"the newest {MOST} commits needed no token"
        told = {
            "at_latest": date,
            "commit": end.newer.sha,
            "why": "; ".join(filter(None, (far, why))),
        }
        return one.model_copy(update=told)
    names = end.found.names if end.found else ()
    sure = bool(end.found and end.found.state == "token")
    unsure = "" if sure else f"what came before could not be read ({end.why})"
    told = {"since": date, "commit": end.newer.sha, "before": names}
    return one.model_copy(update={**told, "why": "; ".join(filter(None, (unsure, why)))})


def came(past: Past, one: Commit, older: Commit | None) -> tuple[datetime, str]:
    """When a commit came to the default branch, and what of that could not be seen."""
    known = [one.date, *([older.date] if older else [])]
    try:
        merged = past.history.merged(one.sha)
    except WorldError as error:
        return max(known), f"when it was merged could not be seen ({error})"
    return max([*known, *([merged] if merged else [])]), ""
