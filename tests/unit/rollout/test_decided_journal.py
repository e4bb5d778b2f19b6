"""The journal: what each line of it tells, and what is wrong with one."""

import pytest

from trustpub.rollout.history import line_of, parsed, work
from trustpub.rollout.journal import text
from trustpub.rollout.model import Line

from .made import config, history, line

NAME = "github:octo-org/p"
GOOD = {"name": NAME, "outcome": "changed", "fingerprint": "mark"}


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"\xff{}", "is no UTF-8"),
        (b"{", "is no JSON"),
        (b"[" * 100_000, "is no JSON"),
        (b"{}", "is no line of a rollout"),
        (b"1", "is no line of a rollout"),
    ],
)
def test_what_is_wrong_with_a_line(data: bytes, found: str) -> None:
    """In words, with where it stands."""
    (problem,) = parsed(b"\n".join([text(line("run")).strip(), data, b""]), "j.jsonl").problems

    assert found == line_of(data)
    assert ("rollout-journal", "j.jsonl", 2, found) == (
        problem.id,
        problem.file,
        problem.line,
        problem.found,
    )
    assert "mend the line or take it out; what it told is not known" == problem.fix


def test_the_last_line_may_be_cut_off() -> None:
    """Whole it counts without its end, cut it tells nothing; before others it is an error."""
    whole, cut = text(line("run", run="r")).strip(), b'{"what": "ru'

    assert ((), 1) == (parsed(whole, "j").problems, len(parsed(whole, "j").history.runs))
    assert ((), 1) == (
        parsed(whole + b"\n" + cut, "j").problems,
        len(parsed(whole, "j").history.runs),
    )
    for after, problems in (("repaired", 0), ("run", 1)):
        data = b"\n".join([cut, text(line(after)).strip(), b""])  # type: ignore[arg-type]
        assert problems == len(parsed(data, "j").problems)
    assert [1, 2] == [one.line for one in parsed(b"{\n{\n", "j").problems]


def lines_of(*told: Line) -> tuple[list[str], list[str]]:
    """What is remembered of runs and of publishers."""
    past = history(*told)
    return [one.what for one in past.runs], [one.what for one in past.hands]


def test_what_is_kept_of_each_kind_of_line() -> None:
    """Runs tell how they went; those that tell of publishers are for the hands."""
    told = [line("run"), line("begun", declared=()), line("begun"), line("by-hand")]
    told += [line("by-hand", take_away=("x",)), line("ended"), line("repaired"), line("paused")]
    told.append(line("finished"))

    assert (["run", "paused", "finished"], ["begun", "by-hand"]) == lines_of(*told)


def test_what_a_repository_is_remembered_by() -> None:
    """Its last line, engines that did not end well, ids; of the others nothing."""
    begun = line("begun", 1, name=NAME, host="here", engine=7)
    again = line("begun", 2, name=NAME, host="there", engine=8)
    quiet = line("begun", 3, name=NAME)
    end = line("ended", 4, ids={"a": 1}, **GOOD)
    past = history(begun, again, quiet)

    assert (("here", 7), ("there", 8)) == past.open[NAME]
    assert (quiet, frozenset({NAME}), {}) == (past.last[NAME], past.begun, past.ids)
    assert {NAME: ()} == history(quiet).open
    ended = history(begun, end, line("by-hand", 5, name=NAME))
    assert (end, {}, {"a": 1}) == (ended.last[NAME], ended.open, ended.ids)
    assert {} == history(line("repaired", name=NAME)).last
    failed = history(begun, line("ended", 2, name=NAME, outcome="failed"))
    assert ((("here", 7),), True) == (failed.open[NAME], failed.torn(NAME))


@pytest.mark.parametrize(
    ("more", "settled"),
    [
        ({}, True),
        ({"outcome": "unchanged"}, True),
        ({"outcome": "skipped"}, False),
        ({"fingerprint": "other"}, False),
    ],
)
def test_settled(more: dict[str, str], settled: bool) -> None:
    """A good end of just what is declared, and of nobody else."""
    past = history(line("ended", **{**GOOD, **more}))

    assert settled == past.settled(NAME, "mark")
    assert not past.settled("github:octo-org/q", "mark")


def test_what_is_handed_to_a_run() -> None:
    """Engines of this machine alone, and whether anything was ever begun."""
    begun = line("begun", name=NAME, host="here", engine=7)
    past = history(begun, line("begun", 1, name=NAME, host="there", engine=8))
    declared = config()

    known = work(NAME, "s", declared, "mark", past, "here")
    fresh = work("other", "s", declared, "mark", past, "here")

    assert (NAME, "s", declared, "mark", False, True, (("here", 7),)) == known[:7]
    assert (None, ()) == (known.made, fresh.made)
    assert ("other", "s", declared, "mark", True, False, ()) == fresh[:7]


def made(*told: Line) -> tuple[str, ...] | None:
    """What a repository may have on the forges."""
    return history(*told).made[NAME]


def test_what_may_be_on_the_forges() -> None:
    """All that was begun since the last good end, that too; what one line does not tell, nobody."""
    one = line("begun", 1, name=NAME, made=("a",))
    two = line("begun", 2, name=NAME, made=("b", "a"))
    quiet = line("begun", 3, name=NAME)
    end, bad = line("ended", 4, **GOOD), line("ended", 4, name=NAME, outcome="failed")

    assert ("a",) == made(one)
    assert ("a", "b") == made(one, two) == made(one, two, bad)
    assert ("b", "a") == made(one, two, end)
    assert ("b", "a", "c") == made(one, two, end, line("begun", 5, name=NAME, made=("c",)))
    for told in ((quiet,), (one, quiet), (quiet, one), (one, quiet, end), (end,)):
        assert made(*told) is None
    assert ("a",) == made(quiet, one, end)
