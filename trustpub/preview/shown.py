r"""What a config says, as it is shown to a reviewer: in ASCII, on one line, and not too long. Pure.

Names can hold marks that turn the direction of a text, letters that look like others, and
characters that cannot be seen: outside of ASCII each one is shown by its number, `\u202e`.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from ..fleet.writing import scalar

LONGEST_NAME = 120
LONGEST_VALUE = 160
MOST_ITEMS = 10


def name(text: str, longest: int = LONGEST_NAME) -> str:
    """A name, or any other text out of a config."""
    return cut("".join(map(character, text)), text, longest)


def character(one: str) -> str:
    r"""A character as it is, or as its number; the sign of a number as two of it."""
    if one == "\\":
        return r"\\"
    if " " <= one <= "~":
        return one
    code = ord(one)
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"


def cut(shown: str, whole: str, longest: int) -> str:
    """The middle of a long text left out; its sum tells it from others with the same ends."""
    if len(shown) <= longest:
        return shown
    mark = sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    middle = f"...({len(whole)} characters, sha256 {mark})..."
    side = (longest - len(middle)) // 2
    return shown[:side] + middle + shown[-side:]


def value(one: Any) -> str:
    """A value as a config says it; nothing is told from an empty text."""
    if one is None:
        return "nothing"
    if isinstance(one, dict):
        return "{" + ", ".join(f"{scalar(key)}: {value(v)}" for key, v in one.items()) + "}"
    if isinstance(one, list | tuple):
        return f"[{', '.join(map(value, one))}]"
    return scalar(one)


def change(before: Any, after: Any) -> str:
    """`[a, b] -> [a]`; of long lists what is no more, and what is new."""
    was, now = value(before), value(after)
    if len(was) + len(now) <= LONGEST_VALUE:
        return f"{was} -> {now}"
    if isinstance(before, list) and isinstance(after, list):
        gone = [one for one in before if one not in after]
        come = [one for one in after if one not in before]
        if len(gone) + len(come) < len(before) + len(after):
            parts = [("no more", gone), ("new", come)]
            counts = f"{len(before)} -> {len(after)} entries"
            return "; ".join([counts, *(f"{word}: {some(part)}" for word, part in parts if part)])
    return f"{cut(was, was, LONGEST_VALUE)} -> {cut(now, now, LONGEST_VALUE)}"


def some(items: Sequence[Any]) -> str:
    """The first of many."""
    told = [cut(value(one), value(one), LONGEST_NAME) for one in items[:MOST_ITEMS]]
    more = len(items) - len(told)
    return ", ".join(told) + (f" and {more} more" if more else "")


def path(text: str) -> str:
    """Where something is: of a link or a command nothing can be left out."""
    return name(text, longest=10_000)
