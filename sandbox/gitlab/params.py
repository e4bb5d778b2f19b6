"""Declared parameters, checked as Grape checks them: all errors in one sentence, 400."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .errors import Refused

# Source: dry-types, Coercions::Params (which Grape uses), without regard to case.
TRUE, FALSE = ("1", "on", "t", "true", "y", "yes"), ("0", "off", "f", "false", "n", "no")


@dataclass(frozen=True)
class Field:
    """One parameter. `values` are the ones allowed; `fields` make it a list of mappings."""

    name: str
    kind: type = str
    required: bool = False
    values: tuple[Any, ...] = ()
    fields: tuple["Field", ...] = ()
    one_of: tuple[str, ...] = ()


def declared(given: Mapping[str, Any], fields: Iterable[Field]) -> dict[str, Any]:
    """The declared parameters that were given, coerced; anything else is dropped."""
    errors: list[str] = []
    found = read(given, fields, "", errors)
    if errors:
        raise Refused(400, {"error": ", ".join(errors)})
    return found


def read(
    given: Mapping[str, Any], fields: Iterable[Field], where: str, errors: list[str]
) -> dict[str, Any]:
    """One level of parameters; errors are added to the list."""
    found: dict[str, Any] = {}
    for field in fields:
        name = f"{where}[{field.name}]" if where else field.name
        if field.name in given:
            found[field.name] = value(given[field.name], field, name, errors)
        elif field.required:
            errors.append(f"{name} is missing")
    return found


def value(raw: Any, field: Field, name: str, errors: list[str]) -> Any:
    """One value, coerced and held against the allowed ones."""
    if field.fields:
        return rows(raw, field, name, errors)
    if raw is None:
        return "" if field.required else None
    try:
        found = coerce(raw, field.kind)
    except (ValueError, TypeError):
        errors.append(f"{name} is invalid")
        return None
    if field.values and found not in field.values:
        errors.append(f"{name} does not have a valid value")
    return found


def number(text: str) -> int | None:
    """A number as it stands in a path or query; None when it is none."""
    return int(text) if text.isdecimal() and len(text) < 19 else None


def coerce(raw: Any, kind: type) -> Any:
    """A JSON value as the kind asked for; raises when it is none."""
    if kind is bool:
        return truth(raw)
    if kind is int and isinstance(raw, bool | float):
        raise TypeError
    if isinstance(raw, dict | list):
        raise TypeError
    return kind(raw)


def truth(raw: Any) -> bool:
    """A boolean in any of its spellings; raises ValueError for anything else."""
    word = str(raw).lower()
    if word not in TRUE + FALSE:
        raise ValueError(word)
    return word in TRUE


def rows(raw: Any, field: Field, name: str, errors: list[str]) -> list[dict[str, Any]]:
    """A list of mappings, each checked with its index in the error."""
    if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
        errors.append(f"{name} is invalid")
        return []
    found = []
    for index, row in enumerate(raw):
        where = f"{name}[{index}]"
        found.append(read(row, field.fields, where, errors))
        if field.one_of and not any(row.get(key) is not None for key in field.one_of):
            names = ", ".join(f"{where}[{key}]" for key in field.one_of)
            errors.append(f"{names} are missing, at least one parameter must be provided")
    return found
