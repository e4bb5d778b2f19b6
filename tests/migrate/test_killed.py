"""Killed at every step in turn, and started again: the same end, nothing twice or unproved."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from .conftest import running, walk
from .forking import Forks
from .model import Key
from .removed import asked_twice, names, removals, unproved
from .walks import Walk, left_behind
from .worlds import World, make_world

KILLED = -9
AT_ONCE = 2
MORE = ("UV_PUBLISH_TOKEN", "TEST_PYPI_TOKEN", "UPLOAD_KEY", "Flit_Password", "pypi_password")


@pytest.fixture(scope="module")
def small() -> World:
    """A project on each forge whose request trustpub makes itself, with tokens at each level."""
    return make_world([40], [21], without=lambda key: key.name in MORE)


@pytest.fixture(scope="module")
def walks(
    small: World, tmp_path_factory: pytest.TempPathFactory, forks: Forks
) -> Iterator[list[Walk]]:
    """Two sandboxes, so that two may be killed at once."""
    folder = tmp_path_factory.mktemp("small")
    with running(small, folder / "1") as one, running(small, folder / "2") as other:
        both = enumerate((one, other))
        yield [walk(small, served, folder / f"run{n}", forks) for n, served in both]


def begun(one: Walk) -> Walk:
    """The same walk from its beginning, in a folder of its own."""
    number = len(list(one.command.folder.parent.glob(f"{one.command.folder.name}*")))
    folder = one.command.folder.with_name(f"{one.command.folder.name.partition('-')[0]}-{number}")
    return walk(one.world, one.command.sandbox, folder, one.command.forks)


def ready(one: Walk) -> Walk:
    """All swapped and proved: what comes next are the removals."""
    fresh = begun(one)
    for work in fresh.world.everyone():
        fresh.hands.register(work)
        fresh.hands.commit(work, {**work.clean, **work.hand})
    fresh.command.confirm("registered", fresh.world.works)
    fresh.publish("the swap", fresh.world.works)
    return fresh


def proposed(one: Walk) -> Walk:
    """All registered: what comes next are the requests."""
    fresh = begun(one)
    fresh.command.confirm("registered", fresh.world.works)
    return fresh


def requests(one: Walk) -> list[tuple[str, str, str]]:
    """Every request that was ever made: repository, state, branch."""
    found = []
    for work in one.world.works:
        rows = one.hands.requests(work)
        found += [(work.repository, row["state"], branch(row)) for row in rows]
    return sorted(found)


def branch(row: dict) -> str:
    """The branch that a request is from."""
    return row["head"]["ref"] if "head" in row else row["source_branch"]


def in_turn(walks: list[Walk], how, check) -> list[str]:
    """Kill at each write in turn until none is left; what went wrong."""

    def each(number: int) -> list[str]:
        wrong = []
        for at in range(number + 1, 500, AT_ONCE):
            one = how(walks[number])
            first = one.command.fleet_run("apply", "--yes", "--format", "json", DIE_AFTER=f"{at}")
            if first.code != KILLED:
                assert first.code in (0, 1), first.told
                print(f"{at - 1} writes at most, each of them was the last once")
                return wrong
            again = one.apply()
            wrong += [f"killed after write {at}: {why}" for why in check(one, first, again)]
        return wrong

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [why for found in pool.map(each, range(AT_ONCE)) for why in found]


def removed(one: Walk, first, again) -> Iterator[str]:
    """What is not as it is without a kill, once the removals are through."""
    events = one.command.sandbox.events("all")
    known = names(one.world.planted, one.hands.schedules())
    gone: list[Key] = [key for _, key in removals(events, known)]
    wanted = one.world.tokens()
    if set(gone) != wanted or one.hands.kept() != set(one.world.planted) - wanted:
        yield f"left: {wanted - set(gone)}, gone too: {set(gone) - wanted}"
    if len(gone) != len(set(gone)):
        yield "something went twice"
    yield from asked_twice(events)
    yield from unproved(one.world, events, known)
    yield from left_behind(one, first, again)
    told = [entry["name"] for entry in one.command.entries() if entry["what"] in ENDS]
    if len(told) != len(wanted):
        yield f"the journal tells of {len(told)} ends, not of {len(wanted)}"
    if again.code != 1 or {p["stage"] for p in again.document()["projects"]} != {"secrets-removed"}:
        yield f"exit {again.code}, {[(p['stage'], p['why']) for p in again.document()['projects']]}"


ENDS = ("removed", "found-gone")


def test_removals_killed_at_every_write_end_the_same(walks: list[Walk]) -> None:
    """Every entry of the journal on disk and every DELETE that was answered is the last once."""
    assert [] == in_turn(walks, ready, removed)


def test_requests_killed_at_every_write_end_the_same(walks: list[Walk]) -> None:
    """One request for each repository, whatever write was the last."""
    whole = proposed(walks[0])
    assert 1 == whole.apply().code
    wanted = requests(whole)
    assert len(whole.world.works) == len(wanted)

    def check(one: Walk, first, again) -> Iterator[str]:
        if requests(one) != wanted:
            yield f"{requests(one)}"
        if one.hands.kept() != set(one.world.planted):
            yield "something was removed"
        yield from left_behind(one, first, again)

    assert [] == in_turn(walks, proposed, check)


@pytest.mark.parametrize("number", [1, 4, 9])
def test_an_answer_that_never_came_is_looked_up(walks: list[Walk], number: int) -> None:
    """Killed after the forge removed something, before its answer was read."""
    one = ready(walks[0])

    first = one.command.fleet_run("apply", "--yes", DIE_ASKING=f"{number}")
    again = one.apply()

    assert KILLED == first.code
    assert [] == list(removed(one, first, again))


def test_two_at_once_are_not_let(walks: list[Walk], tmp_path: Path) -> None:
    """The journal is held by one."""
    one = ready(walks[0])

    with ThreadPoolExecutor(2) as pool:
        ended = list(pool.map(lambda _: one.apply(), range(2)))

    assert 1 in {run.code for run in ended}
    assert all(run.code in (1, 2) for run in ended)
    assert any("in use" in run.told for run in ended) == (2 in {run.code for run in ended})
    assert one.hands.kept() == set(one.world.planted) - one.world.tokens()
    assert [] == asked_twice(one.command.sandbox.events("all"))
