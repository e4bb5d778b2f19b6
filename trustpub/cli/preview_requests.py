"""`trustpub preview --request N|event|open`: requests as their forge tells them, by trusted code.

Nothing that a job of the author left behind is read: each preview is made here, out of git objects,
of the commit that the forge names. What fails for one request is told on it, and the next one has
its turn.
"""

import argparse
import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from ..errors import WorldError
from . import CLEAN, NOT_SEEN, NOT_STARTED, preview_out, preview_post
from .files import say
from .once import Once
from .preview_look import FORGES, GONE, Run, Seen, idle, look
from .preview_show import broke, complain, document, refuse, show, waiting

if TYPE_CHECKING:
    from ..commenting.choosing import Choice

ENDS = "--base and --head are told by the forge for a request; leave them out"
ONE_DOCUMENT = "--format json is for one request; take --out DIR for the documents of several"
TWICE = "name one request, or `open` for all"
NONE = "no open request is meant; nothing is to be done"
HELP = {
    "--request": "a request as its forge tells it: its number; `event`: those that the event of"
    " this CI job is about; `open`: all open ones",
    "--fetch": "let git fetch the commits of the request and of its base branch from origin",
    "--out": "a folder for request-N.json and request-N.md of each",
}


def configure(command: argparse.ArgumentParser) -> None:
    """Its arguments."""
    what, help = "N|event|open", HELP["--request"]
    command.add_argument(
        "--request", action=Once, instead=TWICE, metavar=what, default="", help=help
    )
    command.add_argument("--fetch", action="store_true", help=HELP["--fetch"])
    command.add_argument("--out", metavar="DIR", default="", help=HELP["--out"])


def run(args: argparse.Namespace, today: date) -> int:
    """The worst of all requests: 0 done, 1 risks, 2 not to be read or posted, 3 not seen."""
    from ..commenting.choosing import choice

    files = ("GITHUB_EVENT_PATH", "TRIGGER_PAYLOAD") if args.request == "event" else ()
    chosen = choice(os.environ, args.request, *map(preview_post.file_of, files))
    why = clash(args) or (chosen if isinstance(chosen, str) else "")
    if why or isinstance(chosen, str):
        return preview_post.refuse(why)
    if args.out and not preview_out.folder(args.out):
        return NOT_STARTED
    try:
        return asked(args, chosen, today)
    except WorldError as error:
        complain(str(error))
        return NOT_SEEN


def clash(args: argparse.Namespace) -> str:
    """Arguments that cannot be meant together."""
    if args.base or args.head:
        return ENDS
    return ONE_DOCUMENT if args.format == "json" and args.request in ("event", "open") else ""


def asked(args: argparse.Namespace, chosen: "Choice", today: date) -> int:
    """The requests that the forge lists, one after the other."""
    from ..commenting.asking import desk
    from ..commenting.opening import client

    opened = client(chosen.forge, os.environ, waiting)
    where = preview_post.unusable(opened, "comment" if args.post else "read")
    found = where or desk(opened, chosen)
    if isinstance(found, str):
        return preview_post.refuse(found)
    run = Run(args, found, chosen.repository, today)
    if chosen.number is not None:
        return each(run, chosen.number, NOT_STARTED)
    numbers = [one.number for one in found.listed(chosen)]
    if not numbers:
        complain(NONE)
    return max((each(run, number, CLEAN) for number in numbers), default=CLEAN)


def each(run: Run, number: int, gone: int) -> int:
    """One request, whatever happens; `gone`: what it comes to if it is not there."""
    try:
        return kept(run, number, gone)
    except WorldError as error:
        complain(f"request {number}: {error}")
    except Exception:
        complain(f"request {number}: {broke()}")
    return NOT_SEEN


def kept(run: Run, number: int, gone: int) -> int:
    """One request: asked, looked at, told, posted and written."""
    began = datetime.now(UTC)
    one = run.desk.ask(number)
    seen = idle(one) if one is None or idle(one) else look(run, one)
    if isinstance(seen, str):
        place = f" in {run.repository} on {FORGES[run.desk.forge]}" if seen == GONE else ""
        complain(f"request {number} {seen}{place}")
        return gone if seen == GONE else CLEAN
    # The comment comes first: it is the shortest, and an older one would stand if the rest broke.
    done = post(run, seen, began)
    tell(run, seen)
    written = not run.args.out or preview_out.keep(run.args.out, number, seen.found)
    return max(worth(run, seen), CLEAN if written else NOT_STARTED, done)


def worth(run: Run, seen: Seen) -> int:
    """What a preview comes to; where the comment tells it, that is what was to be done."""
    asked = run.args.fail_on or run.args.live
    told = run.args.post and not asked and not isinstance(seen.found, str)
    return CLEAN if told else seen.code


def tell(run: Run, seen: Seen) -> None:
    """What was found, on standard output."""
    if run.args.format == "json":
        if isinstance(seen.found, str):
            complain(seen.found)
        say(document(seen.found))
        return
    mark = "## " if run.args.format == "markdown" else ""
    say(f"{mark}Request {seen.asked.number}\n")
    if isinstance(seen.found, str):
        refuse(run.args, f"request {seen.asked.number}: {seen.found}")
    else:
        say(f"{show(run.args, seen.found)}\n")


def post(run: Run, seen: Seen, began: datetime) -> int:
    """The comment on a request."""
    from ..commenting.model import Request

    if not run.args.post:
        return CLEAN
    one, forge = seen.asked, run.desk.forge
    request = Request(
        forge=forge,
        repository=run.repository,
        number=one.number,
        head=one.head,
        source=one.source,
    )
    where = preview_post.Target(request, "", run.args.author, began)
    return preview_post.posted(where, seen.found, seen.timid)
