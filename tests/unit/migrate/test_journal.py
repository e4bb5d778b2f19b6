"""The journal of migrations: append-only, one writer, readable after anything."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from trustpub.migrate.acting import journal as journaling
from trustpub.migrate.acting.entries import Entry, entries, told, unfinished
from trustpub.migrate.acting.journal import JournalError, journal
from trustpub.migrate.model import Kept, Place

NOW = datetime(2026, 11, 22, 12, 30, tzinfo=timezone(timedelta(hours=2)))
PLACE = Place(
    forge="github", level="repository", holder="octo-org/one", store="actions", kind="secret"
)
SECRET = Kept(place=PLACE, name="PYPI_TOKEN")


def clock() -> datetime:
    """It stands still."""
    return NOW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a journal goes that is not there yet."""
    return tmp_path / "deep" / "journal.jsonl"


def test_an_entry_comes_back_as_it_was_written(path: Path) -> None:
    """With its version, the time in UTC, and the place."""
    with journal(path, clock) as open_one:
        written = open_one.write("removing", SECRET, evidence="a provenance of x-1.tar.gz")

    (read,), problems = entries(path)

    assert written == read
    assert () == problems
    assert ("octo-org/one", "PYPI_TOKEN", "*") == (read.repository, read.name, read.scope)
    assert "2026-11-22T10:30:00Z" == json.loads(path.read_text())["at"]
    assert 1 == json.loads(path.read_text())["version"]


def test_every_kind_of_entry_is_one_line(path: Path) -> None:
    """Whatever a text holds: line ends and letters of any language."""
    with journal(path, clock) as one:
        one.write("removed", SECRET, evidence="line\nend\u2028 und \u00e4")
        one.write("found-gone", SECRET)
        one.write("kept", SECRET, evidence="403")
        one.write("confirmed", said="revoked", project="x", index="pypi", by="Jo")
        one.write("without-proof", SECRET, project="x", by="Jo")
        one.write("seen", counts={"tokens": 3, "done": 1})
        one.write("proposed", repository="octo-org/one", link="https://example.org/1")

    read, problems = entries(path)

    assert () == problems
    assert 7 == len(path.read_text("utf-8").splitlines()) == len(read)
    assert "line\nend\u2028 und \u00e4" == read[0].evidence
    (said,) = told(read)
    assert ("revoked", "x", "pypi", "Jo") == (said.what, said.project, said.index, said.by)


def test_a_new_journal_is_for_its_owner_alone(path: Path) -> None:
    """One that is there keeps its rights."""
    with journal(path, clock):
        pass
    assert 0o600 == path.stat().st_mode & 0o777
    path.chmod(0o640)

    with journal(path, clock) as one:
        one.write("seen")

    assert 0o640 == path.stat().st_mode & 0o777


def test_a_journal_only_grows(path: Path) -> None:
    """What a run wrote stands before what the next one writes."""
    for _ in range(2):
        with journal(path, clock) as one:
            one.write("seen")
            before = path.read_bytes()
            one.write("seen")
            assert path.read_bytes().startswith(before)

    assert 4 == len(entries(path)[0])


def test_an_entry_is_on_disk_before_anything_goes_on(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One write and one fsync each."""
    calls: list[str] = []
    write, fsync = os.write, os.fsync
    monkeypatch.setattr(os, "write", lambda *a: (calls.append("write"), write(*a))[1])
    monkeypatch.setattr(os, "fsync", lambda *a: (calls.append("fsync"), fsync(*a))[1])

    with journal(path, clock) as one:
        calls.clear()
        one.write("removing", SECRET)
        one.write("removed", SECRET)

    assert ["write", "fsync"] * 2 == calls


@pytest.mark.parametrize("cut", range(1, 200, 7))
def test_a_line_that_was_cut_off_is_told_and_repaired(path: Path, cut: int) -> None:
    """Wherever: the entries before it are read, and those after it too."""
    with journal(path, clock) as one:
        one.write("removing", SECRET)
        one.write("removed", SECRET)
    first, second = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first + second[:cut])
    read, problems = entries(path)
    whole = cut >= len(second) - 1
    assert (2 if whole else 1) == len(read)
    assert ([] if whole else ["journal-torn"]) == [one.id for one in problems]

    with journal(path, clock) as one:
        assert one.repaired == (cut < len(second))
        one.write("kept", SECRET)

    read, problems = entries(path)
    assert () == problems
    assert path.read_bytes().startswith(first + second[:cut])
    assert ["removing", "kept"] == [one.what for one in (read[0], read[-1])]
    assert one.repaired == ("repaired" in [each.what for each in read])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (b"nonsense", "is no JSON"),
        (b"\xff\xfe", "is no UTF-8"),
        (b"", "is no JSON"),
        (b"[1]", "is no entry: it"),
        (b"[" * 100_000, "is no JSON"),
        (b'{"version": 2, "at": "2026-01-01T00:00:00Z", "what": "seen"}', "is no entry: version"),
        (b'{"version": 1, "at": "2026-01-01T00:00:00", "what": "seen"}', "is no entry: at"),
        (
            b'{"version": 1, "at": "2026-01-01T00:00:00Z", "what": "seen", "value": "x"}',
            "is no entry: value",
        ),
    ],
)
def test_a_malformed_line_is_a_problem_at_its_place(path: Path, line: bytes, found: str) -> None:
    """The others are read; what stands in it is not repeated."""
    with journal(path, clock) as one:
        one.write("seen")
    path.write_bytes(path.read_bytes() + line + b"\n" + path.read_bytes())

    read, (problem,) = entries(path)

    assert 2 == len(read)
    assert ("journal-line", 2, str(path)) == (problem.id, problem.line, problem.file)
    assert problem.found.startswith(found)
    assert "nonsense" not in problem.sentence()


def test_no_journal_is_no_problem(tmp_path: Path) -> None:
    """A folder in its place is one."""
    assert ((), ()) == entries(tmp_path / "none")
    assert ["journal-unreadable"] == [one.id for one in entries(tmp_path)[1]]


def test_a_journal_that_cannot_be_written_is_a_sentence(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder in its place, a file above it, a full disk."""
    path.mkdir(parents=True)
    with pytest.raises(JournalError, match="nothing is removed without a journal"):
        journal(path, clock).__enter__()
    below = path.parent / "file"
    below.write_text("")
    with pytest.raises(JournalError, match="cannot be written"):
        journal(below / "journal", clock).__enter__()
    with journal(path.parent / "other", clock) as one:
        monkeypatch.setattr(os, "write", lambda handle, data: len(data) - 1)
        with pytest.raises(JournalError, match="disk is full"):
            one.write("seen")


def test_two_runs_exclude_each_other(path: Path) -> None:
    """The second is told so; after the first it may begin."""
    with (
        journal(path, clock),
        pytest.raises(JournalError, match="another run writes to it"),
        journal(path, clock),
    ):
        pass

    with journal(path, clock) as one:
        one.write("seen")


def test_a_run_of_another_process_excludes_too(path: Path) -> None:
    """Until it ends, however it ends."""
    program = (
        "import sys\nfrom datetime import UTC, datetime\nfrom pathlib import Path\n"
        "from trustpub.migrate.acting.journal import journal\n"
        "with journal(Path(sys.argv[1]), lambda: datetime.now(UTC)):\n"
        "    print('open', flush=True)\n    sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", program, str(path)]
    with subprocess.Popen(command, stdin=-1, stdout=-1, text=True) as other:
        assert other.stdout
        assert "open\n" == other.stdout.readline()
        with pytest.raises(JournalError, match="in use"), journal(path, clock):
            pass
        other.kill()
        other.wait(10)

    with journal(path, clock) as one:
        assert not one.repaired


def test_a_removal_without_an_end_is_found() -> None:
    """By place, name and scope; GitHub's names without their case."""

    def entry(what: str, kept: Kept) -> Entry:
        about = {"place": kept.place, "name": kept.name, "scope": kept.scope}
        return Entry(at=NOW.astimezone(UTC), what=what, **about)  # type: ignore[arg-type]

    lower = SECRET.model_copy(update={"name": "pypi_token"})
    other = SECRET.model_copy(update={"name": "OTHER"})
    far = SECRET.model_copy(update={"place": PLACE.model_copy(update={"holder": "octo-org/two"})})
    begun = [entry("removing", one) for one in (SECRET, other, far)]

    assert begun == list(unfinished(begun))
    assert begun[1:] == list(unfinished([*begun, entry("removed", lower)]))
    assert [begun[0]] == list(unfinished([begun[0], entry("kept", other)]))
    assert [] == list(unfinished([begun[0], entry("found-gone", SECRET)]))
    assert [begun[0]] == list(unfinished([begun[0], entry("kept", SECRET), begun[0]]))


def test_what_was_not_put_under_lock_is_a_sentence(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Systems without `flock` are told, and nothing is written."""
    monkeypatch.setitem(sys.modules, "fcntl", None)

    with pytest.raises(JournalError, match="cannot be locked on this system"):
        journal(path, clock).__enter__()

    assert b"" == path.read_bytes()
    assert journaling.CUT
