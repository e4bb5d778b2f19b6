"""Pieces of a config -> the text of `release.yaml`, with comments where a person decides."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..printable import spaced
from ..writing.scalars import scalar
from .model import Left, Part

WIDE = 88
"""Longest value on one line."""


def page(
    head: dict[str, Any], publishers: Iterable[Part], tags: Iterable[Part], left: Iterable[Left]
) -> str:
    """The whole file."""
    lines = ["# Taken over from what is there; `trustpub check` judges it."]
    decide = [one for one in left if one.severity != "note"]
    if decide:
        lines.append("# What this file does not say as it is:")
        lines += [comment(one.sentence()) for one in decide]
    lines += mapping(head, "")
    lines += ["publishers:", *items(publishers)]
    rules = list(items(tags))
    lines += ["tags:", *rules] if rules else ["# No tag is protected.", "tags: []"]
    return "\n".join(lines) + "\n"


def items(parts: Iterable[Part]) -> Iterator[str]:
    """A list of mappings, each under its comments."""
    for part in parts:
        yield from (f"  {comment(text)}" for text in part.comments)
        first, *rest = mapping(part.value, "    ")
        yield f"  - {first.strip()}"
        yield from rest


def mapping(value: dict[str, Any], indent: str) -> Iterator[str]:
    """A mapping in block style; what is short stands on one line."""
    for key, one in value.items():
        short = flow(one)
        plain = not isinstance(one, dict) or key in ("created_by", "triggers", "reviewers")
        if (plain and len(short) + len(indent) + len(key) <= WIDE) or not one:
            yield f"{indent}{key}: {short}"
        elif isinstance(one, dict):
            yield f"{indent}{key}:"
            yield from mapping(one, f"{indent}  ")
        elif isinstance(one, list):
            yield f"{indent}{key}:"
            yield from (f"{indent}  - {flow(each)}" for each in one)
        else:
            yield f"{indent}{key}: {short}"


def flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(one) for one in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else scalar(str(value))


def comment(text: str) -> str:
    """A comment of one line, whatever the text holds."""
    return f"# {spaced(text)}"
