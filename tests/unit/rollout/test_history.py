"""What the journal remembers, and what is to be run again."""

import os
from pathlib import Path

import pytest

from trustpub.fleet.naming import stack_name
from trustpub.rollout.fingerprint import fingerprint, made_by
from trustpub.rollout.history import History, parsed
from trustpub.rollout.journal import RolloutError, held, text, write
from trustpub.rollout.model import Choice, Line
from trustpub.rollout.rolling import Todo, todo
from trustpub.rollout.setting import journal_of

from .made import config, history, line, repository

NAME = "github:octo-org/p"
MARK = fingerprint(config(), "me")


def good(second: int = 2, **more: object) -> Line:
    """The good end of a run."""
    more = {"fingerprint": MARK, "outcome": "changed", **more}
    return line("ended", second, name=NAME, **more)


def begun(second: int = 1, **more: object) -> Line:
    """The begin of one."""
    return line("begun", second, name=NAME, host="here", engine=7, **more)


def found(past: History, **choice: object) -> Todo:
    """What is to be done about one repository."""
    return todo([repository(NAME)], past, "me", Choice(**choice), "here")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lines", "run"),
    [
        ((), True),
        ((begun(), good()), False),
        ((begun(), good(outcome="unchanged")), False),
        ((begun(), good(fingerprint="other")), True),
        ((begun(), good(), begun(3)), True),
        ((begun(), good(), begun(3), good(4, outcome="failed", fingerprint="")), True),
        ((begun(), good(), begun(3), good(4, outcome="unknown", fingerprint="")), True),
        ((begun(), good(4, outcome="failed"), begun(5), good(6)), False),
    ],
    ids=["never", "changed", "same", "other", "torn", "failed", "unknown", "mended"],
)
def test_only_a_good_end_of_the_same_config_is_enough(lines: tuple[Line, ...], run: bool) -> None:
    """Whatever came after it: begun and not ended, failed, unknown."""
    works, same = found(history(*lines))

    assert (int(run), int(not run)) == (len(works), same)


def test_what_a_run_is_told_of_the_past() -> None:
    """New, torn, and which engines of this machine did not end."""
    (fresh,), _ = found(history())
    (torn,), _ = found(history(begun(), line("begun", 2, name=NAME, host="there", engine=9)))
    (failed,), _ = found(history(begun(), good(outcome="failed")))
    (beside,), _ = found(history(good(outcome="failed")))
    (edited,), _ = found(history(begun(), good(fingerprint="other")))

    assert (True, False, ()) == (fresh.new, fresh.torn, fresh.ours)
    assert (False, True, (("here", 7),)) == (torn.new, torn.torn, torn.ours)
    assert (True, False) == (beside.new, beside.torn)
    assert (False, False, ()) == (edited.new, edited.torn, edited.ours)
    assert (False, True, stack_name(NAME)) == (failed.new, failed.torn, failed.stack)


def test_full_runs_what_is_unchanged() -> None:
    """But a run that is resumed does nothing twice."""
    past = history(begun(run="a"), good(run="a"))
    entries = [repository(NAME)]

    assert 1 == len(found(past, full=True).works)
    assert 0 == len(todo(entries, past, "me", Choice(full=True), "here", since="a").works)
    assert 1 == len(todo(entries, past, "me", Choice(full=True), "here", since="b").works)


def test_an_id_that_is_another_now_unsettles_all_that_name_it() -> None:
    """A team that was made anew: one repository learned it, the others are run again."""
    key = "github/octo-org/teams/release"
    other = line("ended", 9, name="github:octo-org/q", outcome="changed", ids={key: 2})

    assert 0 == len(found(history(good(ids={key: 1}))).works)
    assert 1 == len(found(history(good(ids={key: 1}), other)).works)


def test_a_fingerprint_is_of_all_that_makes_resources() -> None:
    """Config, tool, components, state and forges; no password is in it."""
    url = "postgres://me:secret@host/state"
    one = made_by("1", "a", {"PULUMI_BACKEND_URL": url})

    assert "secret" not in one
    assert one == made_by("1", "a", {"PULUMI_BACKEND_URL": url.replace("secret", "new")})
    others = [made_by("2", "a", {"PULUMI_BACKEND_URL": url}), made_by("1", "b", {}), "x"]
    assert 4 == len({fingerprint(config(), maker) for maker in (one, *others)})
    assert fingerprint(config(project="q"), one) != fingerprint(config(), one)


def test_the_journal_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Line by line; a line says only what it has to say."""
    path = tmp_path / "trustpub-rollout.jsonl"
    write(path, "run", run="r", choice=Choice(only=("a",), shard=(2, 3)), total=4)
    write(path, "begun", run="r", name=NAME, engine=1, host="here")

    past = journal_of(tmp_path).history

    assert (2, 3) == past.runs[0].choice.shard  # type: ignore[union-attr]
    assert past.torn(NAME)
    assert 0o600 == path.stat().st_mode & 0o777


def test_a_line_that_was_cut_off_is_mended(tmp_path: Path) -> None:
    """Killed while writing: what it told is not known, and all that follows is."""
    path = tmp_path / "trustpub-rollout.jsonl"
    path.write_bytes(text(begun()) + text(good())[:25])
    assert () == journal_of(tmp_path).problems
    assert journal_of(tmp_path).history.torn(NAME)

    write(path, "finished", run="r")

    assert () == journal_of(tmp_path).problems
    assert ["finished"] == [one.what for one in journal_of(tmp_path).history.runs]


def test_a_bad_line_is_no_line(tmp_path: Path) -> None:
    """What it told is not known, so nothing is done before somebody looked."""
    path = tmp_path / "trustpub-rollout.jsonl"
    path.write_bytes(text(begun()) + b"{}\n" + text(good()))

    (problem,) = journal_of(tmp_path).problems

    assert ("rollout-journal", 2) == (problem.id, problem.line)


def test_a_stack_is_held_once(tmp_path: Path) -> None:
    """By a handle, and by nobody once that is closed."""
    handle = held(tmp_path, "s")
    assert handle is not None
    assert held(tmp_path, "s") is None
    assert held(tmp_path, "other") is not None

    os.close(handle)

    assert held(tmp_path, "s") is not None


def test_a_journal_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """With its name, before anything is done."""
    (tmp_path / "trustpub-rollout.jsonl").mkdir()

    with pytest.raises(RolloutError, match="nothing is rolled out without it"):
        write(tmp_path / "trustpub-rollout.jsonl", "run")


def test_no_journal_is_one_without_lines() -> None:
    """And not a broken one."""
    assert ((), ()) == (parsed(b"", "j").problems, parsed(b"", "j").history.runs)
