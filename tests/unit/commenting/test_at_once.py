"""Two runs at the same time, in processes of their own: one comment in the end."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from lab.world import CLONE

from .conftest import BOT, Place

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
COMMENTS = {"github": "/issues/1/comments$", "gitlab": "/merge_requests/1/notes$"}


def start(place: Place, number: int) -> "subprocess.Popen[str]":
    """A run that is ready to begin."""
    command = [sys.executable, "-m", "tests.unit.commenting.at_once"]
    pipe = subprocess.PIPE
    run = subprocess.Popen(command, cwd=CLONE, stdin=pipe, stdout=pipe, text=True)
    told = {
        "env": place.env(BOT),
        "request": place.request().model_dump(),
        "body": f"Run {number}",
        "at": (NOON + timedelta(minutes=number)).isoformat(),
    }
    assert run.stdin is not None
    run.stdin.write(f"{json.dumps(told)}\n")
    run.stdin.flush()
    return run


def together(place: Place, count: int) -> list[dict[str, Any]]:
    """Runs that begin at the same moment; what each of them tells."""
    runs = [start(place, number) for number in range(count)]
    for run in runs:
        assert run.stdout is not None
        assert "ready\n" == run.stdout.readline()
    for run in runs:
        assert run.stdin is not None
        run.stdin.write("\n")
        run.stdin.flush()
    return [json.loads(run.communicate(timeout=60)[0]) for run in runs]


@pytest.mark.parametrize(("count", "delay"), [(2, 0), (3, 150)])
def test_one_comment_is_left(place: Place, count: int, delay: int) -> None:
    """Each time anew; with slow answers all of them look before any of them writes."""
    for _ in range(2):
        place.clear()
        before = place.sandbox.mark()
        slow = {"method": "GET", "path": COMMENTS[place.forge], "delay_ms": delay, "status": 0}
        place.sandbox.faults(place.forge, *([{**slow, "times": None}] if delay else []))
        told = together(place, count)
        place.sandbox.faults(place.forge)
        (text,) = place.comments()
        assert f"Run {count - 1}" == text.partition("\n")[2]
        assert {one["state"] for one in told} <= {"created", "edited", "unchanged", "left"}
        created = [one for one in place.writes(before) if one.startswith("POST")]
        assert len(created) == count or not delay
