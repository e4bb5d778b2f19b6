"""Problems -> workflow commands, which GitHub Actions shows beside the lines they are about."""

from collections.abc import Iterable, Iterator

from ..model import Problem, Unknown

COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
PROPERTY = {**DATA, ":": "%3A", ",": "%2C"}
"""What is escaped: actions/toolkit, packages/core/src/command.ts escapeData, escapeProperty."""


def annotations(problems: Iterable[Problem], unknown: Iterable[Unknown] = ()) -> Iterator[str]:
    """`::error file=...,line=...,col=...,title=...::message` for each."""
    for one in problems:
        place = {"file": one.file, "line": one.line, "col": one.column, "title": one.id}
        field = f"{one.field}: " if one.field else ""
        yield command(COMMANDS[one.severity], place, f"{field}{one.found}; {one.fix}")
    for each in unknown:
        yield command("notice", {"title": "not seen"}, f"{each.what}: {each.why}")


def command(name: str, properties: dict[str, str | int | None], message: str) -> str:
    """One workflow command; properties without a value are left out."""
    told = [f"{k}={escape(str(v), PROPERTY)}" for k, v in properties.items() if v is not None]
    return f"::{name} {','.join(told)}::{escape(message, DATA)}"


def escape(text: str, table: dict[str, str]) -> str:
    """A text that stays one value on one line."""
    return "".join(table.get(character, character) for character in text)
