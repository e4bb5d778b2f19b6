"""Plain YAML read in a fraction of the time: event by event, nothing built that is not needed.

Whatever is not plain (anchors, tags, merge keys, odd scalars, faults) is left to `source`, which
tells what is wrong and where. Both give the same values and places.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple, cast

from ..yaml_nodes import Limits
from .marks import Mark, Marks, packed

WORDS = frozenset(["true", "false", "null", "yes", "no", "on", "off", "y", "n"])
ODD = re.compile(r"[-+.\d~=<]|$")
"""How every plain scalar begins that YAML may read as something else than text, but for WORDS."""
ALONE = re.compile(r"(?=.{1,100}$)[\w.+~=:*/@-]*[\w.+~=*/@-]")
"""Scalars that mean the same as the only item of a list, and are no endless numbers."""
NUMBER = re.compile(r"[1-9][0-9]{0,17}|0")
MANY = 5_000
"""Different odd scalars, each of which takes the parser some time."""


class Frame(NamedTuple):
    """A list or mapping that is being read."""

    document: Any
    below: Any
    mark: Mark


class Odd(Exception):
    """Something that is not plain."""


def read_quickly(text: str, limits: Limits) -> tuple[Any, Marks] | None:
    """The one document of a text and the places in it; None where it is not plain."""
    from ruamel.yaml.error import YAMLError

    try:
        return Reading(limits).read(events(text))
    except (Odd, YAMLError):
        return None


def events(text: str) -> Iterable[Any]:
    """The events of a text: by the parser in C alone, without all that is built around it."""
    from ruamel.yaml import YAML, main

    parser = getattr(main, "CParser", None)
    if parser is None:
        return cast(Iterable[Any], YAML(typ="safe", plug_ins=[]).parse(text))
    return iter(parser(text).get_event, None)


class Reading:
    """One pass over the events of a text."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.frames: list[Frame] = []
        self.keys: list[str | None] = []
        self.marks: list[Mark] = []
        self.found: tuple[Any, Marks] | None = None
        self.count = 0

    def read(self, events: Iterable[Any]) -> tuple[Any, Marks] | None:
        """All events."""
        for event in events:
            handle = HANDLERS.get(type(event).__name__)
            if handle is None:
                raise Odd
            handle(self, event)
        return self.found

    def outside(self, event: Any) -> None:
        """Begin and end of the text and of its one document."""
        if self.found is not None and type(event).__name__ == "DocumentStartEvent":
            raise Odd
        if getattr(event, "version", None) or getattr(event, "tags", None):
            raise Odd

    def scalar(self, event: Any) -> None:
        """A key or a value."""
        if event.tag is not None or event.anchor is not None:
            raise Odd
        self.counted()
        text = event.value
        value = value_of(text) if event.implicit[0] else text
        if self.frames and self.keys[-1] is None and type(self.frames[-1].document) is dict:
            if type(value) is not str or value in self.frames[-1].document:
                raise Odd
            # A key holds its place until its value comes, so that it is met when it stands twice.
            self.frames[-1].document[value] = None
            self.keys[-1], self.marks[-1] = value, packed(event.start_mark)
        else:
            mark = packed(event.start_mark)
            self.put(value, self.place(mark))

    def begin(self, event: Any) -> None:
        """A list or mapping opens."""
        if event.tag is not None or event.anchor is not None:
            raise Odd
        self.counted()
        if self.frames and self.keys[-1] is None and type(self.frames[-1].document) is dict:
            raise Odd
        if len(self.frames) >= self.limits.depth:
            raise Odd
        mark = self.place(packed(event.start_mark))
        mapping = type(event).__name__ == "MappingStartEvent"
        self.frames.append(Frame({}, {}, mark) if mapping else Frame([], [], mark))
        self.keys.append(None)
        self.marks.append(0)

    def end(self, event: Any) -> None:
        """A list or mapping closes."""
        frame = self.frames.pop()
        self.keys.pop()
        self.marks.pop()
        self.put(frame.document, (frame.mark, frame.below))

    def place(self, own: Mark) -> Mark:
        """A value's place: its key's, or its own where it has none."""
        in_mapping = self.frames and type(self.frames[-1].document) is dict
        return self.marks[-1] if in_mapping else own

    def put(self, value: Any, marks: Marks) -> None:
        """A whole value goes where it belongs."""
        if not self.frames:
            self.found = (value, marks)
            return
        frame = self.frames[-1]
        if type(frame.document) is dict:
            key = self.keys[-1]
            frame.document[key], frame.below[key] = value, marks
            self.keys[-1] = None
        else:
            frame.document.append(value)
            frame.below.append(marks)

    def counted(self) -> None:
        """One more node."""
        self.count += 1
        if self.count > self.limits.nodes:
            raise Odd


HANDLERS = {
    "StreamStartEvent": Reading.outside,
    "StreamEndEvent": Reading.outside,
    "DocumentStartEvent": Reading.outside,
    "DocumentEndEvent": Reading.outside,
    "ScalarEvent": Reading.scalar,
    "MappingStartEvent": Reading.begin,
    "SequenceStartEvent": Reading.begin,
    "MappingEndEvent": Reading.end,
    "SequenceEndEvent": Reading.end,
}


def value_of(text: str) -> Any:
    """What a plain scalar means."""
    if not ODD.match(text) and text.lower() not in WORDS:
        return text
    if NUMBER.fullmatch(text):
        return int(text)
    if odd_value.cache_info().currsize > MANY:
        raise Odd
    return odd_value(text)


@cache
def odd_value(text: str) -> Any:
    """What a scalar means that may be a number, a date, a truth value or nothing."""
    from ruamel.yaml import YAML

    if text and not ALONE.fullmatch(text):
        raise Odd
    try:
        return YAML(typ="safe", plug_ins=[]).load(f"- {text}\n")[0]
    except (ValueError, LookupError, TypeError):
        raise Odd from None
