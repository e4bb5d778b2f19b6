"""The part of `trustpub rollout` that acts: what is to be done, asked, done, told."""

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from ..rollout.beginning import budget
from ..rollout.model import Choice, Named, Result, Work
from ..rollout.naming import chosen, unnamed
from ..rollout.planning import forges
from ..rollout.reviewing import Held
from ..rollout.reviewing import begun as begun_with
from ..rollout.rolling import Run, Todo, todo
from ..rollout.setting import engine, lacking, maker, prepared
from ..rollout.telling.report import Report, digested
from . import NOT_STARTED
from .asked import Asked
from .rollout_agreed import begun, verb_of
from .rollout_checklist import registering
from .rollout_shown import CLEAR, answer, interrupts, tell

if TYPE_CHECKING:
    from ..fleet.entries import Entry, Fleet, Refused
    from ..rollout.history import Journal

UNSET = "{} not set; set it, or leave its forge out by --only"


def run(args: argparse.Namespace, journal: "Journal", choice: Choice, since: str) -> int:
    """One run, or its preview."""
    from ..fleet.reading import read_fleet

    fleet = read_fleet(args.file, Asked())
    names: list[Named] = [*fleet.entries, *fleet.refused]
    wrong = unnamed(names, choice.only) if fleet.read else ()
    if not fleet.read or wrong:
        told = [problem.sentence() for problem in fleet.errors]
        told += [
            f"--only {one!r} names nothing in {args.file}; {meant(one, names)}" for one in wrong
        ]
        return not_started(args, fleet, told)
    entries = chosen(fleet.entries, choice.only, choice.shard)
    found = to_do(args, entries, journal, choice, since)
    beside = [broken(one) for one in chosen(fleet.refused, choice.only, choice.shard)]
    run = Run(
        verb_of(args), Path(args.file).parent, since or uuid4().hex[:12], choice, args.parallel
    )
    if found.works:
        engine()
        missing = lacking(forges(found.works), os.environ)
        if missing:
            return not_started(args, fleet, [UNSET.format(" and ".join(missing))])
        run.budget = budget(verb_of(args), choice, entries, journal.history, os.environ)
    kept = holding(args, fleet, found, run, journal, len(beside))
    if isinstance(kept, int):
        return kept
    run.held = kept
    found = found._replace(works=restricted(found.works, kept))
    if found.works and not begun(args, found, run):
        return NOT_STARTED
    report = acted(found, beside, run)
    report = report._replace(
        fleet=args.file,
        problems=fleet.problems,
        unknown=(*fleet.unknown, *report.unknown),
        registering=registering(((one.name, one.config) for one in entries), args.people),
    )
    if report.verb == "plan":
        report = digested(report, os.environ)
    answer(args, report)
    return report.code


def to_do(
    args: argparse.Namespace,
    entries: "Sequence[Entry]",
    journal: "Journal",
    choice: Choice,
    since: str,
) -> Todo:
    """What is to be run, and whether locks may be taken."""
    host = os.uname().nodename
    found = todo(entries, journal.history, maker(os.environ), choice, host, since)
    if args.step == "plan" or not args.take_locks:
        return found
    return found._replace(works=tuple(w._replace(take_locks=True) for w in found.works))


def holding(
    args: argparse.Namespace,
    fleet: "Fleet",
    found: Todo,
    run: Run,
    journal: "Journal",
    refused: int,
) -> Held | int | None:
    """The only steps that may be done, where they were reviewed; an exit code stops the run.

    A run that is resumed goes on with those that it began with.
    """
    if not run.choice.reviewed:
        return None
    if args.step == "resume":
        return begun_with(journal.history.runs, run.choice.reviewed)
    from .rollout_reviewed import About, held

    return held(About(args, fleet, found, run, journal.history, refused))


def restricted(works: Iterable[Work], held: Held | None) -> tuple[Work, ...]:
    """Each with the steps that it may do, if not all."""
    if held is None:
        return tuple(works)
    return tuple(work._replace(held=held.get(work.name, ())) for work in works)


def not_started(args: argparse.Namespace, fleet: "Fleet", told: Iterable[str]) -> int:
    """Say why nothing was begun."""
    for sentence in told:
        tell(sentence)
    if args.format == "json":
        answer(args, Report(args.step, args.file, 0, problems=fleet.problems))
    return NOT_STARTED


def broken(one: "Refused") -> Result:
    """A project whose config has errors, which are told beside it."""
    where = f"{one.file}:{one.line}"
    why = f"{where}: its config has errors; `trustpub fleet check` tells them"
    return Result(name=one.name, outcome="failed", why=why)


def meant(pattern: str, names: Sequence[Named]) -> str:
    """What may have been meant by a pattern that names nothing."""
    near = get_close_matches(pattern, [one.name for one in names], 1)
    if near:
        return f"did you mean {near[0]}?"
    return "`trustpub fleet list` tells all names, and the file goes before `--only`"


def acted(found: Todo, beside: list[Result], run: Run) -> Report:
    """The run itself."""
    if found.works:
        from ..rollout.running.engine import prepare

        prepared(run.folder)
        prepare(forges(found.works))
    with interrupts(run):
        report = run.roll(found, beside)
    if sys.stderr.isatty():
        print(CLEAR, end="", file=sys.stderr)
    return report
