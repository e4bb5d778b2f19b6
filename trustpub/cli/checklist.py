"""`trustpub checklist [FILE]`: what a person does, in order, and what was seen of it already."""

import argparse
import os
from collections.abc import Iterable
from datetime import UTC, date, datetime

from ..checking import Checked
from ..checklist.build import checklist, left
from ..checklist.model import Checklist
from ..config import Config
from ..indexes.pypi.sites import site
from ..publishers import declared_publishers
from ..status.answer import Outcome
from ..status.cache import looks_folder
from ..status.judging import Judged, judge_all
from ..status.looking import Key, Looking, key
from . import CLEAN, FOUND, NOT_SEEN, NOT_STARTED
from .files import check_file, file_argument, format_argument, on_terminal, say
from .status import count


def configure(command: argparse.ArgumentParser) -> None:
    """Its arguments."""
    file_argument(command)
    format_argument(command, "text", "markdown", "json", "html")
    command.add_argument("--offline", action="store_true", help="ask nobody")
    command.add_argument(
        "--people",
        type=count,
        default=1,
        metavar="N",
        help="how many share the registering; default: 1",
    )
    command.add_argument(
        "--registered-on",
        type=day,
        metavar="DATE",
        help="the day (YYYY-MM-DD) on which pending publishers were added, for the countdown",
    )
    command.set_defaults(run=run)


def day(text: str) -> date:
    """A day that has come, or a usage error."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2026-01-31") from None
    if found > datetime.now(UTC).date():
        raise argparse.ArgumentTypeError(f"{text} has not come yet")
    return found


def run(args: argparse.Namespace) -> int:
    """0 released everywhere, 1 something is left to do, 2 no config, 3 not everything was seen."""
    checked = check_file(args.file)
    if checked.config is None or checked.errors:
        refuse(args, checked)
        return NOT_STARTED
    now = datetime.now(UTC)
    judged = judge_all(
        declared_publishers(checked.config), look(checked.config, args.offline), os.environ, now
    )
    made = checklist(judged, now.date(), args.people, args.registered_on)
    say(show(args, checked, made, judged))
    states = left(made)
    return NOT_SEEN if "unknown" in states else FOUND if states else CLEAN


def look(config: Config, offline: bool) -> dict[Key, Outcome]:
    """Ask about each index once; the answers go into the cache of `trustpub status`."""
    wanted = [(site(p.index, os.environ), p.project) for p in declared_publishers(config)]
    if offline:
        return {key(*one): Outcome(None, "nobody was asked (--offline)") for one in wanted}
    return Looking(looks_folder(os.environ), 0, lambda: datetime.now(UTC)).all(wanted)


def show(
    args: argparse.Namespace, checked: Checked, made: Checklist, judged: tuple[Judged, ...]
) -> str | Iterable[str]:
    """In the wanted format; each renderer is imported when used."""
    if args.format == "json":
        return document(args.file, checked, made, judged)
    if args.format == "html":
        from ..checklist import page

        return page.render(made).rstrip("\n")
    if args.format == "markdown":
        from ..checklist import markdown

        return markdown.render(made)
    from ..checklist import text

    return text.render(made, on_terminal())


def document(
    file: str, checked: Checked, made: Checklist | None, judged: tuple[Judged, ...] = ()
) -> str:
    """As JSON."""
    from ..documents import ChecklistDocument
    from ..model import Unknown
    from ..render import machine

    unseen = {
        f"{one.publisher.project} on {one.where.title}": one.evidence
        for one in judged
        if one.state == "unknown"
    }
    return machine.render(
        ChecklistDocument(
            problems=checked.problems,
            unknown=tuple(Unknown(what=what, why=why) for what, why in unseen.items()),
            file=file,
            checklist=made,
        )
    )


def refuse(args: argparse.Namespace, checked: Checked) -> None:
    """The problems: as a document for a machine, on lines for everybody else."""
    if args.format == "json":
        say(document(args.file, checked, None))
        return
    from ..render import text

    say(text.problems(checked.problems, args.file, on_terminal()))
