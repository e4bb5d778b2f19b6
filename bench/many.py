"""The parts about fleets: what they are told, and which is which."""

import argparse
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from engine.ensure import ensure_engine
from lab.stack import VENV

from .beside import SIZES
from .gitlabform import measure_gitlabform
from .rollout import MANY, measure_rollout
from .rolls import Way
from .terraform_many import measure_terraform_fleet

MANY_PARTS = ("rollout", "terraform-fleet", "gitlabform")
FASTEST = 4
"""How much faster than GitHub's the clock of its limits may run, to be worth anything."""


def configure(top: argparse.ArgumentParser) -> None:
    """The options that only these parts read."""
    group = top.add_argument_group("of rollout, terraform-fleet and gitlabform")
    sizes = f"default: {MANY} of rollout, {' and '.join(map(str, SIZES))} of the others"
    group.add_argument("--repositories", type=between(1, 10_000), metavar="N", help=sizes)
    speed = f"how many times faster the clock of GitHub's limits runs, 1 to {FASTEST}; default: 2"
    group.add_argument("--speed", type=between(1, FASTEST), default=2, metavar="N", help=speed)
    parallel = "repositories at once; default: that of the command"
    group.add_argument("--parallel", type=between(1, 64), metavar="N", help=parallel)
    delay = "milliseconds that each answer of a forge takes longer, beside a peer; default: 0"
    group.add_argument("--delay", type=between(0, 5_000), default=0, metavar="N", help=delay)


def between(low: int, high: int) -> Callable[[str], int]:
    """A whole number from one to another, as the type of an option."""

    def number(text: str) -> int:
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise argparse.ArgumentTypeError(f"{text!r} is not {low} to {high}")
        return int(text)

    return number


def measured_many(only: Collection[str], options: argparse.Namespace, work: Path) -> Iterator[str]:
    """The chosen ones' tables."""
    if not set(only) & set(MANY_PARTS):
        return
    engine = ensure_engine(VENV)
    way = Way(engine, options.parallel, options.delay)
    sizes = (options.repositories,) if options.repositories else SIZES
    if "rollout" in only:
        number = options.repositories or MANY
        yield measure_rollout(work / "rollout", way, number, options.speed)
    if "terraform-fleet" in only:
        yield from measure_terraform_fleet(work, way, sizes)
    if "gitlabform" in only:
        yield from measure_gitlabform(work, way, sizes)
