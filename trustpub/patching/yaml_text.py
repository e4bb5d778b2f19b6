"""Plain data as YAML: in block style for new lines, in flow style inside of braces."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from ..writing.scalars import scalar

Data: TypeAlias = "str | Mapping[str, Data] | Sequence[Data] | None"


def flow(data: Data) -> str:
    """On one line."""
    if data is None:
        return ""
    if isinstance(data, str):
        return scalar(data)
    if isinstance(data, Mapping):
        return "{" + ", ".join(flow_entry(key, value) for key, value in data.items()) + "}"
    return "[" + ", ".join(flow(item) for item in data) + "]"


def flow_entry(key: str, value: Data) -> str:
    """`key: value`; nothing at all would run into the next comma or brace."""
    return f"{scalar(key)}: {'{}' if value is None else flow(value)}"


def block(key: str, value: Data, step: int) -> Iterator[str]:
    """The lines of an entry, the key at the beginning of the first."""
    name = key if key == "on" else scalar(key)
    if value is None or isinstance(value, str) or not value:
        yield f"{name}: {flow(value)}".rstrip()
        return
    yield f"{name}:"
    pad = " " * step
    if isinstance(value, Mapping):
        for inner, below in value.items():
            yield from (pad + line for line in block(inner, below, step))
        return
    for item in value:
        yield from (pad + line for line in item_lines(item, step))


def item_lines(item: Data, step: int) -> Iterator[str]:
    """The lines of an item of a list."""
    if not isinstance(item, Mapping) or not item:
        yield f"- {flow(item)}"
        return
    lines = [line for key, value in item.items() for line in block(key, value, step)]
    yield f"- {lines[0]}"
    yield from (f"  {line}" for line in lines[1:])
