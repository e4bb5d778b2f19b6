"""A process of one repository that fails before it begins: it must not go on as the run itself."""

import os
from pathlib import Path
from typing import Any

import pytest

from trustpub.rollout import processes
from trustpub.rollout.history import work
from trustpub.rollout.limits.budget import Budget
from trustpub.rollout.model import Result

from .made import config, history


@pytest.mark.parametrize("part", ["alone", "listen"])
def test_what_fails_in_the_fork_stays_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    """The run is told that there was no answer; nothing above the fork is done twice."""
    ours, twice = os.getpid(), tmp_path / "twice"

    def fail(*told: Any) -> None:
        raise OSError("no more files")

    monkeypatch.setattr(processes, part, fail)
    one = work("n", "s", config(), "m", history(), "here")
    found: list[Result] = []
    try:
        with processes.pool("plan", tmp_path, "r", 1, False, Budget()) as pool:
            found += [result for _, result in pool.each([one], lambda: True)]
    finally:
        if os.getpid() != ours:
            twice.touch()
            os._exit(1)

    assert [("unknown", "its process ended with 1 and without an answer")] == [
        (result.outcome, result.why) for result in found
    ]
    assert not twice.exists()
