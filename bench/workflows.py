"""Part workflows: `trustpub check --repo` on 5,000 lines, whole processes, side by side."""

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.errors import EngineError
from lab.stack import VENV
from tests.linters.build import actionlint

from .measure import Cost, cost, must
from .say import progress
from .shapes import LINES, SHAPES, shape
from .spread import ratios, spread
from .table import table

COLUMNS = ("min median max", "ours wall s", "ours CPU s", "against", "CPU s", "ratio of CPU")
NOTE = """\
  imports: the start of Python with the modules that the check imports. The linters judge the one
  file; ours reads the config too and holds one against the other.
"""
MODULES = (
    "trustpub.cli.check",
    "trustpub.chain.judge",
    "trustpub.workflows.folder",
    "trustpub.workflows.listing",
)
LEFT_OUT = "  actionlint: not measured, it could not be built here\n"


@dataclass(frozen=True)
class Side:
    """A command, to which a repository or a file is added, and the exit codes of one that ran."""

    name: str
    command: tuple[str, ...]
    codes: tuple[int, ...] = (0, 1)
    of: str = "file"
    """`repository`, `file`, or `nothing`."""


OURS = Side("ours", (str(VENV / "bin" / "trustpub"), "check", "--repo"), of="repository")
IMPORTS = Side("imports", (sys.executable, "-c", f"import {', '.join(MODULES)}"), (0,), "nothing")
ZIZMOR = Side(
    "zizmor",
    (str(VENV / "bin" / "zizmor"), "--quiet", "--offline", "--no-config"),
    (0, 11, 12, 13, 14),
)
"""zizmor's documentation, "Exit codes": 11 to 14 tell how severe the worst finding is."""
SCHEMA = Side(
    "check-jsonschema",
    (
        str(VENV / "bin" / "check-jsonschema"),
        "--builtin-schema",
        "vendor.gitlab-ci",
        "--data-transform",
        "gitlab-ci",
    ),
)


def measure_workflows(runs: int, work: Path) -> str:
    """Every shape in turn; in each round all programs one after the other."""
    linter = built()
    rows: list[list[str]] = []
    for place, title in enumerate(SHAPES):
        progress(f"(workflows) {title}, {runs} rounds")
        folder = work / "workflows" / str(place)
        file = written(shape(title), folder)
        github = [*([linter] if linter else []), ZIZMOR]
        sides = (OURS, IMPORTS, *(github if title.startswith("workflow") else [SCHEMA]))
        rows += shown(title, measured(sides, folder, file, runs))
    heading = f"(workflows) trustpub check --repo, {LINES} lines, {runs} rounds, ratio by round"
    return table(heading, COLUMNS, rows) + NOTE + ("" if linter else LEFT_OUT)


def built() -> Side | None:
    """actionlint, where it is there or can be built."""
    try:
        program = actionlint(progress)
    except EngineError as error:
        progress(str(error))
        return None
    return Side("actionlint", (str(program), "-shellcheck=", "-pyflakes="))


def written(files: Mapping[str, str], folder: Path) -> Path:
    """A repository on disk; the path of its largest file."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder / max(files, key=lambda path: len(files[path]))


def measured(sides: tuple[Side, ...], folder: Path, file: Path, runs: int) -> dict[str, list[Cost]]:
    """Rounds of all programs; the first, which warms caches up, does not count."""
    rounds = [[one_run(side, folder, file) for side in sides] for _ in range(runs + 1)][1:]
    return {side.name: [costs[place] for costs in rounds] for place, side in enumerate(sides)}


def one_run(side: Side, folder: Path, file: Path) -> Cost:
    """A whole process, which may find something."""
    what = {"repository": [str(folder)], "file": [str(file)], "nothing": []}[side.of]
    return cost(lambda: must([*side.command, *what], folder, os.environ, side.codes))


def shown(title: str, found: Mapping[str, list[Cost]]) -> Iterator[list[str]]:
    """A row for each of the others; the first has our own seconds too.

    The ratio is of processor time, which what else runs on the machine spoils least.
    """
    wall = spread(one.wall for one in found["ours"]).text()
    ours = [one.cpu for one in found["ours"]]
    first = [title, wall, spread(ours).text()]
    for name in [name for name in found if name != "ours"]:
        theirs = [one.cpu for one in found[name]]
        yield [*first, name, spread(theirs).text(), ratios(ours, theirs).text(1)]
        first = ["", "", ""]
