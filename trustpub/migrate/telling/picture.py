"""Points of the journal -> the lines of a burn-down picture, and the words for it. Pure."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from .report import Point

WIDTH, HEIGHT = 600, 160


class Picture(NamedTuple):
    """One line over time, falling to zero."""

    title: str
    line: str
    """Path of the line, in an area of WIDTH by HEIGHT."""
    dots: tuple[str, ...]
    """Path of each point: a stroke without a length, whose round end is the dot."""
    most: int
    first: date
    last: date
    words: str
    """What it shows."""


COUNTS: dict[str, Callable[[Point], int]] = {
    "Tokens left": lambda one: one.tokens,
    "Projects not done": lambda one: sum(one.stages.values()) - one.stages.get("done", 0),
}


def pictures(points: tuple[Point, ...]) -> tuple[Picture, ...]:
    """One for tokens, one for projects; none where there is nothing to compare."""
    return tuple(picture(title, points, of) for title, of in COUNTS.items()) if points[1:] else ()


def picture(title: str, points: tuple[Point, ...], of: Callable[[Point], int]) -> Picture:
    """One line."""
    values, days = [of(one) for one in points], [one.on for one in points]
    most = max(*values, 1)
    length = (days[-1] - days[0]).days or 1
    places = [
        (
            round(WIDTH * (day - days[0]).days / length, 1),
            round(HEIGHT * (1 - value / most), 1),
        )
        for day, value in zip(days, values, strict=True)
    ]
    words = f"{title}: {values[0]:,} on {days[0]}, {values[-1]:,} on {days[-1]}"
    return Picture(
        title=title,
        line="M" + " L".join(f"{x:g} {y:g}" for x, y in places),
        dots=tuple(f"M{x:g} {y:g}h0" for x, y in places),
        most=most,
        first=days[0],
        last=days[-1],
        words=words,
    )
