"""Requests that change, close or fail while a run is about them: each told, none stops another."""

from pathlib import Path
from typing import Any

import pytest

from trustpub.cli import preview_look

from .requested import Requested, config, post


def test_moved_on_meanwhile(
    world: Requested, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The forge is asked again; the newest commit is what is previewed."""
    old = world.push(1, config(5))
    new = world.commit(config(3), old)
    world.set(1, new)
    real = preview_look.commits

    def commits(*words: Any) -> Any:
        world.tell(1, head=new)
        return real(*words)

    monkeypatch.setattr(preview_look, "commits", commits)
    assert 0 == post("1")
    (text,) = world.comments(1)
    assert new[:12] in text


def test_forge_and_git_disagree(world: Requested, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither is believed: the comment says so."""
    told = world.push(1, config(5))
    world.set(1, world.commit(config(3), told))
    assert 3 == post("1")
    (text,) = world.comments(1)
    assert ("the preview failed" in text, "git finds" in text) == (True, True)
    world.set(1, told)
    assert 0 == post("1")
    assert ["wait_timer" in one for one in world.comments(1)] == [True]


def test_closed_in_between(
    world: Requested, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told, and nothing is written."""
    before = world.place.sandbox.mark()
    world.push(1, config(5))
    world.set(1, world.commit(config(3)))
    real = preview_look.commits

    def commits(*words: Any) -> Any:
        world.tell(1, state="closed")
        return real(*words)

    monkeypatch.setattr(preview_look, "commits", commits)
    assert 0 == post("1", "--out", "out")
    assert "request 1 is closed; its comment stays as it is" in capsys.readouterr().err
    assert [] == list(Path("out").iterdir())
    assert [] == world.place.sandbox.writes(before)


@pytest.mark.parametrize("state", ["closed", "merged"])
def test_not_open(world: Requested, state: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A word, no write, no failure."""
    before = world.place.sandbox.mark()
    world.push(1, config(5), state=state)
    assert (0, 0) == (post("1"), post("open"))
    said = capsys.readouterr().err
    assert (f"is {state}" in said, "no open request is meant" in said) == (True, True)
    assert [] == world.place.sandbox.writes(before)


def test_no_such_request(world: Requested, capsys: pytest.CaptureFixture[str]) -> None:
    """Named by its number it has to be there."""
    assert 2 == post("12")
    assert "request 12 is not there" in capsys.readouterr().err


def test_deleted_in_between(
    world: Requested, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that was listed and is gone stops nobody."""
    world.push(1, config(5))
    world.push(2, config(5))
    real = preview_look.commits

    def commits(run: Any, one: Any) -> Any:
        world.tell(2, state="gone")
        return real(run, one)

    monkeypatch.setattr(preview_look, "commits", commits)
    assert 0 == post("open")
    assert "request 2 is not there" in capsys.readouterr().err
    assert 1 == len(world.comments(1))


def test_something_breaks(
    world: Requested, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of ours is told on its request without its words, and the next has its turn."""
    world.push(1, config(5))
    world.push(2, config(5))
    real = preview_look.commits

    def commits(run: Any, one: Any) -> Any:
        if one.number == 1:
            raise RuntimeError("secret-word\n::add-mask::x\n##[add-path]x\x1b[2J")
        return real(run, one)

    monkeypatch.setattr(preview_look, "commits", commits)
    assert 2 == post("open")
    (text,) = world.comments(1)
    assert ("it broke" in text, "secret-word" in text) == (True, False)
    assert "wait_timer" in world.comments(2)[0]
    said = capsys.readouterr().err
    assert "secret-word" in said
    assert all(line.startswith("trustpub preview: ") for line in said.splitlines())
    assert ("##[" in said, "\x1b" in said) == (False, False)


def test_limited_for_one(world: Requested, capsys: pytest.CaptureFixture[str]) -> None:
    """A forge that is not done with refusing is no reason to leave the others out."""
    for number in (1, 2):
        world.push(number, config(5))
    limited = {"status": 429, "headers": {"Retry-After": "1"}, "skip": 2, "times": 2}
    world.place.sandbox.faults(world.place.forge, {"method": "GET", **limited})
    assert 3 == post("open")
    assert "request 1: http" in capsys.readouterr().err
    assert [0, 1] == [len(world.comments(number)) for number in (1, 2)]
