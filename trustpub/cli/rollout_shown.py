"""What `trustpub rollout` shows: its progress on standard error, its end on standard output."""

import argparse
import os
import sys
import time
from collections.abc import Iterable, Mapping

from ..audit.progress import words
from ..rollout.model import Outcome, Result
from ..rollout.report import Report, lines
from ..rollout.rolling import Run
from .files import say

CLEAR = "\r\x1b[K"
NAME = "trustpub rollout"


class Display:
    """What is seen of a run: a line written over on a terminal, else a line a repository."""

    def __init__(self, total: int) -> None:
        self.total, self.began, self.told = total, time.monotonic(), 0

    def __call__(self, run: Run) -> None:
        """After each repository."""
        terminal = sys.stderr.isatty()
        for result in run.results[self.told :]:
            if not terminal or result.outcome not in ("changed", "unchanged"):
                first = result.why.partition("\n")[0]
                start = CLEAR if terminal else ""
                tell(f"{start}{result.outcome}: {result.name}{f': {first}' if first else ''}")
        self.told = len(run.results)
        if terminal:
            width = os.get_terminal_size(sys.stderr.fileno()).columns or 80
            print(f"{CLEAR}{self.line(run)[: width - 1]}", end="", file=sys.stderr, flush=True)

    def line(self, run: Run) -> str:
        """`12 of 40 done, 1 failed; running: a, b; about 40 s left`."""
        bad = sum(one.outcome not in ("changed", "unchanged") for one in run.results)
        now = ", ".join(one.work.name for one in run.pool.running.values()) if run.pool else ""
        done = len(run.results)
        each = (time.monotonic() - self.began) / max(done, 1)
        left = words(each * max(self.total - done, 0)) if done else "?"
        return f"{done} of {self.total} done, {bad} not well; running: {now}; about {left} left"


def answer(args: argparse.Namespace, report: Report) -> None:
    """The end of a run on standard output."""
    if args.format == "json":
        say(
            document(
                args,
                report.results,
                report.counts(),
                stopped=report.stopped,
                engines=report.engines,
                seconds=round(report.seconds, 1),
                cpu=round(report.cpu, 2),
                problems=report.problems,
                unknown=report.unknown,
            )
        )
    else:
        say(lines(report))


def document(
    args: argparse.Namespace,
    results: Iterable[Result],
    counts: Mapping[Outcome, int],
    **more: object,
) -> str:
    """As JSON."""
    from ..documents import RolloutDocument
    from ..render import machine

    return machine.render(
        RolloutDocument(
            step=args.step,
            fleet=args.file,
            counts=dict(counts),
            repositories=tuple(results),
            **more,  # type: ignore[arg-type]
        )
    )


def tell(text: str) -> None:
    """A line on standard error."""
    print(f"{NAME}: {text}", file=sys.stderr)
