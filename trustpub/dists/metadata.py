"""METADATA and PKG-INFO -> Metadata, and what breaks the specification."""

from typing import Any

from packaging.metadata import InvalidMetadata, RawMetadata, parse_email
from packaging.metadata import Metadata as Checked

from .model import Metadata, UnusableError, shown


def metadata_of(data: bytes) -> Metadata:
    """What the file says, right or wrong."""
    try:
        raw, strange = parse_email(data)
        problems = invalid(data)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise UnusableError(f"has metadata that cannot be read ({type(error).__name__})") from None
    return Metadata(
        name=text(raw, "name"),
        version=text(raw, "version"),
        description=text(raw, "description"),
        content_type=text(raw, "description_content_type"),
        invalid=problems or tuple((shown(name), "is not understood") for name in sorted(strange)),
    )


def text(raw: RawMetadata, name: str) -> str | None:
    """One field."""
    value: Any = raw.get(name)
    return value if isinstance(value, str) else None


def invalid(data: bytes) -> tuple[tuple[str, str], ...]:
    """Every field that packaging refuses, as PyPI does, which asks packaging too."""
    try:
        Checked.from_email(data, validate=True)
    except ExceptionGroup as group:
        return tuple(dict.fromkeys(told(error) for error in group.exceptions))
    return ()


def told(error: Exception) -> tuple[str, str]:
    """(field, why)."""
    field = error.field if isinstance(error, InvalidMetadata) else "metadata"
    return shown(field), shown(str(error))
