"""Which layer each value of a merged config comes from, and where it stands there."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ..source import join
from .marks import Marks, below, position
from .model import Layer, Origin, path_of


class Seen(NamedTuple):
    """What one layer says of a field."""

    layer: Layer
    value: Any
    marks: Marks
    field: str
    """Path in the layer's sheet."""


def origins(layers: Sequence[Layer]) -> dict[str, Origin]:
    """Path of each field of what `merging.over` makes of the layers -> its place."""
    seen = [Seen(one, one.document, one.marks, path_of(one.keys)) for one in layers]
    return dict(spread(seen, ""))


def spread(seen: Sequence[Seen], path: str, inside: bool = False) -> Iterator[tuple[str, Origin]]:
    """A field and those below it; `inside` a list, which is taken as it stands, nulls and all."""
    nearest = seen[-1]
    yield path, origin(nearest)
    if isinstance(nearest.value, list):
        for number, value in enumerate(nearest.value):
            yield from spread([stepped(nearest, number, value)], join(path, number), True)
        return
    shining = through(seen)
    for key in dict.fromkeys(key for one in shining for key in one.value):
        said = [stepped(one, key, one.value[key]) for one in shining if key in one.value]
        if said[-1].value is not None or inside:
            yield from spread(said, join(path, str(key)), inside)


def through(seen: Sequence[Seen]) -> list[Seen]:
    """The nearest layers that are mappings, up to one that is none; the farthest first."""
    found: list[Seen] = []
    for one in reversed(seen):
        if not isinstance(one.value, dict):
            break
        found.insert(0, one)
    return found


def stepped(one: Seen, key: Any, value: Any) -> Seen:
    """What a layer says of a field one step deeper."""
    word = key if isinstance(key, int) and isinstance(one.value, list) else str(key)
    return Seen(one.layer, value, below(one.marks, key), join(one.field, word))


def origin(one: Seen) -> Origin:
    """The place of what a layer says."""
    line, column = position(one.marks)
    return Origin(one.layer.sheet.file, line, one.layer.label, column, one.field)
