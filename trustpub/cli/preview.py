"""`trustpub preview [FILE]`: what a change would do, before it is merged; nobody is asked."""

import argparse
import os
import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from . import CLEAN, FOUND, NOT_SEEN, NOT_STARTED, preview_post
from .files import format_argument, say

if TYPE_CHECKING:
    from ..preview.model import Preview


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
    command.set_defaults(run=run)


def day(text: str) -> date:
    """A day, or a usage error."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("this is no day; write it as 2026-01-31") from None


def run(args: argparse.Namespace) -> int:
    """0 previewed, 1 risks with --fail-on risk, 2 not to be read, 3 not all could be seen."""
    from ..preview.commits import preview
    from ..preview.trees import Unread

    today, where = args.today or datetime.now(UTC).date(), None
    if args.post:
        where = preview_post.target(args)
        if where is None:
            return NOT_STARTED
        args.base, args.head = args.base or where.base or None, args.head or where.request.head
    try:
        found = preview(args.file, args.base, args.head, today, os.environ)
    except Unread as error:
        return max(refuse(args, str(error)), posted(where, str(error)))
    except Exception:
        posted(where, "it broke; its job tells more")
        raise
    say(show(args, found))
    return posted(where, found) or code(found, args.fail_on)


def posted(where: "preview_post.Target | None", found: "Preview | str") -> int:
    """Keep the comment; a text is why there is no preview."""
    from ..preview import markdown

    if where is None:
        return CLEAN
    if isinstance(found, str):
        return preview_post.post(where, markdown.failed(found), where.request.head)
    nothing = not (found.projects or found.problems or found.before or found.unknown)
    return preview_post.post(where, None if nothing else markdown.render(found), found.head)


def code(found: "Preview", fail_on: str | None) -> int:
    """What a preview comes to."""
    if found.errors:
        return NOT_STARTED
    if fail_on and any(not risk.accepted for risk in found.risks):
        return FOUND
    return NOT_SEEN if found.unknown else CLEAN


def show(args: argparse.Namespace, found: "Preview") -> str:
    """In the wanted format; each renderer is imported when used."""
    if args.format == "json":
        from ..documents import PreviewDocument
        from ..render import machine

        return machine.render(
            PreviewDocument(problems=found.problems, unknown=found.unknown, preview=found)
        )
    if args.format == "markdown":
        from ..preview import markdown

        return markdown.render(found).rstrip("\n")
    from ..preview import text

    return "\n".join(text.render(found))


def refuse(args: argparse.Namespace, why: str) -> int:
    """Why there is no preview: a failure has to be seen where the preview would be."""
    if args.format == "json":
        from ..documents import PreviewDocument
        from ..render import machine

        say(machine.render(PreviewDocument(failure=why, preview=None)))
    elif args.format == "markdown":
        from ..preview import markdown

        say(markdown.failed(why))
    print(f"trustpub preview: {why}", file=sys.stderr)
    return NOT_STARTED
