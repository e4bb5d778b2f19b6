"""`trustpub preview --post`: keeps the one comment on the request that this job of CI is about."""

import argparse
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import WorldError
from . import CLEAN, NOT_SEEN, NOT_STARTED
from .preview_show import complain, waiting

if TYPE_CHECKING:
    from ..commenting.model import Outcome, Request
    from ..observing.client import Client
    from ..preview.model import Preview

OTHER = (
    "the preview is of {found} and the newest commit of the request is {wanted}; nothing is posted"
)
MOST = 16 * 1024 * 1024
"""Bytes of an event: webhooks of GitHub end at 25 MB, and a job of GitLab takes far less."""
PASSWORD = "the forge's address holds a user or password; take it out of the address"
NO_TOKEN = "{variable} is not set; set it to a token that may {what}"
HELP = {
    "--post": "keep one comment with it on the pull or merge request of this CI job",
    "--author": "whose token it is, where it is one of an app other than Actions: my-app[bot]",
}


class Target(NamedTuple):
    """Where the comment is, and what its run is known by."""

    request: "Request"
    base: str
    """The commit that the forge would merge into; empty where the job does not tell."""
    author: str
    began: datetime


def configure(command: argparse.ArgumentParser) -> None:
    """Its arguments."""
    command.add_argument("--post", action="store_true", help=HELP["--post"])
    command.add_argument("--author", metavar="LOGIN", default="", help=HELP["--author"])


def target(args: argparse.Namespace) -> Target | None:
    """Where to post; None, and why, where that is not known."""
    from ..commenting.naming import base_of, request_of

    event = file_of("GITHUB_EVENT_PATH")
    request = request_of(os.environ, event)
    if isinstance(request, str):
        complain(request)
        return None
    return Target(request, base_of(os.environ, event), args.author, datetime.now(UTC))


def file_of(variable: str) -> Any:
    """The JSON in the file that a variable names; None where there is none to read."""
    path = os.environ.get(variable, "")
    try:
        if not path or not Path(path).is_file() or Path(path).stat().st_size > MOST:
            raise ValueError
        return json.loads(Path(path).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        if path:
            complain(f"the file that {variable} names cannot be read")
        return None


def posted(where: Target | None, found: "Preview | str", timid: bool = False) -> int:
    """Keep the comment; a text is why there is no preview.

    `timid`: that may be the fault of the command line, which takes no comment away that is true.
    """
    from ..commenting.naming import page_of
    from ..preview import markdown

    if where is None:
        return CLEAN
    if isinstance(found, str):
        return post(where, markdown.failed(found), where.request.head, timid)
    nothing = not (found.projects or found.problems or found.before or found.unknown)
    text = None if nothing else markdown.render(found, page=page_of(os.environ))
    return post(where, text, found.head)


def post(where: Target, body: str | None, head: str, timid: bool = False) -> int:
    """0 it says so, 2 it cannot be posted there, 3 it is not known what it says.

    `body`: None where nothing is left to do. `head`: the commit that was previewed.
    """
    from ..commenting.keeping import kept
    from ..commenting.opening import client

    request = where.request
    if head != request.head:
        found = head[:12] or "the working tree"
        return refuse(OTHER.format(found=found, wanted=request.head[:12]))
    opened = client(request.forge, os.environ, waiting)
    why = unusable(opened, "comment")
    if why:
        return refuse(why)
    try:
        began, author = where.began, where.author
        return tell(kept(opened, request, body, at=began, author=author, timid=timid))
    except WorldError as error:
        complain(str(error))
        return NOT_SEEN


def unusable(opened: "Client", what: str) -> str:
    """Why a forge is not asked; empty where it may be."""
    if "@" in opened.base_url.partition("//")[2].partition("/")[0]:
        return PASSWORD
    missing = not os.environ.get(opened.variable)
    return NO_TOKEN.format(variable=opened.variable, what=what) if missing else ""


def tell(outcome: "Outcome") -> int:
    """What became of the comment."""
    for note in outcome.notes:
        complain(note)
    words = [f"comment {outcome.state}", outcome.link or "", outcome.why]
    complain(": ".join(filter(None, words)))
    return {"refused": NOT_STARTED, "outdated": NOT_SEEN}.get(outcome.state, CLEAN)


def refuse(sentence: str) -> int:
    """Why nothing is posted."""
    complain(sentence)
    return NOT_STARTED
