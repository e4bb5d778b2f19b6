"""`trustpub drift REPORT`: keep one issue for each repository that an audit found faulty."""

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import WorldError
from ..model import Forge
from . import CLEAN, FOUND, NOT_SEEN, NOT_STARTED
from .files import say

if TYPE_CHECKING:
    from ..audit.model import Report
    from ..drift.model import Change, Tracker
    from ..reader import Reader

HERE: tuple[tuple[str, Forge], ...] = (
    ("GITHUB_REPOSITORY", "github"),
    ("CI_PROJECT_PATH", "gitlab"),
)
"""Variables in which CI jobs find the name of their own repository."""


def configure(command: argparse.ArgumentParser) -> None:
    """Its arguments."""
    command.add_argument("report", help="what `trustpub audit --format json` printed; - reads it")
    where = command.add_mutually_exclusive_group()
    where.add_argument("--repo", metavar="OWNER/NAME", help="where the issues are, on GitHub")
    where.add_argument("--project", metavar="GROUP/NAME", help="where the issues are, on GitLab")
    command.add_argument("--apply", action="store_true", help="write them; otherwise only tell")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 all is told, 1 something to write, 2 no report or place, 3 not all was seen or done."""
    from ..drift.planning import changes
    from ..drift.tracking import Unfit, issues, reader, tracker

    report, place = read_report(args.report), named(args)
    if report is None or place is None:
        return NOT_STARTED
    forge, name = place
    client = reader(forge, os.environ)
    if "@" in client.base_url.partition("//")[2].partition("/")[0]:
        return refuse("the forge's address holds a user or password; take it out of the address")
    if not os.environ.get(client.variable):
        return refuse(f"{client.variable} is not set; set it to a token that may write issues")
    try:
        where = tracker(client, forge, name)
        wanted = changes(report.sections, issues(client, where))
    except Unfit as error:
        return refuse(str(error))
    except WorldError as error:
        complain(str(error))
        return NOT_SEEN
    say(line(one) for one in wanted if not one.writes)
    code = write(client, where, wanted) if args.apply else tell(wanted)
    return code or blind(report)


def read_report(path: str) -> "Report | None":
    """The report of an audit that looked; None, and why, for anything else."""
    from ..documents import AuditDocument

    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text("utf-8")
        document = AuditDocument.model_validate_json(text)
    except OSError as error:
        refuse(f"{path}: cannot be read: {error.strerror}; check its path")
        return None
    except ValueError:
        refuse(f"{path}: is no report of `trustpub audit --format json` of this version; make one")
        return None
    if document.report is None:
        refuse(f"{path}: the audit did not begin; mend what it complains of")
    return document.report


def named(args: argparse.Namespace) -> tuple[Forge, str] | None:
    """Forge and name of the place for the issues: as told, or the repository of the CI job."""
    given: Iterable[tuple[str | None, Forge]] = (
        (args.repo, "github"),
        (args.project, "gitlab"),
        *((os.environ.get(variable), forge) for variable, forge in HERE),
    )
    found = next(((forge, name) for name, forge in given if name), None)
    if found is None:
        refuse("no place for issues is named; add --repo OWNER/NAME or --project GROUP/NAME")
    return found


def tell(wanted: "Iterable[Change]") -> int:
    """What --apply would do."""
    found = [one for one in wanted if one.writes]
    say(f"would {line(one)}" for one in found)
    return FOUND if found else CLEAN


def write(client: "Reader", where: "Tracker", wanted: "Iterable[Change]") -> int:
    """Do it, and say so."""
    from ..drift.writing import apply

    code = CLEAN
    for change, why in apply(client, where, wanted):
        if why is None:
            say(line(change))
        else:
            complain(f"{line(change)}: {why}")
            code = NOT_SEEN
    return code


def blind(report: "Report") -> int:
    """Say what the audit did not see: the issues of what has no finding do not tell it."""
    for one in report.sections:
        if one.unseen:
            rest = f", and {len(one.unseen) - 1} more" if len(one.unseen) > 1 else ""
            complain(f"not seen: {one.unseen[0].what}: {one.unseen[0].why}{rest}")
    return NOT_SEEN if report.unseen else CLEAN


def line(change: "Change") -> str:
    """`close 12 github:octo-org/sampleproject`."""
    words = (change.step, str(change.number or ""), change.about)
    told = " ".join(filter(None, words))
    return f"{told}: {change.why}" if change.why else told


def refuse(sentence: str) -> int:
    """Why nothing is begun."""
    complain(sentence)
    return NOT_STARTED


def complain(sentence: str) -> None:
    """A sentence on standard error."""
    print(f"trustpub drift: {sentence}", file=sys.stderr)
