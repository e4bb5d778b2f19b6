"""Inputs held against the type, with the failures the real provider finds."""

from collections.abc import Iterator
from typing import Any

from pulumi.provider.experimental.provider import CheckFailure

from .props import Kind, Prop
from .values import UNKNOWN, Props

TYPES: dict[str, type[Any]] = {"string": str, "integer": int, "boolean": bool}


def failures(kind: Kind, inputs: Props) -> list[CheckFailure]:
    """Everything that is wrong with the inputs."""
    known = {p.name for p in kind.props}
    found = [
        CheckFailure(name, f"there is no input {name!r}") for name in inputs if name not in known
    ]
    for prop in kind.props:
        found += wrong(prop, prop.name, inputs.get(prop.name))
    return found


def wrong(prop: Prop, path: str, value: Any) -> Iterator[CheckFailure]:
    """What is wrong with one property."""
    if value is None:
        if prop.need == "required":
            yield CheckFailure(path, f"missing required property {prop.name!r}")
    elif value is not UNKNOWN:
        yield from wrong_rows(prop, path, value) if prop.fields else wrong_value(prop, path, value)


def wrong_value(prop: Prop, path: str, value: Any) -> Iterator[CheckFailure]:
    """Type, emptiness, and the list of allowed values."""
    kind = TYPES[prop.type]
    word = value.lower() if prop.folded and isinstance(value, str) else value
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        yield CheckFailure(path, f"expected {prop.type}, got {value!r}")
    elif prop.need == "required" and value == "":
        yield CheckFailure(path, "string length must be at least 1")
    elif prop.values and word not in prop.values:
        yield CheckFailure(path, f"value must be one of {', '.join(prop.values)}; got {value!r}")


def wrong_rows(prop: Prop, path: str, rows: Any) -> Iterator[CheckFailure]:
    """Each object of a list."""
    if not isinstance(rows, list):
        yield CheckFailure(path, "expected a list")
        return
    for index, row in enumerate(rows):
        if row is UNKNOWN:
            continue
        where = f"{path}[{index}]"
        yield from (f for field in prop.fields for f in wrong(field, where, row.get(field.name)))
        yield from wrong_company(prop, where, row)


def wrong_company(prop: Prop, where: str, row: Props) -> Iterator[CheckFailure]:
    """Exactly one of user, group, level ...; and fields that exclude each other."""
    if prop.one_of and sum(row.get(name) is not None for name in prop.one_of) != 1:
        yield CheckFailure(where, f"exactly one of {', '.join(prop.one_of)} must be given")
    for field in prop.fields:
        if field.unless and row.get(field.name) is not None and row.get(field.unless) is not None:
            yield CheckFailure(where, f"cannot have {field.unless} and {field.name} together")
