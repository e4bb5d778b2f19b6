"""When a lock may be taken away."""

import os
import subprocess
import sys

import pytest

from trustpub.rollout.history import work
from trustpub.rollout.running.recovering import left_behind
from trustpub.rollout.running.said import heard
from trustpub.rollout.running.starting import gone

from .made import config, history, line


def ended() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_processes_that_are_gone() -> None:
    """Ended, or of another program; an engine that lives is not."""
    assert gone(ended())
    assert gone(os.getpid())


def test_an_engine_that_lives_is_not_gone() -> None:
    """Known by its name."""
    process = subprocess.Popen(["/bin/sh", "-c", "exec -a pulumi sleep 20"])
    try:
        told = subprocess.run(
            ["ps", "-o", "comm=", "-p", str(process.pid)], capture_output=True, text=True
        )
        assert gone(process.pid) == ("pulumi" not in told.stdout)
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize(
    ("holders", "ours", "wanted"),
    [
        (["here"], True, True),
        (["here"], False, False),
        (["there"], True, False),
        (["here", "there"], True, False),
        ([], True, False),
    ],
)
def test_only_locks_of_our_own_dead_engines_go(
    holders: list[str], ours: bool, wanted: bool
) -> None:
    """All of them: the engine takes every lock of a stack away at once."""
    pid = ended()
    begun = [line("begun", name="n", host="here", engine=pid)] if ours else []
    found = work("n", "s", config(), "m", history(*begun), "here")
    lines = [f"  f: created by me@{host} (pid {pid}) at x\n" for host in holders]

    said = heard(["error: the stack is currently locked by 1 lock(s).\n", *lines])

    assert wanted == left_behind(said, found)
