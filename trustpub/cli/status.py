"""`trustpub status [FILE ...]`: how far every publisher of every file has come."""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from ..checking import Checked
from ..config import Config
from ..forges.base import DeclaredPublisher
from ..indexes.pypi.sites import site
from ..plural import plural
from ..publishers import declared_publishers
from ..status.ages import seconds
from ..status.cache import looks_folder
from ..status.judging import judge_all
from ..status.looking import JOBS, Looking
from ..status.model import PublisherStatus
from ..status.showing import line, status_of
from . import CLEAN, FOUND, NOT_SEEN, NOT_STARTED
from .files import DEFAULT, check_file, format_argument, on_terminal, say


def configure(command: argparse.ArgumentParser) -> None:
    """Its arguments."""
    command.add_argument("files", nargs="*", metavar="FILE", help=f"default: {DEFAULT}")
    format_argument(command, "text", "json")
    command.add_argument(
        "--max-age",
        type=duration,
        default="1h",
        metavar="TIME",
        help="an answer younger than this is not asked for again: 30s, 15m, 1h, 2d; default: 1h",
    )
    command.add_argument(
        "--jobs",
        type=count,
        default=JOBS,
        metavar="N",
        help=f"projects asked about at a time; default: {JOBS}",
    )
    command.set_defaults(run=run)


def duration(text: str) -> int:
    """A duration, or a usage error."""
    try:
        return seconds(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def count(text: str) -> int:
    """A whole number from 1 on, or a usage error."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= 64:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to 64")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """0 all published, 1 some not, 2 a file is no config to go on with, 3 some unknown."""
    files = list(dict.fromkeys(args.files or [DEFAULT]))
    checked = {file: check_file(file) for file in files}
    if any(one.config is None or one.errors for one in checked.values()):
        return refuse(args, checked)
    looking = Looking(
        looks_folder(os.environ), args.max_age, lambda: datetime.now(UTC), args.jobs, progress
    )
    configs = {file: one.config for file, one in checked.items() if one.config}
    try:
        statuses = tuple(look_at(configs, looking))
    except KeyboardInterrupt:
        print(
            "\nstopped: answers are kept, and the same command goes on from here", file=sys.stderr
        )
        return NOT_SEEN
    for why in sorted(looking.unkept):
        print(f"trustpub status: {why}; the next look starts anew", file=sys.stderr)
    answer(args, checked, looking, statuses)
    return code(statuses)


def look_at(configs: dict[str, Config], looking: Looking) -> Iterator[PublisherStatus]:
    """The status of every publisher, in the order of the files."""
    declared: dict[str, tuple[DeclaredPublisher, ...]] = {
        file: declared_publishers(config) for file, config in configs.items()
    }
    outcomes = looking.all(
        (site(p.index, os.environ), p.project) for group in declared.values() for p in group
    )
    now = looking.now()
    for file, publishers in declared.items():
        for judged in judge_all(publishers, outcomes, os.environ, now):
            yield status_of(file, judged, now)


def progress(done: int, wanted: int) -> None:
    """One line on a terminal's standard error, written over."""
    if sys.stderr.isatty():
        end = "\n" if done == wanted else ""
        print(f"\rlooked at {done} of {wanted} projects", end=end, file=sys.stderr, flush=True)


def code(statuses: Iterable[PublisherStatus]) -> int:
    """A look that failed weighs more than a publisher that has not published."""
    states = {status.state for status in statuses}
    if "unknown" in states:
        return NOT_SEEN
    return CLEAN if states <= {"published"} else FOUND


def answer(
    args: argparse.Namespace,
    checked: dict[str, Checked],
    looking: Looking,
    statuses: tuple[PublisherStatus, ...],
) -> None:
    """Print it."""
    if args.format == "json":
        say(document(checked, looking.jobs, looking.asked, statuses))
        return
    now = looking.now()
    say(line(status, now) for status in statuses)
    counts = {s.state: sum(o.state == s.state for o in statuses) for s in statuses}
    told = ", ".join(f"{number} {state}" for state, number in counts.items())
    say(
        f"{plural(len(statuses), 'publisher')}: {told}; "
        f"asked about {plural(looking.asked, 'project')}, "
        f"at most {looking.jobs} at a time"
    )


def document(
    checked: dict[str, Checked], jobs: int, asked: int, statuses: tuple[PublisherStatus, ...]
) -> str:
    """As JSON."""
    from ..documents import StatusDocument
    from ..model import Unknown
    from ..render import machine

    unknown = {
        (f"{s.project} on {s.index}", s.evidence): None for s in statuses if s.state == "unknown"
    }
    return machine.render(
        StatusDocument(
            problems=tuple(problem for one in checked.values() for problem in one.problems),
            unknown=tuple(Unknown(what=what, why=why) for what, why in unknown),
            files=tuple(checked),
            jobs=jobs,
            asked=asked,
            publishers=statuses,
        )
    )


def refuse(args: argparse.Namespace, checked: dict[str, Checked]) -> int:
    """Nobody is asked while a file cannot be gone on with; the problems of every file."""
    if args.format == "json":
        say(document(checked, args.jobs, 0, ()))
        return NOT_STARTED
    from ..render import text

    for file, one in checked.items():
        if one.problems:
            say(text.problems(one.problems, file, on_terminal()))
    return NOT_STARTED
