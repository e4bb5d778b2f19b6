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

from .fleet import measure_fleet
from .many import MANY_PARTS, configure, measured_many
from .measure import BenchError
from .observe import measure_observe
from .pairs import measure_pairs
from .preview import measure_preview
from .refresh import measure_refresh
from .terraform import measure_terraform
from .traffic import measure_traffic
from .volume import measure_start, measure_volume
from .workflows import measure_workflows

PARTS = ("a", "b", "c", "d", "workflows")
LONG = ("observe", "refresh", "fleet-load", "preview", *MANY_PARTS)
"""Only when they are named."""


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when everything could be measured, 1 when something could not, 2 without an engine."""
    options = parser().parse_args(arguments)
    work = CLONE / ".work" / "bench"
    shutil.rmtree(work, ignore_errors=True)
    try:
        for text in measured(options, work):
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
        metavar="PART,...",
        help="a: against a hand-written program; b: against terraform; c: requests; d: volume; "
        "workflows: 5,000 lines; and only when named, observe: an organisation seen in full; "
        "refresh: against terraform plan; fleet-load: 10,000 projects of a fleet; "
        "preview: 5 changes in a fleet of 1,000; "
        "rollout: 1,000 repositories rolled out; terraform-fleet, gitlabform: the same by a peer",
    )
    top.add_argument("--runs", type=count, default=9, metavar="N", help="pairs of each; default: 9")
    configure(top)
    return top


def parts(text: str) -> tuple[str, ...]:
    """`a,c` -> the parts, in their order."""
    chosen = set(text.split(","))
    known = PARTS + LONG
    if not chosen <= set(known):
        raise argparse.ArgumentTypeError(f"{text!r} is not of {','.join(known)}")
    return tuple(part for part in known if part in chosen)


def count(text: str) -> int:
    """A number of pairs."""
    if not text.isdigit() or not 1 <= int(text) <= 100:
        raise argparse.ArgumentTypeError(f"{text!r} is not 1 to 100")
    return int(text)


def measured(options: argparse.Namespace, work: Path) -> Iterator[str]:
    """The chosen parts' tables, each as soon as it is there."""
    only: Sequence[str] = options.only
    runs: int = options.runs
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
    if "workflows" in only:
        yield measure_workflows(runs, work)
    if "observe" in only:
        yield from measure_observe(work)
    if "refresh" in only:
        yield measure_refresh(min(runs, 3), work)
    yield from measured_fleets(only, runs, work)
    yield from measured_many(only, options, work)


def measured_fleets(only: Sequence[str], runs: int, work: Path) -> Iterator[str]:
    """Fleets that are read, and none that is rolled out."""
    if "fleet-load" in only:
        yield measure_fleet(min(runs, 3), work)
    if "preview" in only:
        yield measure_preview(runs, work)


def machine() -> str:
    """What else ran decides how far the figures may be trusted."""
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"{os.cpu_count()} processors, load {load} at the start; all on loopback\n"


if __name__ == "__main__":
    sys.exit(main())
