"""How much there is to register, and how long it takes at least. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date

from ..indexes.pypi.normal import normal_name
from ..model import Value
from ..plural import plural
from ..status.judging import Judged
from .waves import PENDING, Registration, Waves, waves


class Tally(Value):
    """Publishers of many projects, and the waves in which people can register them."""

    people: int
    published: int
    """Registered already: files show it."""
    left: int
    """To be registered, by hand."""
    pending: int
    """Of these, as pending publishers: of projects that are new, or that nobody looked at."""
    unseen: int
    """Publishers of which nobody looked whether the project exists: it is taken as new."""
    waves: int
    days: int
    """By the limit of a day alone; a wave also has to wait for the releases of the one before."""


def published(one: Judged) -> bool:
    """Whether nothing has to be registered any more."""
    return one.state == "published"


def registrations(judged: Iterable[Judged]) -> tuple[Registration, ...]:
    """One for each, called by its number."""
    return tuple(
        Registration(
            str(number),
            one.publisher.index,
            normal_name(one.publisher.project),
            bool(one.exists),
        )
        for number, one in enumerate(judged)
    )


def tally(judged: Sequence[Judged], people: int, today: date) -> Tally:
    """Of all publishers of all projects."""
    left = [one for one in judged if not published(one)]
    made: Waves = waves(registrations(left), people, today)
    turns = [turn for wave in made for turn in wave.turns]
    last = max((turn.day for turn in turns), default=today)
    return Tally(
        people=people,
        published=len(judged) - len(left),
        left=len(left),
        pending=sum(turn.pending for turn in turns),
        unseen=sum(one.exists is None for one in left),
        waves=len(made),
        days=(last - today).days + 1 if turns else 0,
    )


def sentences(one: Tally) -> list[str]:
    """For the end of a run; nothing where nothing is left."""
    if not one.left:
        return []
    many = plural(one.waves, "wave")
    who = plural(one.people, "person", "people")
    limit = f" (at most {PENDING} pending for each on an index)" if one.pending else ""
    day = f"at least {plural(one.days, 'day')}"
    found = [
        f"to register by hand: {plural(one.left, 'publisher')}, "
        f"{one.pending:,} of them pending, "
        f"{one.published:,} have published; {many} for {who}{limit}, {day}"
    ]
    if one.unseen:
        found.append(
            f"whether the projects of {plural(one.unseen, 'publisher')} exist is not known: "
            "they count as new (`trustpub rollout checklist --online` asks the indexes)"
        )
    return found
