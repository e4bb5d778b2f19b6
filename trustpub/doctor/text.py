"""An outcome -> lines for a terminal."""

from collections.abc import Iterator

from ..plural import plural
from ..render.text import COLOURS, paint
from .model import Diagnosis, Nearest, Outcome


def render(outcome: Outcome, colour: bool = False) -> Iterator[str]:
    """What is wrong, what stayed unknown, and what to compare."""
    for one in outcome.diagnoses:
        yield from diagnosis_lines(one, colour)
    yield from (f"unknown {each.what}: {each.why}" for each in outcome.unknown)
    for nearest in outcome.publishers:
        yield from nearest_lines(nearest)
    yield f"{plural(len(outcome.findings), 'finding')}, {len(outcome.unknown):,} unknown"


def diagnosis_lines(one: Diagnosis, colour: bool) -> Iterator[str]:
    """`error claim environment: sentence [id]`, then the fix and where."""
    about = f" claim {one.claim}" if one.claim else ""
    head = paint(one.severity, COLOURS[one.severity], colour)
    yield f"{head}{about}: {one.sentence} [{one.id}]"
    places = [place for place in (one.place, *one.also) if place]
    where = f" ({', else '.join(places[:2])}{''.join(f', {p}' for p in places[2:])})"
    yield f"  fix{where if places else ''}: {one.fix}"
    if one.link:
        yield f"  link: {one.link}"


def nearest_lines(nearest: Nearest) -> Iterator[str]:
    """The values that PyPI's form has to show."""
    yield f"{nearest.field} on {nearest.index} ({nearest.forge}):"
    yield from (f"  {field.label}: {field.value}" for field in nearest.fields)
    yield from (f"  {case}: {link}" for case, link in nearest.links.items())
