"""`trustpub preview --post`: keeps the one comment on the request that this job of CI is about."""

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import WorldError
from . import CLEAN, NOT_SEEN, NOT_STARTED

if TYPE_CHECKING:
    from ..commenting.model import Outcome, Request

OTHER = (
    "the preview is of {found} and the newest commit of the request is {wanted}; nothing is posted"
)
HELP = {
    "--post": "keep one comment with it on the pull or merge request of this CI job",
    "--request": "its number, where the job has none; the commit has to fit all the same",
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
    command.add_argument("--request", metavar="N", default="", help=HELP["--request"])
    command.add_argument("--author", metavar="LOGIN", default="", help=HELP["--author"])


def target(args: argparse.Namespace) -> Target | None:
    """Where to post; None, and why, where that is not known."""
    from ..commenting.naming import base_of, request_of

    event = event_of(os.environ.get("GITHUB_EVENT_PATH", ""))
    request = request_of(os.environ, event, args.request)
    if isinstance(request, str):
        complain(request)
        return None
    return Target(request, base_of(os.environ, event), args.author, datetime.now(UTC))


def event_of(path: str) -> Any:
    """The event of a job of GitHub Actions; None where there is none to read."""
    try:
        return json.loads(Path(path).read_text("utf-8")) if path else None
    except (OSError, ValueError):
        complain("the file that GITHUB_EVENT_PATH names cannot be read")
        return None


def post(where: Target, body: str | None, head: str) -> int:
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
    if "@" in opened.base_url.partition("//")[2].partition("/")[0]:
        return refuse("the forge's address holds a user or password; take it out of the address")
    if not os.environ.get(opened.variable):
        return refuse(f"{opened.variable} is not set; set it to a token that may comment")
    try:
        return tell(kept(opened, request, body, at=where.began, author=where.author))
    except WorldError as error:
        complain(str(error))
        return NOT_SEEN


def tell(outcome: "Outcome") -> int:
    """What became of the comment."""
    for note in outcome.notes:
        complain(note)
    words = [f"comment {outcome.state}", outcome.link or "", outcome.why]
    complain(": ".join(filter(None, words)))
    return {"refused": NOT_STARTED, "outdated": NOT_SEEN}.get(outcome.state, CLEAN)


def waiting(seconds: float) -> None:
    """A wait that is worth telling."""
    if seconds >= 10:
        complain(f"waiting {seconds:.0f} s, so that no limit is met")


def refuse(sentence: str) -> int:
    """Why nothing is posted."""
    complain(sentence)
    return NOT_STARTED


def complain(sentence: str) -> None:
    """A sentence on standard error: standard output is the preview's."""
    print(f"trustpub preview: {sentence}", file=sys.stderr)
