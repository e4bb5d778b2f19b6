"""Where a fleet stands, by one journal or several."""

from datetime import timedelta

import pytest

from trustpub.model import Unknown
from trustpub.rollout.model import Choice, Line
from trustpub.rollout.telling.journals import Part
from trustpub.rollout.telling.standing import Declared, Standing, age, lines, standing

from .made import START, history, line

HALF = Choice(shard=(1, 2))
OTHER = Choice(shard=(2, 2))


def of(*told: Line, fleet: Declared | None = None) -> Standing:
    """By one journal."""
    return standing([Part("", history(*told))], fleet)


def good(name: str, second: int = 1, run: str = "r") -> Line:
    """A repository that was changed."""
    return line("ended", second, run=run, name=name, outcome="changed")


def whole(*told: Line, run: str = "r") -> tuple[Line, ...]:
    """A run that finished."""
    return line("run", 0, run=run, total=1), *told, line("finished", 9, run=run)


def test_the_journal_alone_tells_where_everything_stands() -> None:
    """Begun and not ended is unknown; the age of the newest line is told."""
    found = of(
        line("run", 0, run="r", total=3, choice=HALF),
        line("begun", 1, run="r", name="a"),
        good("a", 2),
        line("begun", 3, run="r", name="b"),
        line("ended", 4, run="r", name="c", outcome="failed", why="no"),
    )

    assert 3 == found.code
    assert {"changed": 1, "unknown": 1, "failed": 1, "unchanged": 0, "skipped": 0} == found.counts()
    told = lines(found, START + timedelta(minutes=10))
    assert "unknown: b: its run began, and no end of it is in the journal" in told
    assert "(--shard 1/2)" in told[-2]
    assert "it has not ended" in told[-2]
    assert "the newest line is 10 min old; nobody was asked, and nothing compared" in told[-1]
    assert START + timedelta(seconds=3) == found.results[1].at


def test_a_run_that_is_resumed_goes_on() -> None:
    """What paused it before is no end of it now."""
    begin, pause = line("run", 0, run="r", total=1), line("paused", 1, run="r", why="the token")

    assert ["the token"] == [one.why for one in of(begin, pause).runs]
    assert [None] == [one.ended for one in of(begin, pause, begin).runs]


def test_a_run_that_ended_well_is_clean() -> None:
    """And one that is older, and was about the same, is forgotten."""
    past = (line("run", 0, run="q", total=1), line("paused", 0, run="q", why="the token"))

    found = of(*past, *whole(good("a")))

    assert (0, ["r"]) == (found.code, [one.run for one in found.runs])
    assert ["nothing was rolled out yet"] == lines(of(), START)


def test_a_paused_run_is_not_hidden_by_a_smaller_one() -> None:
    """A run of one repository does not redo what the whole run left."""
    paused = (line("run", 0, run="q", total=9), line("paused", 0, run="q", why="the token"))
    small = (line("run", 1, run="s", choice=Choice(only=("a",))), line("finished", 2, run="s"))

    assert 3 == of(*paused, *small).code
    assert ["q", "s"] == [one.run for one in of(*paused, *small).runs]
    assert 0 == of(*paused, *small, *whole(good("a"))).code


@pytest.mark.parametrize(
    ("second", "runs", "code"), [(OTHER, ["q", "r"], 0), (Choice(shard=(1, 3)), ["q", "r"], 3)]
)
def test_shards_stand_beside_each_other(second: Choice, runs: list[str], code: int) -> None:
    """The newest of each; a shard of which nothing is told is not seen."""
    first = (line("run", 0, run="q", choice=HALF), line("paused", 1, run="q", why="x"))
    ended = (line("run", 2, run="q", choice=HALF), line("finished", 3, run="q"))
    other = (line("run", 2, run="r", choice=second), line("finished", 3, run="r"))

    found = of(*first, *ended, *other)

    assert code == found.code
    assert code == 3 or runs == [one.run for one in found.runs]


def test_shards_made_anew_redo_the_old_ones() -> None:
    """Two of two were about all that one of three was about."""
    old = (line("run", 0, run="p", choice=Choice(shard=(1, 3))),)
    first = (line("run", 1, run="q", choice=HALF), line("finished", 2, run="q"))
    other = (line("run", 1, run="r", choice=OTHER), line("finished", 2, run="r"))

    assert ["q", "p"] == [one.run for one in of(*old, *first).runs]
    assert ["q", "r"] == [one.run for one in of(*old, *first, *other).runs]


def shard(choice: Choice, run: str, *told: Line) -> Part:
    """The journal of a shard."""
    begin, end = line("run", 0, run=run, choice=choice), line("finished", 9, run=run)
    return Part(f"{run}.jsonl", history(begin, *told, end))


def test_journals_are_merged_by_name() -> None:
    """The newest line counts, whichever journal comes first."""
    failed = line("ended", 1, run="q", name="a", outcome="failed", why="no")
    parts = [shard(HALF, "q", failed), shard(OTHER, "r", good("a", 5), good("b"))]

    for found in (standing(parts), standing(parts[::-1])):
        assert {"a": "changed", "b": "changed"} == {one.name: one.outcome for one in found.results}
        assert ("a was run from two places" in found.notes[0], 1) == (True, len(found.notes))
        assert "failed in q.jsonl (shard 1/2)" in found.notes[0]
        assert 0 == found.code


def test_a_journal_that_was_handed_on_is_no_second_place() -> None:
    """Lines that two journals share tell of one run."""
    copied = shard(HALF, "q", good("a"))
    both = Part("r.jsonl", history(*copied_lines(), *lines_of(OTHER, "r", good("b"))))

    found = standing([copied, both])

    assert ((), 0) == (found.notes, found.code)
    assert ["q", "r"] == [one.run for one in found.runs]


def copied_lines() -> tuple[Line, ...]:
    """Those of the first shard."""
    return lines_of(HALF, "q", good("a"))


def lines_of(choice: Choice, run: str, *told: Line) -> tuple[Line, ...]:
    """A run of a shard."""
    return line("run", 0, run=run, choice=choice), *told, line("finished", 9, run=run)


def test_shards_that_overlap_wholly_are_told_in_few_words() -> None:
    """Twelve sentences would say no more than ten."""
    names = [f"n{number:02}" for number in range(12)]
    parts = [
        shard(choice, run, *(good(name, 1, run) for name in names))
        for choice, run in ((HALF, "q"), (OTHER, "r"))
    ]

    found = standing(parts)

    assert (11, "2 more were run from two places") == (len(found.notes), found.notes[-1])


def test_a_missing_shard_is_not_seen() -> None:
    """What it did nobody knows."""
    found = standing([shard(HALF, "q", good("a"))])

    assert ["shard 2/2"] == [one.what for one in found.unseen]
    assert 3 == found.code


def test_what_was_never_run_is_no_success() -> None:
    """The fleet names it, and no journal does."""
    found = of(*whole(good("a")), fleet=Declared(("a", "b"), whole=True))

    assert (("b",), 3) == (found.never, found.code)
    told = lines(found, START)
    assert "never run: b" == told[0]
    assert any(one.endswith("; 1 never run") for one in told)


def test_many_names_are_cut() -> None:
    """Their number is told."""
    names = tuple(f"n{number:02}" for number in range(12))

    told = lines(of(*whole(), fleet=Declared(names, whole=True)), START)

    assert "n09 and 2 more" in told[0]


def test_what_left_the_fleet_is_told() -> None:
    """But only where all of the fleet is known."""
    past = whole(good("a"), good("b"))

    assert ("b",) == of(*past, fleet=Declared(("a",), whole=True)).gone
    assert () == of(*past, fleet=Declared(("a",), notes=("a query",))).gone


def test_a_fleet_that_cannot_be_read_is_not_seen() -> None:
    """Who was never run is not known then."""
    unseen = (Unknown(what="who is in fleet.yaml", why="it is broken"),)

    found = of(*whole(good("a")), fleet=Declared(unseen=unseen))

    assert 3 == found.code
    assert "not seen: who is in fleet.yaml: it is broken" in lines(found, START)


def test_ages() -> None:
    """From seconds to days; a clock that runs ahead makes nothing negative."""
    passed = (-5, 40, 600, 9000, 3 * 86_400)

    told = [age(START + timedelta(seconds=seconds), START) for seconds in passed]

    assert ["0 s", "40 s", "10 min", "2.5 h", "3 days"] == told
