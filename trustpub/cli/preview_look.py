"""One request looked at: its commits brought here, and the preview of them."""

import argparse
import os
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ..errors import WorldError
from . import NOT_SEEN, NOT_STARTED, preview_live
from .preview_show import broke, code

if TYPE_CHECKING:
    from ..commenting.asking import Desk
    from ..commenting.model import Asked
    from ..preview.fetching import Ends
    from ..preview.model import Preview

CLOSED = "is {state}; its comment stays as it is"
GONE = "is not there"
FORGES = {"github": "GitHub", "gitlab": "GitLab"}
EMPTY = "has no commit yet; nothing is to be done"
MOVED = (
    "the forge says that the newest commit is {told}, and git finds {found}: the request moves on,"
    " or origin is another repository; run it again"
)


class Run(NamedTuple):
    """What is the same for all requests."""

    args: argparse.Namespace
    desk: "Desk"
    repository: str
    today: date


class Seen(NamedTuple):
    """What came of one request; a text is why there is no preview."""

    asked: "Asked"
    found: "Preview | str"
    code: int
    timid: bool = False
    """Whether there is none perhaps for a slip in the command line."""


def idle(one: "Asked | None") -> str:
    """Why nothing is to be done for a request; empty where something is."""
    if one is None:
        return GONE
    return CLOSED.format(state=one.state) if one.state != "open" else "" if one.head else EMPTY


def look(run: Run, one: "Asked") -> Seen | str:
    """What came of a request, or why nothing is to be done for it any more."""
    from ..preview.commits import Misnamed
    from ..preview.fetching import Unfetched
    from ..trees.tree import Unread

    try:
        ends = commits(run, one)
        if ends.head != one.head:
            again = run.desk.ask(one.number)
            if again is None or idle(again):
                return idle(again)
            one, ends = again, ends if ends.head == again.head else commits(run, again)
        if ends.head != one.head:
            why = MOVED.format(told=one.head[:12], found=ends.head[:12])
            return Seen(one, why, NOT_SEEN)
        shown = run.args.post or run.args.out
        place = (run.desk.forge, run.repository) if shown else None
        found = preview_live.previewed(run.args, ends.base, ends.head, run.today, place)
    except Unread as error:
        worth = NOT_SEEN if isinstance(error, Unfetched) else NOT_STARTED
        return Seen(one, str(error), worth, isinstance(error, Misnamed))
    except WorldError:
        raise
    except Exception:
        return Seen(one, broke(), NOT_STARTED)
    return Seen(one, found, code(found, run.args.fail_on))


def commits(run: Run, one: "Asked") -> "Ends":
    """Newest commit and base of a request: fetched, or those that are here."""
    from ..preview.commits import FILES
    from ..preview.fetching import Ends, fetched

    if not run.args.fetch:
        return Ends(one.head, f"refs/remotes/origin/{one.base}")
    file = run.args.file or FILES[0]
    return fetched(file, run.desk.forge, one.number, one.base, os.environ)
