"""Who registers what, and when: PyPI's limits as a plan."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

PENDING = 3
"""Pending publishers a person may have at a time (warehouse, 2026-08-21)."""
DAILY = 100
"""Registrations a person, or an address, may try in a day (warehouse, 2026-08-21)."""
EXPIRY = 30
"""Days until a pending publisher is taken away (warehouse, 2026-08-21)."""


@dataclass(frozen=True)
class Registration:
    """A publisher to register; each index has accounts and limits of its own."""

    id: str
    index: str
    project: str
    exists: bool
    """Whether the project is there; when nobody knows, it is taken as new."""


@dataclass(frozen=True)
class Turn:
    """One registration: by which person, from which day on, as a pending publisher or not."""

    registration: Registration
    person: int
    day: date
    pending: bool


@dataclass(frozen=True)
class Wave:
    """What can be registered before something of it has been released."""

    turns: tuple[Turn, ...]


Waves = tuple[Wave, ...]


def expires(registered: date) -> date:
    """The last day of a pending publisher."""
    return registered + timedelta(days=EXPIRY)


def waves(publishers: Iterable[Registration], people: int, today: date) -> Waves:
    """Every registration once, and in the given order within each wave.

    A new project takes one pending publisher: using it creates the project, and a second one
    would then be refused and dropped (warehouse, oidc/views.py). So the project's others follow
    in the next wave, on the page of a project that is there.
    """
    todo = tuple(publishers)
    ready = [r for r in todo if r.exists]
    new = [r for r in todo if not r.exists]
    by_project: dict[tuple[str, str], Registration] = {}
    for one in new:
        by_project.setdefault(project_of(one), one)
    firsts = list(by_project.values())
    diary = Diary(people, today)
    made = []
    while ready or firsts:
        now, firsts = first_pending(firsts, people)
        created = {project_of(r) for r in now}
        both = [r for r in todo if r in ready or r in now]
        made.append(Wave(tuple(diary.turn(r, pending=r in now) for r in both)))
        ready = [r for r in new if project_of(r) in created and r not in now]
    return tuple(made)


def project_of(registration: Registration) -> tuple[str, str]:
    """The project on its index."""
    return registration.index, registration.project


def first_pending(
    firsts: Sequence[Registration], people: int
) -> tuple[list[Registration], list[Registration]]:
    """As many as all people together may have pending on each index, and the rest."""
    now: list[Registration] = []
    rest: list[Registration] = []
    used: Counter[str] = Counter()
    for one in firsts:
        fits = used[one.index] < PENDING * people
        used[one.index] += 1
        (now if fits else rest).append(one)
    return now, rest


class Diary:
    """Hands registrations out to people in turn, so many a day."""

    def __init__(self, people: int, today: date) -> None:
        self.people, self.today = people, today
        self.given: Counter[tuple[str, bool]] = Counter()
        """By index, pending or not: apart, so that three in a wave stay three a person."""
        self.taken: Counter[tuple[str, int]] = Counter()
        """By index and person: the daily limit counts both kinds."""

    def turn(self, registration: Registration, pending: bool) -> Turn:
        """The next person's turn, on the first day on which that person still may."""
        index = registration.index
        person = self.given[index, pending] % self.people + 1
        days = self.taken[index, person] // DAILY
        self.given[index, pending] += 1
        self.taken[index, person] += 1
        return Turn(registration, person, self.today + timedelta(days=days), pending)
