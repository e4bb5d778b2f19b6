"""`python -m bench`: measure on the sandbox, side by side, and print ratios; nothing is judged."""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from engine.ensure import ensure_engine
from engine.errors import EngineError
from lab.stack import VENV, environment
from lab.world import CLONE, sandbox

from .measure import BenchError
from .pairs import measure_pairs
from .terraform import measure_terraform
from .traffic import measure_traffic
from .volume import measure_start, measure_volume

PARTS = ("a", "b", "c", "d")


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when everything could be measured, 1 when something could not, 2 without an engine."""
    options = parser().parse_args(arguments)
    work = CLONE / ".work" / "bench"
    shutil.rmtree(work, ignore_errors=True)
    try:
        for text in measured(options.only, options.runs, work):
            print(text, flush=True)
    except EngineError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    except (BenchError, RuntimeError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return 0


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    top.add_argument(
        "--only",
        type=parts,
        default=PARTS,
        metavar="a,b,c,d",
        help="a: against a hand-written program; b: against terraform; c: requests; d: volume",
    )
    top.add_argument("--runs", type=count, default=9, metavar="N", help="pairs of each; default: 9")
    return top


def parts(text: str) -> tuple[str, ...]:
    """`a,c` -> the parts, in their order."""
    chosen = set(text.split(","))
    if not chosen <= set(PARTS):
        raise argparse.ArgumentTypeError(f"{text!r} is not of {','.join(PARTS)}")
    return tuple(part for part in PARTS if part in chosen)


def count(text: str) -> int:
    """A number of pairs."""
    if not text.isdigit() or not 1 <= int(text) <= 100:
        raise argparse.ArgumentTypeError(f"{text!r} is not 1 to 100")
    return int(text)


def measured(only: Sequence[str], runs: int, work: Path) -> Iterator[str]:
    """The chosen parts' tables, each as soon as it is there."""
    yield machine()
    if set(only) & {"a", "b", "c"}:
        engine = ensure_engine(VENV)
        with sandbox() as world:
            env = environment(work, world.env, engine)
            if "a" in only:
                yield measure_pairs(runs, env, world)
            if "b" in only:
                yield measure_terraform(runs, work, env, world)
            if "c" in only:
                yield measure_traffic(work, env, world)
    if "d" in only:
        yield measure_volume(min(runs, 3))
        yield measure_start(runs)


def machine() -> str:
    """What else ran decides how far the figures may be trusted."""
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"{os.cpu_count()} processors, load {load} at the start; all on loopback\n"


if __name__ == "__main__":
    sys.exit(main())
