"""What the steps of `trustpub migrate` share: projects, journal, progress, answers."""

import argparse
import os
import shlex
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..model import Forge
from . import NOT_STARTED
from .asked import Asked
from .audit import CLEAR, said
from .files import DEFAULT, check_file, on_terminal, say

if TYPE_CHECKING:
    from ..migrate.looking.look import Look
    from ..migrate.looking.run import Run
    from ..migrate.telling.report import Report

JOURNAL = "trustpub-migration.jsonl"
FORMATS = ("text", "json", "markdown", "html")
NAME = "trustpub migrate"


def common(command: argparse.ArgumentParser, formats: bool = True) -> None:
    """The arguments that every step has."""
    command.add_argument(
        "--project",
        action="append",
        default=[],
        metavar="FILE",
        help=f"a release config; may be given again; default: {DEFAULT}",
    )
    command.add_argument("--fleet", metavar="FILE", help="a fleet file: many release configs")
    command.add_argument("--journal", default=JOURNAL, metavar="FILE", help=f"default: {JOURNAL}")
    if formats:
        command.add_argument("--format", choices=FORMATS, default=FORMATS[0])


def gathered(args: argparse.Namespace) -> "Run":
    """The projects that were named, and all that is wrong with what was named."""
    from ..fleet.entries import Fleet
    from ..fleet.reading import read_fleet
    from ..migrate.looking.run import Run, of_fleet, projects_of

    fleet = read_fleet(args.fleet, Asked()) if args.fleet else Fleet()
    named = args.project or ([] if args.fleet else [DEFAULT])
    files = {Path(one).resolve(): one for one in reversed(named)}
    checked = {one: check_file(one) for one in reversed(files.values())}
    single = next(iter(checked)) if len(checked) == 1 else f"{len(checked)} projects"
    problems = (p for one in checked.values() for p in one.problems)
    mine = of_fleet(one for one in fleet.entries if Path(one.file).resolve() not in files)
    return Run(
        args.fleet or single,
        (*projects_of(checked), *mine),
        (*fleet.problems, *problems),
        unknown=fleet.unknown,
        options=options(args),
    )


def options(args: argparse.Namespace) -> str:
    """What names the same projects and journal to another step."""
    given = [("--project", one) for one in args.project]
    given += [("--fleet", args.fleet)] if args.fleet else []
    given += [("--journal", args.journal)] if args.journal != JOURNAL else []
    return "".join(f" {name} {shlex.quote(one)}" for name, one in given)


def with_journal(args: argparse.Namespace, run: "Run") -> "Run":
    """With what the journal remembers."""
    from ..migrate.acting.entries import entries

    listed, problems = entries(Path(args.journal))
    return run._replace(entries=listed, problems=(*run.problems, *problems))


def barred(run: "Run") -> bool:
    """Whether nothing can be looked at: no project, or a journal that cannot be relied on."""
    journal = any(one.id.startswith("journal-") for one in run.errors)
    return journal or not run.projects


def complain(run: "Run") -> None:
    """Say on standard error what is wrong with configs, fleet and journal."""
    from ..render import text

    for one in run.errors:
        print(text.problem(one, sys.stderr.isatty()), file=sys.stderr)


def refuse(args: argparse.Namespace, run: "Run") -> int:
    """Nobody is asked."""
    complain(run)
    if getattr(args, "format", "") == "json":
        from ..migrate.telling.rendering import document
        from ..migrate.telling.report import report

        say(document(report(run.title, ()), run.problems))
    return NOT_STARTED


def opened() -> "Look":
    """A look that tells how far it is."""
    from ..audit.progress import Progress
    from ..migrate.looking.look import Look

    progress = Progress(line, time.monotonic)
    return Look(os.environ, foretold, progress, progress.waiting)


def answer(args: argparse.Namespace, run: "Run", report: "Report", only_next: bool = False) -> None:
    """The report on standard output."""
    from ..migrate.telling.rendering import rendered

    today = now().date()
    colour = on_terminal()
    say(rendered(report, args.format, today, run.problems, colour, only_next))


def ended(look: "Look") -> None:
    """How many requests there were."""
    for forge, budget in look.budgets.items():
        tell(f"{forge}: {said(budget)}")


def now() -> datetime:
    """The time."""
    return datetime.now(UTC)


def tell(text: str) -> None:
    """A line on standard error."""
    clear = CLEAR if sys.stderr.isatty() else ""
    print(f"{clear}{NAME}: {text}", file=sys.stderr)


def foretold(forge: Forge, count: int) -> None:
    """Say how many requests there will be."""
    tell(f"{forge}: about {count:,} requests foretold")


def line(text: str) -> None:
    """One line on a terminal's standard error, written over."""
    if sys.stderr.isatty():
        print(f"{CLEAR}{text}", end="", file=sys.stderr, flush=True)


def asked(question: str, read: Callable[[], str] = lambda: sys.stdin.readline()) -> str:
    """What a person types on a terminal."""
    print(question, end="", file=sys.stderr, flush=True)
    return read().strip()
