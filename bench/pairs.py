"""Part a: first `up` and no-change `preview`, ours against hand-written, pair by pair."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lab.world import Sandbox

from .measure import Cost, cost
from .programs import Program, fresh, handwritten, ours, preview, up
from .same import difference
from .say import progress
from .spread import ratios, spread
from .table import table

FORGES = ("github", "gitlab")
COLUMNS = ("min median max", "clock", "ours s", "hand-written s", "ratio", "target")
TARGET = "1.10"


@dataclass(frozen=True)
class Costs:
    """One program's runs, in their order."""

    up: list[Cost]
    preview: list[Cost]


def measure_pairs(runs: int, env: Mapping[str, str], world: Sandbox) -> str:
    """A B A B for each forge; looking whether both declare the same warms caches up."""
    rows: list[list[str]] = []
    notes: list[str] = []
    for forge in FORGES:
        notes += unlike(forge, env, world)
        sides = {program.title: Costs([], []) for program in (ours(forge), handwritten(forge))}
        for number in range(1, runs + 1):
            progress(f"(a) {forge}, pair {number} of {runs}")
            for program in (ours(forge), handwritten(forge)):
                seen = run_once(program, env, world, f"bench-{forge}-{number}")
                sides[program.title].up.append(seen[0])
                sides[program.title].preview.append(seen[1])
        rows += compare(f"{forge} first up", [side.up for side in sides.values()])
        rows += compare(f"{forge} no-change preview", [side.preview for side in sides.values()])
    title = f"(a) one repository, {runs} pairs, ratio pair by pair"
    return table(title, COLUMNS, rows) + "".join(notes)


def unlike(forge: str, env: Mapping[str, str], world: Sandbox) -> list[str]:
    """What only one of the programs declares: lines that stand beside the figures."""
    states = []
    for program in (ours(forge), handwritten(forge)):
        with fresh(program, env, world, f"bench-{forge}-same") as stack:
            up(stack)
            states.append(stack.state())
    return [f"  {forge}: NOT the same, {line}\n" for line in difference(*states)]


def run_once(
    program: Program, env: Mapping[str, str], world: Sandbox, name: str
) -> tuple[Cost, Cost]:
    """A fresh stack's first up and the preview after it."""
    with fresh(program, env, world, name) as stack:
        return cost(lambda: up(stack)), cost(lambda: preview(stack))


def compare(title: str, sides: Iterable[list[Cost]], target: str = TARGET) -> list[list[str]]:
    """Two sides as a row of wall time and one of processor time."""
    first, second = sides
    return [
        row(title, "wall", [one.wall for one in first], [one.wall for one in second], target),
        row(title, "CPU", [one.cpu for one in first], [one.cpu for one in second], target),
    ]


def row(title: str, clock: str, one: list[float], other: list[float], target: str) -> list[str]:
    """Both sides and their ratio."""
    shown = spread(one).text(), spread(other).text(), ratios(one, other).text()
    return [title, clock, *shown, f"target {target}" if target else ""]
