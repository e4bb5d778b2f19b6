"""What a piece of work costs: wall time, and processor time of the processes it started."""

import resource
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LONGEST = 300
"""Seconds that one command may take."""


class BenchError(Exception):
    """A command that had to work did not; the text holds what it said."""


@dataclass(frozen=True)
class Cost:
    """In seconds."""

    wall: float
    cpu: float
    """User and system time of every child that ended, and of their children."""


def cost(work: Callable[[], object]) -> Cost:
    """Do it and say what it cost. Nothing else may end a child meanwhile."""
    cpu, wall = children_cpu(), time.perf_counter()
    work()
    return Cost(time.perf_counter() - wall, children_cpu() - cpu)


def children_cpu() -> float:
    """Processor seconds of all children that ended so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def must(command: Sequence[str], folder: Path, env: Mapping[str, str]) -> str:
    """Run a command and return its output; BenchError when it fails."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    if done.returncode:
        raise BenchError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}")
    return done.stdout
