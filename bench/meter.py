"""A command run with all below it metered: time, processor time, memory, what it said."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lab.world import CLONE

from .measure import BenchError

KIB = 1024


@dataclass(frozen=True)
class Metered:
    """One command that ended."""

    wall: float
    cpu: float
    """Seconds, of it and of all below it."""
    pss: float
    """MiB, at the most, of all together; a page that they share counts once."""
    rss: float
    """MiB; it counts for each."""
    out: str
    err: str


def metered(
    command: Sequence[str],
    folder: Path,
    env: Mapping[str, str],
    longest: float,
    codes: Collection[int] = (0,),
) -> Metered:
    """Run it in a folder; BenchError when it fails, or takes longer."""
    with tempfile.TemporaryDirectory() as place:
        report = Path(place) / "report.json"
        words = [sys.executable, "-m", "bench.metered", *map(str, (report, longest, folder))]
        done = subprocess.run(
            [*words, *command],
            cwd=CLONE,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise BenchError(f"{' '.join(command)} could not be metered:\n{done.stderr}")
        said = json.loads(report.read_text())
    end = "stopped, it took too long" if said["stopped"] else said["code"]
    if end not in codes:
        raise BenchError(f"{' '.join(command)}: {end}\n{done.stdout[-4000:]}{done.stderr[-4000:]}")
    memory = said["pss"] / KIB, said["rss"] / KIB
    return Metered(said["wall"], said["cpu"], *memory, done.stdout, done.stderr)
