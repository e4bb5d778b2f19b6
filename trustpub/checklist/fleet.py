"""What people have to register for many projects at once, wave by wave. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from ..config import Config
from ..publishers import declared_publishers
from ..status.ages import ago
from ..status.answer import Outcome
from ..status.judging import Judged, judge_all
from ..status.looking import Key
from .model import Checklist, Section
from .registering import accounts, registering
from .tally import published

READY = "Files of theirs carry a provenance by exactly these publishers."


def judged_all(
    projects: Iterable[tuple[str, Config]],
    outcomes: Mapping[Key, Outcome],
    environ: Mapping[str, str],
    now: datetime,
) -> tuple[Judged, ...]:
    """Every publisher of every project, each with its project's name and the age of its look."""
    return tuple(
        replace(
            one,
            publisher=replace(one.publisher, field=f"{name} {one.publisher.field}"),
            evidence=one.evidence + (f"; looked {ago(one.looked, now)}" if one.looked else ""),
        )
        for name, config in projects
        for one in judge_all(declared_publishers(config), outcomes, environ, now)
    )


def fleet_checklist(title: str, judged: Sequence[Judged], today: date, people: int) -> Checklist:
    """The waves of what is left, and at the end what has published."""
    left = tuple(one for one in judged if not published(one))
    ready = tuple(one for one in judged if published(one))
    sections = registering(left, people, today, None)
    if ready:
        items = [item for one in registering(ready, 1, today, None) for item in one.items]
        section = Section(id="ready", title="Registered", intro=(READY,), items=tuple(items))
        sections.append(section)
    before = [accounts(left)] if left else []
    return Checklist(project=title, today=today, people=people, sections=(*before, *sections))
