"""`trustpub preview --request`: a request that takes for ever is told, and stops no other."""

import sys
import time

import pytest

from trustpub.cli import preview_patience
from trustpub.cli.preview_patience import Late, within
from trustpub.preview import commits
from trustpub.trees.tree import Unread

from .requested import Requested, config, post

SLOW = "takes longer than 1 s to read"


def test_slow_one_is_told(world: Requested, monkeypatch: pytest.MonkeyPatch) -> None:
    """The comment of an earlier commit does not stand for the one that is not read."""
    before = world.push(1, config(5))
    world.push(2, config(6))
    assert 0 == post("open")
    assert "wait_timer" in world.comments(1)[0]

    slow = world.push(1, config(7), before)
    read = commits.read_side

    def stuck(tree: object, *more: object) -> object:
        while getattr(tree, "name", "") == slow:
            try:
                time.sleep(0.01)
            except Exception:
                continue
        return read(tree, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(commits, "read_side", stuck)
    monkeypatch.setattr(preview_patience, "PATIENCE", 1.0)
    world.push(2, config(8))
    assert 2 == post("open")
    (text,) = world.comments(1)
    assert (True, False) == (SLOW in text, "wait_timer" in text)
    assert "8" in world.comments(2)[0]


def test_work_in_one_call_is_ended() -> None:
    """A pattern of regular expressions alone, and a program that does not end."""
    import re
    import subprocess

    sleeping = [sys.executable, "-c", "import time; time.sleep(60)"]
    for work in (
        lambda: re.fullmatch("(a*)*b", "a" * 60),
        lambda: subprocess.run(sleeping, check=False),
    ):
        began = time.monotonic()
        with pytest.raises(Unread, match="takes longer than 0 s"), within(0.3):
            work()
        assert time.monotonic() - began < 10


def test_nothing_is_ended_afterwards() -> None:
    """Not what comes behind it, nor what has no limit."""
    for seconds in (0.0, 0.2):
        with within(seconds):
            pass
        time.sleep(0.3)
    assert not issubclass(Late, Exception)
