"""What a piece of work costs: wall time, and processor time of the processes it started."""

import resource
import subprocess
import time
from collections.abc import Callable, Collection, Mapping, Sequence
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


def must(
    command: Sequence[str],
    folder: Path,
    env: Mapping[str, str],
    codes: Collection[int] = (0,),
    longest: int = LONGEST,
) -> str:
    """Run a command and return its output; BenchError when it fails, or takes too long."""
    try:
        done = run(command, folder, env, longest)
    except subprocess.TimeoutExpired:
        raise BenchError(f"{' '.join(command)} was stopped after {longest} seconds") from None
    if done.returncode not in codes:
        raise BenchError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}")
    return done.stdout


def run(
    command: Sequence[str], folder: Path, env: Mapping[str, str], longest: int
) -> "subprocess.CompletedProcess[str]":
    """Run a command; its errors stand among its output."""
    return subprocess.run(
        command,
        cwd=folder,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=longest,
        check=False,
    )
