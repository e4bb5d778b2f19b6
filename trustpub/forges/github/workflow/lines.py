"""Where a line of a block of text stands in its file."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ....tree import Node


def line_of(node: Node, offset: int, lines: Sequence[str]) -> int:
    """The file's line of a scalar's line number `offset`, counted from 0."""
    if not node.block:
        return node.mark.line
    head = lines[node.mark.line - 1][node.mark.column - 1 :] if node.mark.line <= len(lines) else ""
    return folded(node, offset, lines) if head.startswith(">") else node.line(offset)


def folded(node: Node, offset: int, lines: Sequence[str]) -> int:
    """In a `>` block, lines of the file become one line of text (YAML 1.2, 8.1.3).

    A line is joined to the one before unless either of them is indented further, or blank.
    """
    indent, count, before = 0, -1, None
    for number, line in enumerate(lines[node.mark.line :], node.mark.line + 1):
        bare = line.strip()
        indent = indent or (len(line) - len(line.lstrip()) if bare else 0)
        further = bool(bare) and line[indent : indent + 1] in (" ", "\t")
        if not bare:
            count += before == "blank" or before is None
            before = "blank" if before is not None else None
            continue
        joined = before == "plain" and not further
        count += 0 if joined else 1
        before = "further" if further else "plain"
        if count >= offset:
            return number
    return node.line(offset)


class Span(NamedTuple):
    """The lines of a job, first and last."""

    first: int
    last: int


ALIAS = re.compile(r"(?<![\w&*])\*([^\s,\[\]{}]+)")


def line_in(span: Span, line: int, lines: Sequence[str]) -> int:
    """A line of a job, or where the job takes it in by an alias of what stands elsewhere."""
    if span.first <= line <= span.last:
        return line
    found = span.first, 0
    for number in range(span.first, min(span.last, len(lines)) + 1):
        for alias in ALIAS.finditer(lines[number - 1]):
            anchor = re.compile(rf"&{re.escape(alias[1])}(?![^\s,\[\]{{}}])")
            places = [at for at in range(1, line + 1) if anchor.search(lines[at - 1])]
            if places and places[-1] > found[1]:
                found = number, places[-1]
    return found[0]
