"""The requests that the event of a job is about, whoever wrote that event."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from .requested import FORKS, Requested, config, only_comments, post

SAME_OWNER = {"github": "stranger/other", "gitlab": "group/other"}


def event(world: Requested, tmp_path: Path, number: int, head: str, **more: Any) -> dict[str, str]:
    """What a job of an event is told: of a run for a fork on GitHub, by a webhook on GitLab."""
    path = tmp_path / "event.json"
    if world.place.forge == "github":
        there = {"full_name": FORKS["github"]}
        run = {"head_sha": head, "head_branch": "change", "head_repository": there, **more}
        path.write_text(json.dumps({"workflow_run": run}), "utf-8")
        return {"GITHUB_EVENT_PATH": str(path)}
    own = int(world.project)
    about = {"iid": number, "target_project_id": own, "state": "opened", **more}
    told = {"object_kind": "merge_request", "project": {"id": own}, "object_attributes": about}
    path.write_text(json.dumps(told), "utf-8")
    return {"TRIGGER_PAYLOAD": str(path)}


def test_by_the_event(world: Requested, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The requests that it is about and no other, whatever else has the same branch or commit."""
    fork, branch = FORKS[world.place.forge], "change"
    head = world.push(1, config(5), branch=branch, source=fork)
    world.push(2, config(3), branch=branch)
    world.set(3, head)
    world.tell(3, head=head, branch="other", source=fork)
    for name, value in event(world, tmp_path, 1, head).items():
        monkeypatch.setenv(name, value)
    before = world.place.sandbox.mark()
    world.set(4, head)
    world.tell(4, head=head, branch=branch, source=SAME_OWNER[world.place.forge])
    assert 0 == post("event")
    assert [1, 0, 0, 0] == [len(world.comments(number)) for number in (1, 2, 3, 4)]
    assert only_comments(world, before)


def test_late_events(world: Requested, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The event of an older commit, and of a request that was merged: nothing goes wrong."""
    fork = FORKS[world.place.forge]
    old = world.push(1, config(5), branch="change", source=fork)
    for name, value in event(world, tmp_path, 1, old).items():
        monkeypatch.setenv(name, value)
    new = world.push(1, config(3), old, branch="change", source=fork)
    assert 0 == post("event")
    assert {"github": 0, "gitlab": 1}[world.place.forge] == len(world.comments(1))
    assert [] == [text for text in world.comments(1) if new[:12] not in text]
    world.tell(1, state="merged")
    before = world.place.sandbox.mark()
    assert 0 == post("event")
    assert [] == world.place.sandbox.writes(before)


@pytest.mark.parametrize("what", ["none", "folder", "huge", "deep", "binary", "fifo", "other"])
def test_odd_event_files(
    world: Requested,
    what: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Who begins the pipeline may name any file: none is shown, and nobody is asked."""
    path, before = tmp_path / "payload", world.place.sandbox.mark()
    texts = {"huge": b" " * (2**24 + 1), "deep": b"[" * 10**6, "binary": b"\xff\x00", "other": b"7"}
    if what == "folder":
        path.mkdir()
    elif what == "fifo":
        os.mkfifo(path)
    elif what in texts:
        path.write_bytes(texts[what])
    for name in ("TRIGGER_PAYLOAD", "GITHUB_EVENT_PATH"):
        monkeypatch.setenv(name, str(path))
    assert 2 == post("event")
    assert before == world.place.sandbox.mark()
    assert "Traceback" not in capsys.readouterr().err


def test_without_a_commit(world: Requested, capsys: pytest.CaptureFixture[str]) -> None:
    """A request of no commit yet is no failure."""
    world.tell(1, branch="nothing-there", head="")
    assert 0 == post("1")
    assert "has no commit yet" in capsys.readouterr().err
