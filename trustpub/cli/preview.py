"""`trustpub preview [FILE]`: what a change would do, before it is merged; nobody is asked."""

import argparse
from datetime import UTC, date, datetime

from . import NOT_STARTED, preview_live, preview_post, preview_requests
from .files import format_argument, say
from .preview_show import BROKE, code, refuse, show

ALONE = "--fetch and --out are about requests; name them with --request"
NO_LIVE = "--stack names the stack that --live asks about; add --live, or leave it out"
NO_POST = "--author tells whose token posts the comment; add --post, or leave it out"


def configure(command: argparse.ArgumentParser) -> None:
    """Its arguments."""
    command.add_argument(
        "file", nargs="?", help="a release config or a fleet; default: release.yaml or fleet.yaml"
    )
    command.add_argument(
        "--base",
        metavar="REF",
        help="what it is merged into; the change is what came since the two parted; "
        "default: the default branch of origin",
    )
    command.add_argument("--head", metavar="REF", help="the change; default: the working tree")
    format_argument(command, "text", "markdown", "json")
    command.add_argument(
        "--fail-on", choices=("risk",), help="exit with 1 where a risk is not accepted"
    )
    command.add_argument(
        "--today", type=day, metavar="DATE", help="the day on which `accept` counts; default: today"
    )
    preview_post.configure(command)
    preview_requests.configure(command)
    preview_live.configure(command)
    command.set_defaults(run=run)


def day(text: str) -> date:
    """A day, or a usage error."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("this is no day; write it as 2026-01-31") from None


def run(args: argparse.Namespace) -> int:
    """0 previewed, 1 risks with --fail-on risk, 2 not to be read, 3 not all could be seen."""
    today = args.today or datetime.now(UTC).date()
    why = unused(args)
    if why:
        return refuse(args, why)
    if args.request:
        return preview_requests.run(args, today)
    where = None
    if args.post:
        where = preview_post.target(args)
        if where is None:
            return NOT_STARTED
        args.base, args.head = args.base or where.base or None, args.head or where.request.head
    return of_commits(args, today, where)


def unused(args: argparse.Namespace) -> str:
    """Arguments that would be of no use: whoever gives one means something by it."""
    if args.stack and not args.live:
        return NO_LIVE
    if args.author and not args.post:
        return NO_POST
    return ALONE if (args.fetch or args.out) and not args.request else ""


def of_commits(args: argparse.Namespace, today: date, where: "preview_post.Target | None") -> int:
    """The preview of the commits that are named."""
    from ..preview.commits import Misnamed
    from ..trees.tree import Unread

    place = (where.request.forge, where.request.repository) if where else None
    try:
        found = preview_live.previewed(args, args.base, args.head, today, place)
    except Unread as error:
        timid = isinstance(error, Misnamed)
        return max(refuse(args, str(error)), preview_post.posted(where, str(error), timid))
    except Exception:
        preview_post.posted(where, BROKE)
        raise
    say(show(args, found))
    return preview_post.posted(where, found) or code(found, args.fail_on)
