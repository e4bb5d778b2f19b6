"""Answers are kept by token and address, and asked for again only where they changed."""

import sqlite3
import time
from pathlib import Path

import pytest

from trustpub.forges.github.observing.observe import observe
from trustpub.observing.store import FILES, Kept, Store, answers_file, open_store

from .conftest import GitHub
from .worlds import REPOSITORY

KEPT = Kept('W/"1"', "", b"[]")


def test_second_look_is_free_but_for_rulesets(github: GitHub) -> None:
    """A ruleset's ETag cannot be trusted; everything else is unchanged."""
    first = github.client()
    before = observe(first, [REPOSITORY])
    second = github.client()

    assert before == observe(second, [REPOSITORY])
    assert second.budget().sent - 1 == second.budget().unchanged
    assert 0 == first.budget().unchanged


def test_ruleset_is_asked_in_full(github: GitHub) -> None:
    """GitHub answered 304 although bypass actors had changed: such an answer is never kept."""
    client = github.client()
    observe(client, [REPOSITORY])

    assert client.store is not None
    urls = [url for (url,) in client.store.connection.execute("SELECT url FROM answers")]
    assert urls
    assert not [url for url in urls if "/rulesets/" in url]


def test_tokens_do_not_share(github: GitHub) -> None:
    """What one token saw is nothing to another one."""
    observe(github.client(), [REPOSITORY])
    other = github.client("audit-token")
    observe(other, [REPOSITORY])

    assert 0 == other.budget().unchanged


def test_without_a_store(github: GitHub) -> None:
    """Nothing is written where nothing is to be kept."""
    observe(github.client(kept=False), [REPOSITORY])

    assert not list(github.cache.rglob("*.db"))


def test_no_token_in_the_file(github: GitHub) -> None:
    """Neither the token nor a plain hash of it is kept; the file is its owner's alone."""
    observe(github.client(), [REPOSITORY])
    (path,) = github.cache.rglob("answers.db")

    assert b"admin-token" not in path.read_bytes()
    assert 0o600 == path.stat().st_mode & 0o777
    one, other = open_store(path, "t"), open_store(path.with_name("other.db"), "t")
    assert one.who != other.who


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough to be one" * 9])
def test_broken_file(tmp_path: Path, content: bytes) -> None:
    """A file that is none is made anew."""
    path = tmp_path / "answers.db"
    path.write_bytes(content)

    store = open_store(path, "token")
    store.keep("u", KEPT)

    assert KEPT == open_store(path, "token").recall("u")


def test_file_of_another_version(tmp_path: Path) -> None:
    """Answers of another version of this cache are forgotten."""
    path = tmp_path / "answers.db"
    open_store(path, "token").keep("u", KEPT)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")

    assert None is open_store(path, "token").recall("u")


def test_text_of_files_of_an_older_version(tmp_path: Path) -> None:
    """Version 1 kept the text of files: nothing of it is left, and the limits are remembered."""
    path = tmp_path / "answers.db"
    old = open_store(path, "token")
    old.keep("u", Kept('W/"1"', "", b"PLANTED " * 5_000))
    old.sent("core", time.time())
    old.connection.execute("PRAGMA user_version = 1")
    old.connection.close()
    assert b"PLANTED" in path.read_bytes()

    new = open_store(path, "token")
    assert 1 == len(new.recent())
    new.connection.close()
    assert [path] == list(tmp_path.iterdir())
    assert b"PLANTED" not in path.read_bytes()


R, P = "https://forge.test/repos/o/r", "https://forge.test/api/v4/projects/1"
TEXTS = [
    *(f"{R}/contents/.pypirc", f"{R}/contents/a/b?ref=main", f"{R}/contents/", f"{R}/contents"),
    *(f"{R}/git/blobs/0123", f"{R}/readme", f"{R}/compare/a...b", f"{R}/commits/0123"),
    *(f"{R}/commits/0123?page=2", f"{R}/pulls/7/files?per_page=100"),
    *(f"{P}/repository/files/.pypirc?ref=HEAD", f"{P}/repository/files/a%2Fb/raw?ref=HEAD"),
    *(f"{P}/repository/blobs/0123/raw", f"{P}/repository/commits/0123/diff"),
    *(f"{P}/repository/compare?from=a&to=b", f"{P}/merge_requests/7/changes"),
]
NONE = [
    *(R, f"{R}/git/commits/0123", f"{R}/git/trees/0123?recursive=1", f"{R}/pulls/7"),
    *(f"{R}/commits?sha=main&path=.github/workflows/release.yml", f"{R}/commits/0123/pulls"),
    *(f"{R}/contents-of-mine", f"{R}/actions/secrets?per_page=100", f"{R}/environments"),
]


def test_which_answers_hold_texts() -> None:
    """Files, their changes, and folders; not what only names files."""
    assert TEXTS == [url for url in (*TEXTS, *NONE) if FILES.search(url)]


@pytest.mark.parametrize("url", TEXTS)
def test_answer_with_texts_is_not_kept(tmp_path: Path, url: str) -> None:
    """Whatever it says."""
    store = open_store(tmp_path / "answers.db", "token")
    store.keep(url, KEPT)

    assert None is store.recall(url)


def test_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """Then nothing is kept for the next time, and the look goes on."""
    (tmp_path / "file").write_text("")

    store = open_store(tmp_path / "file" / "answers.db", "token")
    store.keep("u", KEPT)

    assert store.problem
    assert KEPT == store.recall("u")


def test_old_answers_are_forgotten(tmp_path: Path) -> None:
    """What nobody asked for in months goes; what is still used stays."""
    path = tmp_path / "answers.db"
    store: Store = open_store(path, "token")
    for url in ("old", "used"):
        store.keep(url, KEPT)
    store.connection.execute("UPDATE answers SET used = 0")
    store.used("used")

    again = open_store(path, "token")

    assert (None, KEPT) == (again.recall("old"), again.recall("used"))


def test_place() -> None:
    """In the cache folder of the person, as XDG has it."""
    assert Path("/x/trustpub/answers.db") == answers_file({"XDG_CACHE_HOME": "/x"})
    assert answers_file({"XDG_CACHE_HOME": "relative"}).is_relative_to(Path.home())
