"""Values that a forge stores, as one line of harmless text. Pure."""

from typing import Any

from ..printable import escaped

EMPTY = "nothing"


def shown(value: Any) -> str:
    """A value in words; what is told by a forge cannot leave its line or colour a terminal."""
    match value:
        case None:
            text = EMPTY
        case bool():
            text = "yes" if value else "no"
        case dict():
            said = {k: v for k, v in value.items() if v not in (None, [], {}, "")}
            text = ", ".join(f"{k} {shown(v)}" for k, v in said.items()) or EMPTY
        case list() | tuple():
            text = " + ".join(f"({shown(v)})" if nested(v) else shown(v) for v in value) or EMPTY
        case _:
            text = escaped(str(value))
    return text


def nested(value: Any) -> bool:
    """Whether a value needs brackets within a list."""
    return isinstance(value, dict) and len(value) > 1
