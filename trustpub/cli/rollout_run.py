"""The part of `trustpub rollout` that acts: what is to be done, asked, done, told."""

import argparse
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from ..plan import make_plan
from ..rollout.cost import Verb, foretold, sentences
from ..rollout.model import Choice, Named, Result
from ..rollout.naming import chosen, unnamed
from ..rollout.report import Report
from ..rollout.rolling import Run, Todo, todo
from ..rollout.setting import engine, maker, prepared
from . import NOT_STARTED
from .asked import Asked
from .rollout_shown import CLEAR, Display, answer, tell

if TYPE_CHECKING:
    from ..rollout.history import Journal


def run(args: argparse.Namespace, journal: "Journal", choice: Choice, since: str) -> int:
    """One run, or its preview."""
    from ..fleet.reading import read_fleet

    fleet = read_fleet(args.file, Asked())
    names: list[Named] = [*fleet.entries, *fleet.refused]
    wrong = unnamed(names, choice.only) if fleet.read else ()
    if not fleet.read or wrong:
        for problem in fleet.errors:
            tell(problem.sentence())
        for pattern in wrong:
            tell(f"--only {pattern!r} names nothing in {args.file}")
        if args.format == "json":
            answer(args, Report(args.step, args.file, 0, problems=fleet.problems))
        return NOT_STARTED
    entries = chosen(fleet.entries, choice.only, choice.shard)
    host = os.uname().nodename
    found = todo(entries, journal.history, maker(os.environ), choice, host, since)
    beside = [
        Result(name=one.name, outcome="failed", why=f"{one.file}:{one.line}: its config has errors")
        for one in chosen(fleet.refused, choice.only, choice.shard)
    ]
    if found.works and not begun(args, found):
        return NOT_STARTED
    report = acted(args, found, beside, choice, since or uuid4().hex[:12])
    report = report._replace(
        fleet=args.file, problems=fleet.problems, unknown=(*fleet.unknown, *report.unknown)
    )
    answer(args, report)
    return report.code


def begun(args: argparse.Namespace, found: Todo) -> bool:
    """Whether it may begin: what it will cost is told, and who runs it has agreed."""
    engine()
    verb: Verb = "plan" if args.step == "plan" else "apply"
    cost = foretold((make_plan(work.config) for work in found.works), verb, args.parallel)
    tell(f"{len(found.works):,} repositories to {args.step}, {found.same:,} unchanged")
    for sentence in sentences(cost):
        tell(sentence)
    if args.step == "plan" or args.yes:
        return True
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        tell("nobody can be asked here; give --yes")
        return False
    print("roll out? Type yes: ", end="", file=sys.stderr, flush=True)
    try:
        return sys.stdin.readline().strip() == "yes"
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return False


def acted(
    args: argparse.Namespace, found: Todo, beside: list[Result], choice: Choice, number: str
) -> Report:
    """The run itself."""
    folder = Path(args.file).parent
    verb = "plan" if args.step == "plan" else "apply"
    run = Run(verb, folder, number, choice, args.parallel, Display(len(found.works)))
    if found.works:
        from ..rollout.engine import prepare

        prepared(folder)
        prepare(dict.fromkeys(forge for work in found.works for forge in work.config.forges()))
    with interrupts(run):
        report = run.roll(found, beside)
    if sys.stderr.isatty():
        print(CLEAR, end="", file=sys.stderr)
    return report


@contextmanager
def interrupts(run: Run) -> Iterator[None]:
    """The first Ctrl-C starts no more; the second has the engines stop after their steps."""

    def stop(number: int, frame: object) -> None:
        if run.pool is None:
            raise KeyboardInterrupt
        if run.pool.stopped:
            run.pool.interrupt()
        else:
            tell("no more are started; what runs is waited for (again: it stops after its step)")
        run.pool.stopped = True

    kept = {one: signal.signal(one, stop) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handler in kept.items():
            signal.signal(one, handler)
