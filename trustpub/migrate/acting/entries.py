"""The lines of the journal of migrations, and reading them. No entry can hold a value."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, Field, ValidationError

from ...model import Forge, Index, Problem, Value
from ..model import Kept, Place, Said

What = Literal[
    "removing",
    "removed",
    "found-gone",
    "kept",
    "confirmed",
    "without-proof",
    "seen",
    "proposed",
    "repaired",
]
ENDS = ("removed", "found-gone", "kept")
"""What ends a `removing`."""


class Entry(Value):
    """One line: what was done or said, when, and on what evidence."""

    version: Literal[1] = 1
    at: AwareDatetime
    what: What
    """`removing` is written before the request, `removed` after the read-back; `found-gone`: it was
    gone before; `kept`: it was to go, and stays; `confirmed` and `without-proof`: a person said so;
    `seen`: counts of a look; `proposed`: a request to swap; `repaired`: the line before is cut."""
    repository: str = ""
    place: Place | None = None
    name: str = ""
    """Of the secret or variable."""
    scope: str = ""
    evidence: str = ""
    """What showed that it may go, or that it went; with `kept`, why it stays; with `confirmed`, the
    publishers that a person says are registered."""
    by: str = ""
    """Who said so."""
    said: Literal["registered", "revoked"] | None = None
    project: str = ""
    """On the index."""
    index: Index | None = None
    forge: Forge | None = None
    """With `confirmed`: whose publisher it is about; None: those of every forge."""
    link: str = ""
    counts: dict[str, int] = Field(default_factory=dict)
    """With `seen`: `tokens`, and how many projects are at each stage."""


def entries(path: Path) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """All entries in their order, and what cannot be read; nothing where there is no file."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return (), ()
    except OSError as error:
        why = f"cannot be read: {error.strerror}"
        return (), (problem(path, None, "journal-unreadable", why, "check its permissions"),)
    lines = data.split(b"\n")
    read = [parsed(line) for line in lines[:-1]]
    last = parsed(lines[-1]) if lines[-1] else None
    found = tuple(one for one in [*read, last] if isinstance(one, Entry))
    torn = (problem(path, len(lines), *TORN, "note"),) if isinstance(last, str) else ()
    return found, (*malformed(path, read), *torn)


TORN = (
    "journal-torn",
    "is cut off: whoever wrote it was stopped",
    "nothing; the next entry repairs it",
)


def parsed(line: bytes) -> Entry | str:
    """The entry in a line, or what is wrong with it."""
    try:
        return Entry.model_validate(json.loads(line.decode()))
    except UnicodeDecodeError:
        return "is no UTF-8"
    except (ValueError, RecursionError) as error:
        if not isinstance(error, ValidationError):
            return "is no JSON"
        first = error.errors(include_url=False, include_input=False)[0]
        return f"is no entry: {'.'.join(map(str, first['loc'])) or 'it'}: {first['msg']}"


def malformed(path: Path, read: list[Entry | str]) -> Iterator[Problem]:
    """Lines that are no entries, but for those of which it is told that they were cut off."""
    repaired = False
    found = []
    for number, one in reversed(list(enumerate(read, 1))):
        if isinstance(one, Entry):
            repaired = one.what == "repaired"
        elif not repaired:
            fix = "mend the line or take it out; what it told is not known"
            found.append(problem(path, number, "journal-line", one, fix))
    yield from reversed(found)


def problem(
    path: Path,
    line: int | None,
    name: str,
    found: str,
    fix: str,
    severity: Literal["error", "note"] = "error",
) -> Problem:
    """Something about the journal."""
    return Problem(
        id=name, severity=severity, file=str(path), line=line, found=found, fix=fix, docs=None
    )


def told(listed: Iterable[Entry]) -> tuple[Said, ...]:
    """What people confirmed."""
    return tuple(
        Said(
            what=one.said,
            project=one.project,
            index=one.index,
            by=one.by,
            at=one.at,
            forge=one.forge,
            about=tuple(filter(None, one.evidence.split("\n"))),
        )
        for one in listed
        if one.what == "confirmed" and one.said and one.index
    )


def same(one: Entry, kept: Kept) -> bool:
    """Whether an entry is about a secret or variable; GitHub ignores the case of names."""
    if one.place is None or one.place != kept.place or one.scope != kept.scope:
        return False
    if kept.place.forge == "github":
        return one.name.upper() == kept.name.upper()
    return one.name == kept.name


def unfinished(listed: Iterable[Entry]) -> tuple[Entry, ...]:
    """The `removing` entries that nothing ended: whoever wrote them was stopped."""
    begun: list[Entry] = []
    for one in listed:
        if one.what not in ("removing", *ENDS) or one.place is None:
            continue
        begun = [other for other in begun if not same(other, kept_of(one))]
        if one.what == "removing":
            begun.append(one)
    return tuple(begun)


def kept_of(one: Entry) -> Kept:
    """The secret or variable of an entry."""
    assert one.place is not None
    return Kept(place=one.place, name=one.name, scope=one.scope or "*")
