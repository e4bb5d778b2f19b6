"""`python -m mutate`: change the code that decides, piece by piece: does a test notice?"""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from .copied import copy
from .deciding import DECIDING, Part
from .told import Survivor, mutants, reasons, row, survivors

CLONE = Path(__file__).parents[1]


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when each survivor has its reason, 1 when not, 2 when nothing could be judged."""
    options = parser().parse_args(arguments)
    chosen = {part: part.chosen(options.only, CLONE) for part in DECIDING}
    if not any(chosen.values()):
        print(f"mutate: nothing that decides is called {options.only!r}", file=sys.stderr)
        return 2
    return max(mutated(part, files, options.jobs) for part, files in chosen.items() if files)


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="python -m mutate", description=__doc__)
    names = ", ".join(part.name for part in DECIDING)
    top.add_argument(
        "--only", default="", metavar="NAME,...", help=f"{names}, or parts of files' paths"
    )
    top.add_argument("--jobs", type=int, default=1, metavar="N", help="at a time; default: 1")
    return top


def mutated(part: Part, files: list[str], jobs: int) -> int:
    """One part: how each of its files did, and each survivor without a reason."""
    work = CLONE / ".work" / "mutate" / part.name
    copy(CLONE, work, files, tests(part))
    program = [sys.executable, "-m", "mutate.operators", "run", "--max-children", str(jobs)]
    environment = {**os.environ, "PYTHONPATH": str(work)}
    (work / "mutate").symlink_to(CLONE / "mutate")
    log = work / "log"
    print(
        f"{part.name}: {len(files)} files; {log.relative_to(CLONE)} tells how far it is", flush=True
    )
    with log.open("w") as said:
        done = subprocess.run(program, cwd=work, env=environment, stdout=said, stderr=said)
    if done.returncode:
        print(f"mutate: {part.name}: mutmut could not judge it: {log}", file=sys.stderr)
        return 2
    return told(work, files)


def tests(part: Part) -> list[str]:
    """The test files that are there."""
    found = (path for pattern in part.tests for path in CLONE.glob(pattern))
    return sorted(path.relative_to(CLONE).as_posix() for path in found)


def told(work: Path, files: list[str]) -> int:
    """Print what became of the mutants; 1 when some survivor has no reason."""
    every, known = list(mutants(work, files)), reasons()
    left = list(survivors(work, every))
    for file in files:
        print(row(file, every), flush=True)
    new = [one for one in left if (one.mutant.file, one.was, one.now) not in known]
    if len(left) > len(new):
        print(f"{len(left) - len(new)} survived for a reason: mutate/survivors.toml", flush=True)
    for one in new:
        print(shown(one), flush=True)
    return 1 if new else 0


def shown(one: Survivor) -> str:
    """A survivor: where it is, and what it changes."""
    return f"\n{one.mutant.name}: {one.mutant.fate}\n  - {one.was}\n  + {one.now}"


if __name__ == "__main__":
    sys.exit(main())
