"""An interrupted look loses nothing, tells what is from before, and leaves no secret behind."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from trustpub.audit.looking import Look, look_at_group
from trustpub.forges.gitlab.observing import journal as journals
from trustpub.forges.gitlab.observing.journal import SECONDS, START, Journal, open_journal
from trustpub.forges.gitlab.observing.opening import client
from trustpub.forges.gitlab.observing.resuming import Resuming
from trustpub.observing.budget import Budget, sentence
from trustpub.observing.sending import JOBS

from .conftest import GitLab
from .worlds import as_declared, seed

Serve = Callable[[dict[str, Any]], GitLab]
SECRET = "hush-hush"
COUNT = 12
ROOT = Path(__file__).parents[3]


@pytest.fixture
def many(serve: Serve) -> GitLab:
    """A group whose projects publish, have variables and name people."""
    variables = [{"key": "PYPI_TOKEN", "value": SECRET}]
    return serve(seed(*(as_declared(f"group/p{n}", variables=variables) for n in range(COUNT))))


def environment(gitlab: GitLab, folder: Path, token: str = "boss-token") -> dict[str, str]:
    """Where GitLab and the cache are."""
    url = gitlab.sandbox.urls["gitlab"]
    return {"GITLAB_BASE_URL": url, "GITLAB_TOKEN": token, "XDG_CACHE_HOME": str(folder)}


def looked(gitlab: GitLab, folder: Path, stop: int = 0, token: str = "boss-token") -> Look:
    """A whole audit of the group; `stop`: Ctrl-C after so many answers."""

    def answered(sent: int, predicted: int) -> None:
        # Several threads count: not every number is told.
        if 0 < stop <= sent:
            raise KeyboardInterrupt

    look = Look(environment(gitlab, folder, token), answered=answered)
    look_at_group(look, "group")
    return look


def interrupted(gitlab: GitLab, folder: Path, stop: int, token: str = "boss-token") -> None:
    """An audit that somebody stops."""
    with pytest.raises(KeyboardInterrupt):
        looked(gitlab, folder, stop, token)


def budget(look: Look) -> Budget:
    """What it took."""
    return look.budgets["gitlab"]


def files(folder: Path) -> list[Path]:
    """What is left of interrupted looks."""
    return sorted((folder / "trustpub").glob(f"{START}*"))


def test_look_that_ends_leaves_nothing(many: GitLab, tmp_path: Path) -> None:
    """And the next one asks for all."""
    first, second = looked(many, tmp_path), looked(many, tmp_path)

    assert [] == files(tmp_path)
    assert (budget(first).sent, 0, None) == (
        budget(second).sent,
        budget(second).taken,
        budget(second).since,
    )
    assert budget(first).predicted == budget(first).sent
    assert "interrupted" not in sentence(budget(second))


@pytest.mark.parametrize("stop", [2, 15, 30, 45])
def test_goes_on_where_it_ended(many: GitLab, tmp_path: Path, stop: int) -> None:
    """The same is seen with fewer requests, each of which was foretold; then all is asked anew."""
    whole = looked(many, tmp_path)
    interrupted(many, tmp_path, stop)
    assert files(tmp_path)

    again = looked(many, tmp_path)

    assert whole.repositories == again.repositories
    assert budget(whole).sent == budget(again).sent + budget(again).taken
    assert budget(again).sent == budget(again).predicted
    # The list of projects, the tier, and the answers at which threads were stopped are asked again.
    assert stop - 2 - JOBS <= budget(again).taken
    if budget(again).taken:
        words = f"{budget(again).taken} answers more are those of a look that was interrupted"
        assert words in sentence(budget(again))
        assert f"oldest of {budget(again).since}" in sentence(budget(again))
    assert [] == files(tmp_path)
    assert 0 == budget(looked(many, tmp_path)).taken


def test_interrupted_twice(many: GitLab, tmp_path: Path) -> None:
    """What both were answered is kept."""
    whole = looked(many, tmp_path)
    interrupted(many, tmp_path, 20)
    interrupted(many, tmp_path, 20)

    again = looked(many, tmp_path)

    assert whole.repositories == again.repositories
    assert budget(again).taken > 2 * (20 - 2 - JOBS)


def test_no_value_is_written(many: GitLab, tmp_path: Path) -> None:
    """Neither a variable nor the token, whenever it is stopped; its owner alone may read it."""
    count = budget(looked(many, tmp_path)).sent
    interrupted(many, tmp_path, count)

    found = files(tmp_path)
    assert found
    assert {0o600} == {path.stat().st_mode & 0o777 for path in found}
    connection = sqlite3.connect(found[0])
    urls = [url for (url,) in connection.execute("SELECT url FROM answers")]
    connection.close()
    assert len(urls) > 3 * COUNT
    assert [] == [url for url in urls if "variables" in url or "/projects?" in url]
    texts = b"".join(path.read_bytes() for path in found)
    opened = open_journal(found[0].parent, "", "boss-token")
    assert opened is not None
    assert SECRET.encode() not in texts
    assert b"boss-token" not in texts


def test_another_token_takes_nothing(many: GitLab, tmp_path: Path) -> None:
    """Answers are for who asked."""
    interrupted(many, tmp_path, 30)

    again = looked(many, tmp_path, token="audit-token")

    assert 0 == budget(again).taken


def test_another_group_takes_nothing(many: GitLab, tmp_path: Path) -> None:
    """What is interrupted is the look at one group."""
    interrupted(many, tmp_path, 30)
    look = Look(environment(many, tmp_path))

    look_at_group(look, "docs")

    assert 0 == look.budgets["gitlab"].taken
    assert 1 <= len(files(tmp_path))


def test_answers_that_are_too_old(
    many: GitLab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are not taken."""
    interrupted(many, tmp_path, 30)
    path = files(tmp_path)[0]
    connection = sqlite3.connect(path)
    connection.execute("UPDATE answers SET at = at - ?", (SECONDS + 1,))
    connection.commit()
    connection.close()

    assert 0 == budget(looked(many, tmp_path)).taken


def test_forge_that_stops_answering(many: GitLab, tmp_path: Path) -> None:
    """What it answered before is not lost, though that look came to an end."""
    whole = looked(many, tmp_path)
    many.sandbox.faults("gitlab", {"path": "", "skip": 25, "status": 401, "times": None})
    broken = looked(many, tmp_path)
    assert any(one.unseen or one.state != "present" for one in broken.repositories)
    many.sandbox.faults("gitlab")

    again = looked(many, tmp_path)

    assert whole.repositories == again.repositories
    assert budget(again).taken >= 10


def test_only_a_look_at_a_group_keeps(many: GitLab, tmp_path: Path) -> None:
    """Reading back asks for all, always."""
    assert not isinstance(client(environment(many, tmp_path)), Resuming)
    assert isinstance(client(environment(many, tmp_path), group="group"), Resuming)


def journal(folder: Path, token: str = "t", **options: Any) -> Journal:
    """A journal, which can be had."""
    found = open_journal(folder, "group", token, **options)
    assert found is not None
    return found


def test_one_look_at_a_time(tmp_path: Path) -> None:
    """Another look at the same takes nothing of one that is under way, and spoils nothing."""
    for _ in range(2):
        first = journal(tmp_path)
        assert open_journal(tmp_path, "group", "t") is None
        first.keep("u", 200, "{}", b"[]")
        assert open_journal(tmp_path, "group", "t") is None
        assert first.recall("u") is not None
        first.close()


def test_killed_process(tmp_path: Path) -> None:
    """What was written before is there, and no lock is left."""
    program = (
        "import os, sys; from pathlib import Path\n"
        "from trustpub.forges.gitlab.observing.journal import open_journal\n"
        "kept = open_journal(Path(sys.argv[1]), 'group', 't')\n"
        "kept.keep('u', 200, '{}', b'[1]')\n"
        "os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False, cwd=ROOT)
    assert -9 == done.returncode

    answer = journal(tmp_path).recall("u")

    assert answer is not None
    assert b"[1]" == answer.body


def test_broken_file(tmp_path: Path) -> None:
    """It is made anew."""
    journal(tmp_path).close()
    (path,) = tmp_path.glob("*.db")
    path.write_bytes(b"no database" * 1000)

    found = journal(tmp_path)
    found.keep("u", 200, "{}", b"[1]")

    answer = found.recall("u")
    assert answer is not None
    assert (200, "{}", b"[1]") == answer[:3]


def test_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """Then nothing is kept, and the look goes on."""
    (tmp_path / "file").write_text("")

    assert open_journal(tmp_path / "file", "group", "t") is None


def test_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more is written than there is room for, counted over looks."""
    monkeypatch.setattr(journals, "BYTES", 5_000)
    for start in (0, 10):
        kept = journal(tmp_path)
        for number in range(10):
            kept.keep(f"{start + number}", 200, "{}", os.urandom(1_000))
        assert 4 == sum(kept.recall(str(number)) is not None for number in range(20))
        kept.close()


def test_clock_that_went_back(tmp_path: Path) -> None:
    """An answer of the future is none."""
    kept = journal(tmp_path, clock=lambda: time.time() + 1_000)
    kept.keep("u", 200, "{}", b"[]")
    kept.close()

    assert journal(tmp_path).recall("u") is None


def test_forgotten_files_go(tmp_path: Path) -> None:
    """What nobody went on with is deleted by the next look at anything."""
    old = tmp_path / f"{START}0.db"
    young = tmp_path / f"{START}1.db"
    for path in (old, young):
        path.write_bytes(b"")
    past = time.time() - SECONDS - 10
    os.utime(old, (past, past))

    journal(tmp_path)

    assert (False, True) == (old.exists(), young.exists())
