"""A preview in the wanted format, what it comes to, and why there is none."""

import argparse
import sys
import traceback
from typing import TYPE_CHECKING

from ..printable import escaped
from . import CLEAN, FOUND, NOT_SEEN, NOT_STARTED
from .files import say

if TYPE_CHECKING:
    from ..preview.model import Preview

BROKE = "it broke; its job tells more"


def code(found: "Preview", fail_on: str | None) -> int:
    """What a preview comes to."""
    if found.errors:
        return NOT_STARTED
    if fail_on and any(not risk.accepted for risk in found.risks):
        return FOUND
    if found.live and found.live.stops:
        return FOUND
    unseen = found.unknown or (found.live and found.live.unseen)
    return NOT_SEEN if unseen else CLEAN


def show(args: argparse.Namespace, found: "Preview") -> str:
    """In the wanted format; each renderer is imported when used."""
    if args.format == "json":
        return document(found)
    if args.format == "markdown":
        from ..preview import markdown

        return markdown.render(found).rstrip("\n")
    from ..preview import text

    return "\n".join(text.render(found))


def document(found: "Preview | str") -> str:
    """As JSON; a text is why there is no preview."""
    from ..documents import PreviewDocument
    from ..render import machine

    if isinstance(found, str):
        return machine.render(PreviewDocument(failure=found, preview=None))
    unknown = (*found.unknown, *(found.live.unseen if found.live else ()))
    return machine.render(PreviewDocument(problems=found.problems, unknown=unknown, preview=found))


def refuse(args: argparse.Namespace, why: str) -> int:
    """Why there is no preview: a failure has to be seen where the preview would be."""
    if args.format == "json":
        say(document(why))
    elif args.format == "markdown":
        from ..preview import markdown

        say(markdown.failed(why))
    complain(why)
    return NOT_STARTED


def complain(sentence: str) -> None:
    """A sentence on standard error: standard output is the preview's.

    It may hold a name out of a commit, and is a line in which a runner reads no command (GitHub's
    runner, ActionCommand.cs: `::` where a line begins, `##[` anywhere).
    """
    print(f"trustpub preview: {escaped(sentence).replace('##[', '## [')}", file=sys.stderr)


def waiting(seconds: float) -> None:
    """A wait that is worth telling."""
    if seconds >= 10:
        complain(f"waiting {seconds:.0f} s, so that no limit is met")


def broke() -> str:
    """What an exception nobody foresaw is told with; the rest of it is in the log alone."""
    for line in traceback.format_exc().splitlines():
        complain(line)
    return BROKE
