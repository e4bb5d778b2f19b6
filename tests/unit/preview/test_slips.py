"""Slips in a command line or a config: each is told in words that say what to do."""

import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from trustpub.cli import main
from trustpub.preview.commits import Misnamed
from trustpub.preview.telling import settings
from trustpub.trees.tree import Unread

from .repositories import LOOSER, RELEASE, Repository
from .test_commits import repository, seen, why

__all__ = ["repository"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--stack", "prod"), "add --live"),
        (("--author", "my-app[bot]"), "add --post"),
        (("--request", "7", "--author", "my-app[bot]"), "add --post"),
        (("--request", "7", "--stack", "prod"), "add --live"),
        (("--out", "x"), "name them with --request"),
        (("--fetch",), "name them with --request"),
    ],
)
def test_of_no_use(words: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What would change nothing is refused, and nobody is asked."""
    assert 2 == main(["preview", *words])
    assert told in capsys.readouterr().err


def test_two_requests(capsys: pytest.CaptureFixture[str]) -> None:
    """The last one would win."""
    with pytest.raises(SystemExit) as ended:
        main(["preview", "--request", "7", "--request", "8"])

    assert 2 == ended.value.code
    assert "--request is said twice; name one request" in capsys.readouterr().err


def test_name_with_a_slip(repository: Repository) -> None:
    """The name that is here is told; of a hash or a way from a name none is guessed."""
    assert "'mian' is no commit that is here; did you mean main?" == why("mian")
    for name in ("main~7", "a" * 40, "something-else"):
        assert "did you mean" not in why(name)


def test_no_commit_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty repository is told from a name that is wrong."""
    made = Repository(tmp_path / "empty")
    made.write({"release.yaml": RELEASE})
    monkeypatch.chdir(made.root)

    for base in ("main", None):
        assert "there is no commit yet" in why(base)


def test_branch_that_a_shallow_clone_lacks(repository: Repository, tmp_path: Path) -> None:
    """It says how all of the history comes here."""
    repository.commit({"other": "1"})
    words = ["git", "clone", "-q", "--depth=1", f"file://{repository.root}", str(tmp_path / "c")]
    subprocess.run(words, check=True)
    told = why("b" * 40, None, str(tmp_path / "c" / "release.yaml"))

    for part in ("git fetch --unshallow", "fetch-depth: 0", "GIT_DEPTH: 0"):
        assert part in told


def test_swapped(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """A remark, no error; none where both are the same, or where the change is not there yet."""
    repository.git("branch", "old")
    repository.commit({"release.yaml": LOOSER})
    for base, head, remarked in (("main", "old", True), ("old", "main", False)):
        assert 0 == main(["preview", "--base", base, "--head", head])
        assert remarked == ("are the two swapped?" in capsys.readouterr().err)
    for words in (("--base", "main", "--head", "main"), ("--base", "main")):
        assert 0 == main(["preview", *words])
        assert "" == capsys.readouterr().err


def test_file_that_is_nowhere(repository: Repository) -> None:
    """Of a name that somebody wrote that is a slip; a config that is not there yet is none."""
    with pytest.raises(Misnamed, match=r"nope\.yaml is in neither commit"):
        seen(file="nope.yaml")
    repository.git("rm", "--quiet", "release.yaml")
    repository.commit()
    with pytest.raises(Unread) as error:
        seen()
    assert not isinstance(error.value, Misnamed)


def test_word_that_goes_is_shown(repository: Repository) -> None:
    """What comes is among what the config accepts; what goes is nowhere else."""
    word = "accept:\n  - {{risk: preview-{}, reason: agreed, until: 2026-12-31}}\n"
    texts = ["", word.format("admin-bypass"), word.format("wait-timer"), ""]
    shown = []
    for before, after in pairwise(texts):
        repository.commit({"release.yaml": RELEASE + before})
        repository.write({"release.yaml": RELEASE + after})
        (project,) = seen().projects
        shown.append([len(settings(thing)) for thing in project.things])

    assert [[0], [1], [1]] == shown
