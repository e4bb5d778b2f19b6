"""Who registers what, and when: PyPI's limits as a plan."""

from collections import Counter, deque
from collections.abc import Iterable
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
    new: dict[tuple[str, str], list[int]] = {}
    for number, one in enumerate(todo):
        if not one.exists:
            new.setdefault(project_of(one), []).append(number)
    firsts: dict[str, deque[int]] = {}
    for (index, _), numbers in new.items():
        firsts.setdefault(index, deque()).append(numbers[0])
    ready = [number for number, one in enumerate(todo) if one.exists]
    diary = Diary(people, today)
    made = []
    while ready or any(firsts.values()):
        now = {number for queue in firsts.values() for number in first_pending(queue, people)}
        both = sorted([*ready, *now])
        made.append(Wave(tuple(diary.turn(todo[n], pending=n in now) for n in both)))
        ready = [later for n in now for later in new[project_of(todo[n])][1:]]
    return tuple(made)


def project_of(registration: Registration) -> tuple[str, str]:
    """The project on its index."""
    return registration.index, registration.project


def first_pending(queue: deque[int], people: int) -> list[int]:
    """As many as all people together may have pending on an index, taken from those that wait."""
    return [queue.popleft() for _ in range(min(len(queue), PENDING * people))]


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
