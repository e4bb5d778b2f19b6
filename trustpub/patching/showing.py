"""Rendered files -> lines for a terminal."""

from collections.abc import Iterable, Iterator

from ..model import Problem, Unknown
from ..plural import plural
from ..render.text import problem
from ..render.uploads import not_seen
from .model import RenderedFile


def texts(found: Iterable[RenderedFile]) -> Iterator[str]:
    """New files whole, patches of others; with several, a line before each says which it is."""
    told = [one for one in found if one.diff]
    for one in told:
        if one.state == "new":
            if len(told) > 1:
                yield f"# {one.path}"
            yield (one.text or "").removesuffix("\n")
        else:
            yield one.diff.removesuffix("\n")


def checked(found: Iterable[RenderedFile], colour: bool) -> Iterator[str]:
    """Each file with its state, and every problem of it."""
    for one in found:
        yield f"{STATES[one.state]}: {one.path}"
        yield from (f"  {problem(each, colour)}" for each in (*one.mended, *one.left))
        if one.mended:
            yield f"  `trustpub render --write` mends {plural(len(one.mended), 'problem')}"


STATES = {
    "new": "is missing",
    "agrees": "agrees",
    "differs": "differs",
    "unknown": "cannot be told",
    "unreadable": "cannot be read",
}


def written(found: Iterable[RenderedFile], colour: bool) -> Iterator[str]:
    """What was done to each file, and what is left."""
    for one in found:
        if one.state == "new":
            yield f"created {one.path}"
        elif one.mended:
            yield f"patched {one.path}: mended {plural(len(one.mended), 'problem')}"
        elif one.diff:
            yield f"written anew {one.path}"
        else:
            yield f"left as it is: {one.path} ({STATES[one.state]})"
        yield from (f"  {problem(each, colour)}" for each in one.left)


def remarks(
    found: Iterable[RenderedFile],
    problems: Iterable[Problem],
    unknown: Iterable[Unknown],
    colour: bool,
) -> Iterator[str]:
    """What a person must mend, what cannot be read, what was not seen."""
    for one in found:
        yield from (problem(each, colour) for each in one.left)
    yield from (problem(one, colour) for one in problems)
    yield from map(not_seen, unknown)
