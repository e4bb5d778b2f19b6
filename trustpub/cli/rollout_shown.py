"""What `trustpub rollout` shows: its progress on standard error, its end on standard output."""

import argparse
import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from ..rollout.limits.cost import Cost
from ..rollout.limits.foresight import longest
from ..rollout.limits.waiting import clock_time
from ..rollout.model import Outcome, Result
from ..rollout.rolling import Run
from ..rollout.telling.report import VERBS, Report, lines
from .files import say

CLEAR = "\r\x1b[K"
NAME = "trustpub rollout"
LONG = 30.0
"""Seconds of waiting from which on it is told without a terminal too."""


class Display:
    """What is seen of a run: a line written over on a terminal, else a line a repository."""

    def __init__(self, total: int, cost: Cost, reasons: bool = True) -> None:
        self.reasons, self.total = reasons, total
        self.began, self.told = time.monotonic(), 0
        self.cost, self.until = cost, 0.0

    def __call__(self, run: Run) -> None:
        """After each repository."""
        terminal = sys.stderr.isatty()
        for result in run.results[self.told :]:
            if not terminal or result.outcome not in ("changed", "unchanged"):
                # The end of a run as text tells it, on the same pages where there is no terminal.
                first = result.why.partition("\n")[0] if terminal or self.reasons else ""
                word = VERBS[run.verb] if result.outcome == "changed" else result.outcome
                tell(f"{word}: {result.name}{f': {first}' if first else ''}")
        self.told = len(run.results)
        if terminal:
            width = os.get_terminal_size(sys.stderr.fileno()).columns or 80
            print(f"{CLEAR}{self.line(run)[: width - 1]}", end="", file=sys.stderr, flush=True)
        elif run.budget.left() > LONG and run.budget.clock() > self.until:
            self.until = run.budget.clock() + run.budget.left()
            tell(f"waiting for {run.waiting}")

    def line(self, run: Run) -> str:
        """`12 of 40 done, 1 not well; running: a, b; waiting for ...; ends about 14:05:10`."""
        bad = sum(one.outcome not in ("changed", "unchanged") for one in run.results)
        now = ", ".join(one.work.name for one in run.pool.running.values()) if run.pool else ""
        parts = [f"{len(run.results)} of {self.total} done, {bad} not well"]
        parts += [f"running: {now}"] if now else []
        parts += [f"waiting for {run.waiting}"] if run.waiting else []
        return "; ".join([*parts, f"ends about {self.end(run)}"])

    def end(self, run: Run) -> str:
        """When it is all done, by the pace so far and by what the limits allow."""
        done = len(run.results)
        left = max(self.total - done, 0)
        rest = {key: amount * left / self.total for key, amount in self.cost.amounts.items()}
        pace = (time.monotonic() - self.began) / done * left if done else self.cost.seconds
        most = longest(run.budget.ledger, rest, pace, run.budget.clock())
        return clock_time(time.time() + most.seconds, time.time())


def answer(args: argparse.Namespace, report: Report) -> None:
    """The end of a run on standard output."""
    if args.format == "json":
        say(
            document(
                args,
                report.results,
                report.counts(),
                report.verb,
                stopped=report.stopped,
                digest=report.digest,
                engines=report.engines,
                seconds=round(report.seconds, 1),
                cpu=round(report.cpu, 2),
                problems=report.problems,
                unknown=report.unknown,
                registering=report.registering,
            )
        )
    else:
        say(lines(report))


def document(
    args: argparse.Namespace,
    results: Iterable[Result],
    counts: Mapping[Outcome, int],
    verb: str = "",
    **more: object,
) -> str:
    """As JSON; an apply that did not begin, for it is not what was reviewed, tells its plan."""
    from ..render import machine
    from ..rollout.telling.document import RolloutDocument

    return machine.render(
        RolloutDocument(
            step="plan" if verb == "plan" else args.step,
            fleet=args.file,
            counts=dict(counts),
            repositories=tuple(results),
            **more,  # type: ignore[arg-type]
        )
    )


def tell(text: str) -> None:
    """A line on standard error; on a terminal in the place of the progress."""
    start = CLEAR if sys.stderr.isatty() else ""
    print(f"{start}{NAME}: {text}", file=sys.stderr)


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
