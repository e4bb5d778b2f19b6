"""Publishers and what is known of them -> the checklist."""

from datetime import date

from ..status.judging import Judged
from .guarding import guarding
from .keeping import keeping
from .model import Checklist
from .registering import accounts, registering
from .releasing import releasing

ORDER = ("testpypi", "pypi")
"""The index to try comes before the real one."""
WAY = ("register", "test-tag", "real-tag")
"""Sections that lead up to the first release: they decide whether anything is left to do."""


def checklist(
    judged: tuple[Judged, ...], today: date, people: int = 1, registered: date | None = None
) -> Checklist:
    """All of it; `registered` is the day on which the pending publishers were added, if known."""
    ordered = tuple(sorted(judged, key=lambda one: ORDER.index(one.publisher.index)))
    return Checklist(
        project=ordered[0].publisher.project,
        today=today,
        people=people,
        sections=(
            accounts(ordered),
            *registering(ordered, people, today, registered),
            *releasing(ordered),
            guarding(ordered),
            *keeping(ordered, today),
        ),
    )


def left(one: Checklist) -> set[str]:
    """The states of what leads up to the first release, `yes` aside."""
    way = [section for section in one.sections if section.id.startswith(WAY)]
    states: set[str] = {item.done.state for section in way for item in section.items}
    return states - {"yes"}
