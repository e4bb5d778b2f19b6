"""A git that ends in the middle: half of a file is never taken for all of it."""

from pathlib import Path

import pytest

from trustpub.trees.git import ENDED, Git
from trustpub.trees.tree import Unread

NAME = "a" * 40


def answering(folder: Path, monkeypatch: pytest.MonkeyPatch, answer: str) -> Git:
    """A git that says this, and ends."""
    program = folder / "git"
    program.write_text(f"#!/bin/sh\nread -r asked\nprintf '{answer}'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    return Git(folder)


@pytest.mark.parametrize("answer", [f"{NAME} blob 6\\nhal", f"{NAME} blob 6\\nhalved"])
def test_half_an_answer_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    """Killed in it, and before the last line end."""
    with pytest.raises(Unread, match=ENDED):
        answering(tmp_path, monkeypatch, answer).object(NAME)


def test_a_whole_answer_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may end after it."""
    git = answering(tmp_path, monkeypatch, f"{NAME} blob 6\\nhalved\\n")

    assert b"halved" == git.object(NAME)
    git.close()
