"""One line of the tables of known messages, and how they are looked for."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..claims.verdict import cut, escaped
from ..model import Severity
from .model import Diagnosis, Place
from .redact import redact


class Signature(NamedTuple):
    """A message that tools print."""

    id: str
    pattern: str
    """Of the log as one line, without regard to case."""
    sentence: str
    """May use the groups of the pattern."""
    place: Place | None
    fix: str
    severity: Severity = "error"
    general: bool = False
    """Says little: left out where another one says more."""
    also: tuple[Place, ...] = ()


def matches(rows: Iterable[Signature], log: str) -> Iterator[tuple[Signature, Diagnosis]]:
    """Every message of the tables that is in the log."""
    for row in rows:
        found = re.search(row.pattern, log, re.IGNORECASE)
        if found:
            yield row, diagnosis(row, found)


def diagnosis(row: Signature, found: re.Match[str]) -> Diagnosis:
    """The line's diagnosis, with what was matched."""
    groups = {name: plain(text or "?") for name, text in found.groupdict().items()}
    return Diagnosis(
        id=row.id,
        severity=row.severity,
        found=plain(found[0]),
        sentence=row.sentence.format(**groups),
        place=row.place,
        also=row.also,
        fix=row.fix.format(**groups),
    )


def plain(text: str) -> str:
    """A quotation fit to be shown."""
    return cut(escaped(redact(text)))
