"""Values of expressions: known, known in part, or unknown."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

NOT_IN_REFS = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//")
"""What no name of a ref holds (git check-ref-format)."""


@dataclass(frozen=True)
class Unknown:
    """A value that cannot be known from the files, and why."""

    why: str
    truth: bool | None = None
    """Whether it counts as true in a condition, where that much is known."""


@dataclass(frozen=True)
class Pattern:
    """A text of which only this is known: prefix, then what the filter globs admit, then suffix.

    The globs are a GitHub filter list: in order, `!` takes out, the last match decides. What
    stands between prefix and suffix is never empty, unless `maybe_empty`.
    """

    prefix: str = ""
    globs: tuple[str, ...] = ("**",)
    suffix: str = ""
    maybe_empty: bool = False
    ref: bool = False
    """Whether it is the short name of a branch or tag; full names begin with `refs/`."""

    def may_hold(self, text: str) -> bool:
        """Whether a text can be a part of it: of names of refs git admits no `*` and the like."""
        return not ((self.ref or self.prefix.startswith("refs/")) and NOT_IN_REFS.search(text))


Value: TypeAlias = (
    bool | int | float | str | Unknown | Pattern | Sequence["Value"] | Mapping[str, "Value"] | None
)


class Partial(dict[str, Value]):
    """An object that may have more properties than those known: an absent one is unknown."""


class Filtered(list[Value]):
    """What `.*` makes of an object or array: a further index goes to each of its items."""


def kind(value: Value) -> str:
    """The name of a value's kind; a pattern is a string."""
    if isinstance(value, Unknown):
        return "unknown"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str | Pattern):
        return "string"
    return "object" if isinstance(value, Mapping) else "array"


def is_collection(value: Value) -> bool:
    """Whether a value is an array or an object."""
    return kind(value) in ("array", "object")


def truth(value: Value) -> bool | None:
    """Whether a value counts as true in a condition; None when that is unknown."""
    if isinstance(value, Unknown):
        return value.truth
    if isinstance(value, Pattern):
        sure = value.prefix or value.suffix or not value.maybe_empty
        return True if sure else None
    if isinstance(value, int | float):
        return bool(value) and not math.isnan(value)
    return True if is_collection(value) else bool(value)


def why_unknown(*values: Value) -> str:
    """Why a value made of these is unknown."""
    for value in values:
        if isinstance(value, Unknown):
            return value.why
    return "a text is known only as a pattern"


def settled(answer: bool | None, *values: Value) -> Value:
    """A three-valued answer as a value."""
    return Unknown(why_unknown(*values)) if answer is None else answer
