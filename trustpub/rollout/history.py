"""What the journal remembers of each repository. Pure."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pydantic import ValidationError

from ..model import Problem
from .model import GOOD, Line, Work


@dataclass(frozen=True)
class History:
    """By name: the last line; the engines that did not end; ids as they were resolved last."""

    last: Mapping[str, Line] = field(default_factory=dict)
    open: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    begun: frozenset[str] = frozenset()
    """The names for which an engine was ever started."""
    made: Mapping[str, tuple[str, ...] | None] = field(default_factory=dict)
    """What each may have on the forges; None where a line does not tell."""
    ids: Mapping[str, int] = field(default_factory=dict)
    runs: tuple[Line, ...] = ()
    """`run`, `paused` and `finished`, in their order."""
    hands: tuple[Line, ...] = ()
    """Those that tell of publishers."""

    def settled(self, name: str, mark: str) -> bool:
        """Whether the last run of a repository was a good one, of just what is declared now.

        An id that was resolved to another number since, for whichever repository, unsettles all
        that name it.
        """
        last = self.last.get(name)
        return (
            last is not None
            and last.outcome in GOOD
            and last.fingerprint == mark
            and all(self.ids[key] == number for key, number in last.ids.items())
        )

    def torn(self, name: str) -> bool:
        """Whether an engine was started for it since its last good end.

        Not only where it was killed: one that crashes ends too, and leaves begun what it was at.
        """
        return name in self.open


class Journal(NamedTuple):
    """A journal as it was read."""

    history: History
    problems: tuple[Problem, ...] = ()


def remembered(lines: Iterable[Line]) -> History:
    """All lines, oldest first, as what they say of each repository."""
    last: dict[str, Line] = {}
    begun: set[str] = set()
    open_: dict[str, tuple[tuple[str, int], ...]] = {}
    made: dict[str, tuple[str, ...] | None] = {}
    newest: dict[str, tuple[str, ...] | None] = {}
    ids: dict[str, int] = {}
    runs: list[Line] = []
    hands: list[Line] = []
    for line in lines:
        if line.declared is not None or line.take_away:
            hands.append(line)
        if line.what in ("run", "paused", "finished"):
            runs.append(line)
        elif line.what == "begun":
            last[line.name] = line
            begun.add(line.name)
            engine = ((line.host, line.engine),) if line.engine else ()
            open_[line.name] = (*open_.get(line.name, ()), *engine)
            newest[line.name] = line.made
            made[line.name] = together(made.get(line.name, ()), line.made)
        elif line.what == "ended":
            last[line.name] = line
            if line.outcome in GOOD:
                open_.pop(line.name, None)
                made[line.name] = newest.get(line.name)
            ids.update(line.ids)
    return History(last, open_, frozenset(begun), made, ids, tuple(runs), tuple(hands))


def together(
    before: tuple[str, ...] | None, after: tuple[str, ...] | None
) -> tuple[str, ...] | None:
    """What there may be after a run of which no good end is known."""
    if before is None or after is None:
        return None
    return tuple(dict.fromkeys((*before, *after)))


def parsed(data: bytes, path: str) -> Journal:
    """The text of a journal; a line that is cut off tells nothing, another bad one is an error."""
    texts = data.split(b"\n")
    read = [line_of(text) for text in texts[:-1]]
    last = line_of(texts[-1]) if texts[-1] else None
    if isinstance(last, Line):
        read.append(last)
    problems = []
    for number, one in enumerate(read, 1):
        after = read[number] if number < len(read) else None
        if isinstance(one, str) and not (isinstance(after, Line) and after.what == "repaired"):
            problems.append(wrong(path, number, one))
    return Journal(remembered(one for one in read if isinstance(one, Line)), tuple(problems))


def line_of(text: bytes) -> Line | str:
    """The line, or what is wrong with it."""
    try:
        return Line.model_validate(json.loads(text.decode()))
    except UnicodeDecodeError:
        return "is no UTF-8"
    except (ValueError, RecursionError) as error:
        return "is no line of a rollout" if isinstance(error, ValidationError) else "is no JSON"


def wrong(path: str, number: int | None, found: str) -> Problem:
    """Something about the journal."""
    fix = "mend the line or take it out; what it told is not known"
    return Problem(id="rollout-journal", file=path, line=number, found=found, fix=fix)


def work(name: str, stack: str, config: object, mark: str, history: History, host: str) -> Work:
    """A repository that is to be run, with what the journal knows of it."""
    ours = tuple(one for one in history.open.get(name, ()) if one[0] == host)
    new = name not in history.begun
    made = history.made.get(name, ())
    return Work(name, stack, config, mark, new, history.torn(name), ours, made=made)  # type: ignore[arg-type]
