"""PyPI's limits as waves."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from trustpub.checklist.waves import DAILY, PENDING, Registration, Waves, expires, waves

TODAY = date(2026, 6, 10)
PROJECTS = st.tuples(st.sampled_from(["pypi", "testpypi"]), st.integers(0, 30), st.booleans())


@st.composite
def registrations(draw: st.DrawFn) -> list[Registration]:
    """Publishers of up to 31 projects on two indexes; a project exists or it does not."""
    drawn = draw(st.lists(PROJECTS, max_size=60))
    exists = {(index, project): there for index, project, there in drawn}
    return [
        Registration(str(n), index, f"p{project}", exists[index, project])
        for n, (index, project, _) in enumerate(drawn)
    ]


@given(registrations(), st.integers(1, 5))
def test_everything_appears_once_and_in_order(todo: list[Registration], people: int) -> None:
    """Every publisher has one turn; within a wave turns keep the order of the file."""
    made = waves(todo, people, TODAY)
    turns = [turn.registration for wave in made for turn in wave.turns]

    assert sorted(todo, key=lambda r: int(r.id)) == sorted(turns, key=lambda r: int(r.id))
    for wave in made:
        numbers = [int(turn.registration.id) for turn in wave.turns]
        assert sorted(numbers) == numbers
    pending = [t.registration.id for w in made for t in w.turns if t.pending]
    by_index = [[i for i in pending if todo[int(i)].index == x] for x in ("pypi", "testpypi")]
    assert [sorted(ids, key=int) for ids in by_index] == by_index


@given(registrations(), st.integers(1, 5))
def test_nobody_has_too_many_pending(todo: list[Registration], people: int) -> None:
    """Never more than three pending publishers a person and index in one wave."""
    for wave in waves(todo, people, TODAY):
        used = Counter((t.person, t.registration.index) for t in wave.turns if t.pending)
        assert all(count <= PENDING for count in used.values())
        assert all(1 <= turn.person <= people for turn in wave.turns)


@given(registrations())
def test_new_project_has_one_pending_publisher(todo: list[Registration]) -> None:
    """The second publisher of a new project comes after the wave that creates it."""
    made = waves(todo, 2, TODAY)
    first = {
        (t.registration.index, t.registration.project): number
        for number, wave in enumerate(made)
        for t in wave.turns
        if t.pending
    }

    for number, wave in enumerate(made):
        for turn in wave.turns:
            one = turn.registration
            assert turn.pending == (not one.exists and first[one.index, one.project] == number)
            if not turn.pending and not one.exists:
                assert first[one.index, one.project] == number - 1


def a_day(made: Waves) -> Counter[tuple[int, date]]:
    """Registrations by person and day."""
    return Counter((turn.person, turn.day) for wave in made for turn in wave.turns)


def test_existing_projects_need_no_wave_but_days() -> None:
    """A person registers 100 a day; with more people it is done sooner."""
    todo = [Registration(str(n), "pypi", f"p{n}", True) for n in range(950)]

    alone, four = waves(todo, 1, TODAY), waves(todo, 4, TODAY)

    assert 1 == len(alone) == len(four)
    assert [DAILY] * 9 + [50] == list(a_day(alone).values())
    assert max(a_day(four).values()) <= DAILY
    assert TODAY + timedelta(days=2) == max(turn.day for turn in four[0].turns)


def test_ten_new_projects_take_four_waves() -> None:
    """3 + 3 + 3 + 1 for one person; 6 + 4 for two."""
    todo = [Registration(str(n), "pypi", f"p{n}", False) for n in range(10)]

    assert [3, 3, 3, 1] == [len(wave.turns) for wave in waves(todo, 1, TODAY)]
    assert [6, 4] == [len(wave.turns) for wave in waves(todo, 2, TODAY)]


@given(registrations(), st.integers(1, 5))
def test_nobody_registers_too_many_a_day(todo: list[Registration], people: int) -> None:
    """Pending or not, no more than 100 a day, however many there are."""
    many = [replace(one, id=f"{n}{one.id}") for n in range(9) for one in todo if one.exists]
    for index in ("pypi", "testpypi"):
        made = waves([one for one in many if one.index == index], people, TODAY)
        assert all(count <= DAILY for count in a_day(made).values())


def test_nothing_to_register() -> None:
    """No publisher, no wave."""
    assert () == waves([], 1, TODAY)


def test_pending_publisher_expires() -> None:
    """30 days after its first."""
    assert date(2026, 7, 10) == expires(TODAY)
