"""A text, places in it, and edits of it: line ends and what nobody asked for stay as they are."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line for the YAML parser (libyaml counts NEL, LS and PS too)."""
LAST_BREAK = re.compile("(?:\r\n|[\n\r\x85\u2028\u2029])\\Z")


class Edit(NamedTuple):
    """Characters from `start` up to `end` become `text`, whose lines end in `\\n`."""

    start: int
    end: int
    text: str


Edits = tuple[Edit, ...]


class Lines:
    """Where the lines of a text begin and end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.breaks = list(BREAK.finditer(text))
        self.starts = [0, *(found.end() for found in self.breaks)]

    @property
    def line_end(self) -> str:
        """The first line's end: that of the lines that are added."""
        return self.breaks[0][0] if self.breaks else "\n"

    def offset(self, line: int, column: int) -> int:
        """The place of a line and column, which count from 1; the end for what is behind it."""
        if line > len(self.starts):
            return len(self.text)
        return min(self.starts[line - 1] + column - 1, len(self.text))

    def number(self, offset: int) -> int:
        """The line of a place, counted from 0."""
        return bisect_right(self.starts, offset) - 1

    def start(self, offset: int) -> int:
        """Where the line of a place begins."""
        return self.starts[self.number(offset)]

    def end(self, offset: int) -> int:
        """Where the line of a place ends, before its line end."""
        number = self.number(offset)
        return self.breaks[number].start() if number < len(self.breaks) else len(self.text)

    def after(self, offset: int) -> int:
        """Where the next line begins."""
        number = self.number(offset)
        return self.breaks[number].end() if number < len(self.breaks) else len(self.text)

    def column(self, offset: int) -> int:
        """How many characters stand before a place in its line."""
        return offset - self.start(offset)


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text after the edits, from the bottom up; the end of the last line stays as it was."""
    lines = Lines(text)
    numbered = enumerate(dict.fromkeys(edits))
    for _, edit in sorted(
        numbered, key=lambda one: (one[1].start, one[1].end, one[0]), reverse=True
    ):
        put = edit.text.replace("\n", lines.line_end)
        text = text[: edit.start] + put + text[edit.end :]
    return text if LAST_BREAK.search(lines.text) else LAST_BREAK.sub("", text)


def apart(edits: Edits) -> bool:
    """Whether no edit reaches into another."""
    ordered = sorted(dict.fromkeys(edits), key=lambda one: (one.start, one.end))
    return all(a.end <= b.start for a, b in pairwise(ordered))
