"""`python -m bench.metered FILE SECONDS FOLDER COMMAND...`: what it and all below it cost.

FILE gets one JSON line. Whatever outlives its parent becomes a child of this process, so that
nobody's processor time is lost; after so many seconds all of them are killed.
"""

import contextlib
import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from .family import Memory, below, memory

FIRST, EVERY = 0.02, 0.5
"""Seconds between two looks at the memory, more and more; what is shorter is not seen."""
SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER, linux/prctl.h."""


def main(words: Sequence[str]) -> int:
    """Exit code 0, whatever the command's is: that stands in the file."""
    file, seconds, folder, *command = words
    if ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0):
        raise OSError("this process cannot take care of those that others leave behind")
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL)
    peak = watched(process, began + float(seconds))
    wall = time.perf_counter() - began
    stopped = process.returncode is None
    end_all()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "pss": peak.pss, "rss": peak.rss}
    Path(file).write_text(json.dumps({**said, "code": process.returncode, "stopped": stopped}))
    return 0


def watched(process: "subprocess.Popen[bytes]", until: float) -> Memory:
    """The most memory that was seen until it ended, or until the time was up."""
    peak, pause = Memory(0, 0), FIRST
    while time.perf_counter() < until:
        now = memory(below(os.getpid()))
        peak = Memory(max(peak.pss, now.pss), max(peak.rss, now.rss))
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(pause)
            break
        pause = min(EVERY, pause * 1.5)
    return peak


def end_all() -> None:
    """End what is left of them, and wait for each."""
    while True:
        for one in below(os.getpid()):
            with contextlib.suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        try:
            os.wait()
        except ChildProcessError:
            return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
