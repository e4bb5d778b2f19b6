"""Part d: 10,000 configs against 1,000, and what starting the command costs."""

import importlib.util
import json
import os
import sys
from collections.abc import Sequence
from typing import NamedTuple

from lab.stack import VENV
from lab.world import CLONE

from .measure import Cost, cost, must
from .pairs import compare
from .say import progress
from .spread import ratios, spread
from .table import table

FEW, MANY = 1_000, 10_000
CHECK = (str(VENV / "bin" / "trustpub"), "check", "examples/github/release.yaml")
BARE = (sys.executable, "-c", "import pydantic, typer")


class Batch(NamedTuple):
    """One run over many configs."""

    wall: float
    cpu: float
    peak: float
    """MiB."""


def measure_volume(runs: int) -> str:
    """Pairs of a small and a large batch; the large one decides how long this takes."""
    few: list[Batch] = []
    many: list[Batch] = []
    for number in range(1, runs + 1):
        progress(f"(d) {MANY} configs, pair {number} of {runs}")
        few.append(batch(FEW))
        many.append(batch(MANY))
    title = f"(d) reading, judging and planning configs, {runs} pairs"
    columns = ("min median max", f"{FEW} configs", f"{MANY} configs", "ratio", "target")
    return table(title, columns, batch_rows(few, many))


def batch(number: int) -> Batch:
    """A batch in a process of its own."""
    command = (sys.executable, "-m", "bench.bulk", str(number))
    return Batch(**json.loads(must(command, CLONE, os.environ)))


def batch_rows(few: list[Batch], many: list[Batch]) -> list[list[str]]:
    """Time by both clocks, and memory."""
    targets = {"wall": "target 11", "cpu": "target 11", "peak": ""}
    titles = {"wall": "wall s", "cpu": "CPU s", "peak": "peak memory MiB"}
    rows = []
    for name, title in titles.items():
        one = [getattr(run, name) for run in few]
        other = [getattr(run, name) for run in many]
        shown = spread(one).text(), spread(other).text(), ratios(other, one).text()
        rows.append([title, *shown, targets[name]])
    return rows


def measure_start(runs: int) -> str:
    """`trustpub check` against importing what any typed command line starts with."""
    if importlib.util.find_spec("typer") is None:
        return "(d) start-up: not measured, typer not installed\n"
    progress(f"(d) start-up, {runs} pairs")
    # The first, unmeasured pair warms caches and bytecode up.
    pairs = [(started(CHECK), started(BARE)) for _ in range(runs + 1)][1:]
    sides = [one for one, _ in pairs], [other for _, other in pairs]
    columns = ("min median max", "clock", "ours s", "import pydantic, typer s", "ratio", "target")
    rows = compare("trustpub check examples/github", sides, "2")
    return table(f"(d) start-up, {runs} pairs, ratio pair by pair", columns, rows)


def started(command: Sequence[str]) -> Cost:
    """What one command costs from start to end."""
    return cost(lambda: must(command, CLONE, os.environ))
