"""`trustpub migrate apply`: propose and remove, each step shown first, after one question."""

import argparse
import os
import sys
import time
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from ..printable import escaped
from . import FOUND, NOT_SEEN, NOT_STARTED
from .migrate_confirm import who
from .migrating import (
    answer,
    asked,
    barred,
    complain,
    ended,
    gathered,
    line,
    now,
    opened,
    refuse,
    tell,
    with_journal,
)

if TYPE_CHECKING:
    from ..migrate.acting.journal import Journal
    from ..migrate.acting.plan import Plan
    from ..migrate.looking.look import Look
    from ..migrate.looking.model import Looked
    from ..migrate.looking.run import Run
    from ..migrate.telling.report import Report

PATIENCE = 900.0
"""Seconds after which an answer is about what may be otherwise by now."""
ASKS = "it asks before it changes anything, and there is no terminal to ask on"


def configure(command: argparse.ArgumentParser) -> None:
    """Its arguments."""
    command.add_argument("--yes", action="store_true", help="do not ask")
    command.add_argument("--dry-run", action="store_true", help="show what would be done")
    command.add_argument(
        "--without-proof",
        action="append",
        default=[],
        metavar="NAME",
        help="remove the tokens of this project though no release proves that it needs none; "
        "may be given again",
    )


def run(args: argparse.Namespace) -> int:
    """0 all done, 1 something is to do, 2 not started, 3 something was not seen."""
    from ..migrate.acting.journal import JournalError, journal

    if not (args.yes or args.dry_run or sys.stdin.isatty()):
        tell(f"{ASKS}; look with --dry-run, then give --yes")
        return NOT_STARTED
    run = gathered(args)
    strange = unknown_names(args, run)
    if strange or not run.projects:
        for name in strange:
            tell(f"--without-proof: no project here is called {escaped(name)!r}")
        return refuse(args, run)
    held: AbstractContextManager[Journal | None] = (
        nullcontext() if args.dry_run else journal(Path(args.journal), now)
    )
    try:
        with held as book:
            return applied(args, with_journal(args, run), book)
    except JournalError as error:
        tell(str(error))
        return NOT_STARTED
    except KeyboardInterrupt:
        tell("stopped; run it again: what was begun is in the journal")
        return NOT_SEEN


def unknown_names(args: argparse.Namespace, run: "Run") -> list[str]:
    """Names of `--without-proof` that no project has."""
    from ..migrate.looking.run import named

    return [name for name in args.without_proof if not named(run.projects, name)]


def applied(args: argparse.Namespace, run: "Run", book: "Journal | None") -> int:
    """Look, show, ask, act, look again."""
    from ..migrate.acting.plan import plan_of
    from ..migrate.looking.look import look_at
    from ..migrate.looking.run import about, named, reported
    from ..migrate.telling.points import counts
    from ..migrate.telling.report import code

    if barred(run):
        return refuse(args, run)
    complain(run)
    bold = frozenset(
        one.config.project for name in args.without_proof for one in named(run.projects, name)
    )
    look = opened()
    looked = look_at(look, run.projects)
    report = reported(run, looked, os.environ, now().date(), bold)
    plan = plan_of(report, looked.sights, run.projects, run.entries, os.environ)
    line("")
    show(args, plan)
    acts, began = book is not None and any(plan), time.monotonic()
    if acts and not agreed(args, bold, report):
        tell("nothing was changed")
        return FOUND
    if acts and time.monotonic() - began > PATIENCE:
        tell("nothing was changed: the look is too old by now; run it again")
        return FOUND
    if book is not None and acts:
        report = done(args, run, look, looked, plan, book, bold)
    if book is not None and args.fleet:
        # The picture of a fleet: looks at single projects would be other numbers.
        book.write("seen", counts=counts(report))
    told = about(report, plan) if acts and args.format == "text" else report
    answer(args, run, told, only_next=not acts)
    ended(look)
    return NOT_STARTED if run.errors else code(report)


def show(args: argparse.Namespace, plan: "Plan") -> None:
    """Each step, before anything is done."""
    from ..migrate.acting.plan import shown

    lines = [escaped(one) for one in shown(plan)]
    if not lines:
        say_plan(args, "Nothing is to be done that trustpub could do now.")
    else:
        title = "This would be done:" if args.dry_run else "This will be done:"
        say_plan(args, "\n  ".join([title, *lines]))
    say_plan(args, "")


def say_plan(args: argparse.Namespace, text: str) -> None:
    """On standard output, unless a document or a page goes there."""
    print(text, file=sys.stdout if args.format == "text" else sys.stderr, flush=True)


def agreed(args: argparse.Namespace, bold: frozenset[str], report: "Report") -> bool:
    """Whether a person wants it; for what is not proved the project's name is typed again."""
    if args.yes:
        return True
    for name in sorted(bold):
        question = f"Type {name} again to remove its tokens without proof: "
        if any(one.allowed and one.unproved for one in report.removals) and asked(question) != name:
            return False
    return asked("Do this? y/N ").casefold() in ("y", "yes")


def done(
    args: argparse.Namespace,
    run: "Run",
    look: "Look",
    looked: "Looked",
    plan: "Plan",
    book: "Journal",
    bold: frozenset[str],
) -> "Report":
    """Act, then look at whatever was touched again."""
    from ..migrate.acting.plan import proposed, removed, sentence
    from ..migrate.looking.look import look_again
    from ..migrate.looking.run import again, reported, touches, without
    from ..migrate.reach import key

    for name in without(plan, looked, bold):
        book.write("without-proof", project=name, by=who(os.environ))
    for each in plan.proposals:
        say_plan(args, escaped(proposed(each, os.environ, book)))
    outcomes = []
    with look.counted() as client:
        for one in removed(plan, client, book):
            say_plan(args, sentence(one))
            outcomes.append(one)
    say_plan(args, "")
    tell("looking again at what was changed")
    gone = {key(one.kept) for one in outcomes if one.state in ("removed", "found-gone")}
    fresh = look_again(look, [one for one in run.projects if touches(plan, one)])
    line("")
    now_seen = again(looked, fresh, gone)
    return reported(
        with_journal(args, run._replace(problems=())), now_seen, os.environ, now().date()
    )
