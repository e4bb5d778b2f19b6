"""What people have to register for a whole fleet: every publisher once, and the limits kept."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustpub.checklist.fleet import fleet_checklist, judged_all
from trustpub.checklist.tally import Tally, registrations, sentences, tally
from trustpub.checklist.waves import DAILY, PENDING, waves
from trustpub.config import Config
from trustpub.indexes.pypi.sites import site
from trustpub.status.answer import Answer, Outcome
from trustpub.status.judging import Judged
from trustpub.status.looking import key

from .known import ENVIRON, GITHUB, NOW, TODAY, absent, released

WORLDS = ("published", "there", "new", "unseen")


def config(number: int) -> Config:
    """A project for both indexes."""
    publishers = [{"index": one, "environment": one} for one in ("testpypi", "pypi")]
    return Config.model_validate(
        {
            "project": f"p{number}",
            "github": {"repository": f"octo-org/p{number}", "workflow": "release.yml"},
            "publishers": publishers,
        }
    )


def outcome(world: str, index: str, project: str) -> Outcome | None:
    """What the cache has."""
    if world == "published":
        by = {**GITHUB, "repository": f"octo-org/{project}", "environment": index}
        return released(index, project, "2026-06-01", by)
    url = site(index, ENVIRON).url  # type: ignore[arg-type]
    there = Outcome(Answer(site=url, project=project, looked=NOW, exists=True))
    return {"there": there, "new": absent(index, project)}.get(world)


def fleet(worlds: list[str]) -> tuple[Judged, ...]:
    """A project for each world."""
    projects = [(f"github:octo-org/p{n}", config(n)) for n in range(len(worlds))]
    seen = {
        key(site(index, ENVIRON), f"p{n}"): found  # type: ignore[arg-type]
        for n, world in enumerate(worlds)
        for index in ("testpypi", "pypi")
        if (found := outcome(world, index, f"p{n}"))
    }
    return judged_all(projects, seen, ENVIRON, NOW + timedelta(days=3))


FLEETS = st.lists(st.sampled_from(WORLDS), max_size=25)


@given(FLEETS, st.integers(1, 4))
def test_every_publisher_is_listed_once(worlds: list[str], people: int) -> None:
    """Published or not; and the numbers of the tally add up to them."""
    judged = fleet(worlds)

    made = fleet_checklist("fleet.yaml", judged, TODAY, people)
    told = tally(judged, people, TODAY)

    items = [item for one in made.sections if one.id != "accounts" for item in one.items]
    assert len(judged) == len(items) == len({item.id for item in items})
    assert len(judged) == told.left + told.published
    assert told.published == sum(item.done.state == "yes" for item in items)
    assert told.waves == sum(one.id.startswith("register-") for one in made.sections)
    assert told.pending == 2 * (worlds.count("new") + worlds.count("unseen"))
    assert told.unseen == 2 * worlds.count("unseen")


@given(FLEETS, st.integers(1, 4))
def test_nobody_has_more_than_three_pending(worlds: list[str], people: int) -> None:
    """In no wave, on no index; and no more than the limit of a day."""
    left = [one for one in fleet(worlds) if one.state != "published"]

    for wave in waves(registrations(left), people, TODAY):
        pending = Counter((t.person, t.registration.index) for t in wave.turns if t.pending)
        daily = Counter((t.person, t.registration.index, t.day) for t in wave.turns)
        assert max(pending.values(), default=0) <= PENDING
        assert max(daily.values(), default=0) <= DAILY


def test_a_large_fleet_is_planned_at_once() -> None:
    """The waves of ten thousand new projects, in the order of the fleet."""
    judged = fleet(["new"])[1:] * 10_000
    todo = [
        one.__class__(one.id, one.index, f"p{one.id}", one.exists) for one in registrations(judged)
    ]

    made = waves(todo, 1, TODAY)

    assert 3334 == len(made)
    assert [str(n) for n in range(10_000)] == [t.registration.id for w in made for t in w.turns]
    assert 100 == (made[-1].turns[0].day - TODAY).days + 1


def test_what_was_seen_says_how_long_ago() -> None:
    """A look of the cache may be old; what nobody looked at says that."""
    one, other = fleet(["published", "unseen"])[::2]

    assert one.evidence.endswith("; looked 3 days ago")
    assert "nobody was asked" == other.evidence


def test_what_has_published_comes_last() -> None:
    """In a section of its own, with nothing to do."""
    made = fleet_checklist("fleet.yaml", fleet(["published", "new"]), TODAY, 1)

    assert ["accounts", "register-1", "ready"] == [one.id for one in made.sections]
    assert {("nothing to do: it has published",)} == {i.actions for i in made.sections[-1].items}


def test_a_fleet_that_has_published_needs_nobody() -> None:
    """No account is asked for, and no sentence is said."""
    judged = fleet(["published"])

    assert ["ready"] == [one.id for one in fleet_checklist("f", judged, TODAY, 1).sections]
    assert [] == sentences(tally(judged, 1, TODAY))
    assert () == fleet_checklist("f", (), TODAY, 1).sections


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            Tally(people=1, published=0, left=1, pending=0, unseen=0, waves=1, days=1),
            "1 publisher, 0 of them pending, 0 have published; 1 wave for 1 person, at least 1 day",
        ),
        (
            Tally(people=3, published=2, left=950, pending=40, unseen=0, waves=5, days=4),
            "950 publishers, 40 of them pending, 2 have published; 5 waves for 3 people "
            "(at most 3 pending for each on an index), at least 4 days",
        ),
    ],
)
def test_the_tally_in_words(told: Tally, words: str) -> None:
    """The limit is told where it counts."""
    assert [f"to register by hand: {words}"] == sentences(told)
