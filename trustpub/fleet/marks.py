"""Where each value of a document stands, in a few bytes a value."""

from collections.abc import Iterator
from typing import Any

from ..source import Source, join
from ..yaml_faults import Position

Mark = int
"""Line and column, counted from 1, in one number."""
Marks = Mark | tuple[Mark, Any]
"""Of a scalar its mark; of a list or mapping its mark and those below it, by number or key."""
COLUMNS = 1 << 24


def mark(line: int, column: int) -> Mark:
    """A place as one number."""
    return line * COLUMNS + column


def packed(at: Any) -> Mark:
    """A mark of the parser's, which counts from 0."""
    return (int(at.line) + 1) * COLUMNS + int(at.column) + 1


def position(marks: Marks) -> Position:
    """Line and column of a value; of a mapping's entry, those of its key."""
    number = marks[0] if isinstance(marks, tuple) else marks
    return number // COLUMNS, number % COLUMNS


def below(marks: Marks, key: Any) -> Marks:
    """The marks of what stands under a key or number; those of the whole where none are known."""
    if isinstance(marks, tuple):
        inner = marks[1]
        if isinstance(inner, dict):
            found: Marks = inner.get(key, marks[0])
            return found
        if key < len(inner):
            known: Marks = inner[key]
            return known
        return marks[0]
    return marks


def marks_of(source: Source) -> Marks:
    """The marks of a file that was read with the place of every field by its path."""

    def made(value: Any, path: str, above: Mark) -> Marks:
        at = source.positions.get(path)
        own = mark(*at) if at else above
        if isinstance(value, dict):
            return own, {key: made(v, join(path, str(key)), own) for key, v in value.items()}
        if isinstance(value, list):
            return own, [made(v, join(path, n), own) for n, v in enumerate(value)]
        return own

    return made(source.document, "", mark(1, 1))


def paths(document: Any, marks: Marks, path: str = "") -> Iterator[tuple[str, Position]]:
    """Every field of a document with its place."""
    yield path, position(marks)
    if isinstance(document, dict):
        for key, value in document.items():
            yield from paths(value, below(marks, key), join(path, str(key)))
    elif isinstance(document, list):
        for number, value in enumerate(document):
            yield from paths(value, below(marks, number), join(path, number))
