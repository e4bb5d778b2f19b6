"""A merged config -> YAML, line by line, each line with the path of the field it holds."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..source import join
from .quick import WORDS

PLAIN = re.compile(r"[A-Za-z][\w./@-]*", re.ASCII)
"""Text that no YAML reads as something else, but for WORDS."""
ORDER = ("project", "github", "gitlab", "publishers", "tags")


class Line(NamedTuple):
    """One line of YAML."""

    text: str
    path: str | None
    """The field whose value stands on it; None where only a key does."""


def config_lines(document: Mapping[str, Any]) -> Iterator[Line]:
    """A release config in the order in which people write one."""
    known = {key: document[key] for key in ORDER if key in document}
    yield from mapping({**known, **document}, "", "")


def mapping(value: Mapping[str, Any], path: str, indent: str) -> Iterator[Line]:
    """Key by key."""
    for key, below in value.items():
        deeper = join(path, str(key))
        word = scalar(str(key))
        if is_flat(below):
            yield Line(f"{indent}{word}: {flat(below)}", deeper)
            continue
        yield Line(f"{indent}{word}:", None)
        inner = sequence if isinstance(below, list) else mapping
        yield from inner(below, deeper, indent + "  ")


def sequence(value: Sequence[Any], path: str, indent: str) -> Iterator[Line]:
    """Item by item, of which at least one is a mapping with something in it."""
    for number, below in enumerate(value):
        deeper = join(path, number)
        if is_flat(below):
            yield Line(f"{indent}- {flat(below)}", deeper)
            continue
        inner = sequence if isinstance(below, list) else mapping
        first, *rest = inner(below, deeper, indent + "  ")
        yield Line(f"{indent}- {first.text.lstrip(' ')}", first.path)
        yield from rest


def is_flat(value: Any) -> bool:
    """Whether a value fits on the line of its key."""
    if isinstance(value, Mapping):
        return not value
    return not isinstance(value, list) or not any(isinstance(v, Mapping | list) for v in value)


def flat(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        return "{}"
    return f"[{', '.join(map(scalar, value))}]" if isinstance(value, list) else scalar(value)


def scalar(value: Any) -> str:
    """A scalar that every YAML reader takes for what it is."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if not isinstance(value, str):
        return str(value)
    if PLAIN.fullmatch(value) and value.lower() not in WORDS:
        return value
    return '"' + "".join(map(escaped, value)) + '"'


def escaped(character: str) -> str:
    """A character between double quotes (YAML 1.2, 5.7, "Escaped Characters")."""
    if character in '"\\':
        return f"\\{character}"
    if " " <= character <= "~":
        return character
    code = ord(character)
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\u{code:04x}"
