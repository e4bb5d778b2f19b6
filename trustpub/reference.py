"""The reference page of the config: the models plus the docstring under each of their fields."""

import types
from collections.abc import Iterator
from datetime import date
from typing import Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from .config import Config
from .schema import config_docs
from .section import Section

HEAD = """# The config, field by field

Made from the models by `make schema`; do not edit. The file is called `release.yaml`.
`trustpub check` judges it, [rules.md](rules.md) explains what it may say, and
`schema/release.schema.json` is the same for editors.
"""
SHORT = {
    "Environment": "text or [Environment](#environment)",
    "wait_timer": "minutes, or text such as `30m`, `2h`, `1d`",
    "risk": "id of a rule, see [rules.md](rules.md)",
}
"""Short forms that the models turn into long ones: not to be seen in their types."""


def reference() -> str:
    """The page as Markdown."""
    parts = [HEAD]
    for section in sections(Config):
        title = "release.yaml" if section is Config else section.__name__
        summary = " ".join((section.__doc__ or "").split())
        parts.append("\n".join([f"## {title}", "", summary, "", *table(section), ""]))
    return "\n".join(parts)


def sections(top: type[Section]) -> list[type[Section]]:
    """A section and all below it, each once, in the order in which they are met."""
    found = [top]
    for section in found:
        for info in section.model_fields.values():
            found += [one for one in named(info.annotation) if one not in found]
    return found


def named(annotation: Any) -> Iterator[type[Section]]:
    """The sections in a type."""
    if isinstance(annotation, type) and issubclass(annotation, Section):
        yield annotation
    for part in get_args(annotation):
        yield from named(part)


def table(section: type[Section]) -> Iterator[str]:
    """One row a field."""
    docs = config_docs()
    yield "| field | value | default | meaning |"
    yield "|---|---|---|---|"
    for name, info in section.model_fields.items():
        value = SHORT.get(name) or told(info.annotation)
        yield f"| `{name}` | {value} | {default(info)} | {docs[section.__name__, name]} |"


def told(annotation: Any) -> str:
    """A type as a person would say it."""
    origin, args = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Section):
        name = annotation.__name__
        return SHORT.get(name) or f"[{name}](#{name.lower()})"
    if origin is Literal:
        return ", ".join(f"`{word}`" for word in args)
    if origin in (Union, types.UnionType):
        return told(next(part for part in args if part is not type(None)))
    if origin is tuple:
        return f"list of {told(args[0])}"
    if origin is not None:
        return told(args[0])
    return {str: "text", int: "number", bool: "`true` or `false`", date: "day"}[annotation]


def default(info: FieldInfo) -> str:
    """What holds when the field is left out."""
    if info.is_required():
        return "required"
    if info.default is None or info.default == () or isinstance(info.default, Section):
        return "-"
    return f"`{str(info.default).lower() if isinstance(info.default, bool) else info.default}`"
