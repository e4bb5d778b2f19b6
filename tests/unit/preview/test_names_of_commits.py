"""Somebody who may push tags cannot make them stand for other commits, nor stop a preview."""

from pathlib import Path

import pytest

from trustpub.trees.git import Git
from trustpub.trees.tree import Unread

from .repositories import Repository

OURS = "refs/trustpub/requests/7/head"


def test_names_that_are_whole(tmp_path: Path) -> None:
    """A hash and a whole ref are just that, whatever tags and branches are called so."""
    made = Repository(tmp_path / "it")
    first, second = made.commit(), made.commit({"x": "1"})
    for name, commit in ((second, first), (OURS, first), ("refs/heads/main", first)):
        made.git("tag", name, commit)
    made.git("branch", second, first)
    made.git("update-ref", OURS, second)
    git = Git(made.root)

    for name in (second, OURS, "refs/heads/main", f"{second}~0", f"{OURS}^0"):
        assert second == git.commit(name)
    assert first == git.commit("refs/heads/main~1")


def test_ref_that_is_not_there(tmp_path: Path) -> None:
    """Git would take a tag or a branch that is called like it."""
    made = Repository(tmp_path / "it")
    made.commit()
    made.git("tag", OURS)
    git = Git(made.root)
    for more in ("", "^0"):
        with pytest.raises(Unread, match="no commit that is here"):
            git.commit(OURS + more)
    made.git("branch", OURS)
    with pytest.raises(Unread, match="no commit that is here"):
        git.commit(OURS)
