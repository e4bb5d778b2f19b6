"""The functions of expressions, over values that may be unknown.

Expressions2/Sdk/Functions in actions/runner; hashFiles and the status functions are the caller's.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from .coercion import text_of
from .compare import equals, text_relation
from .json_functions import from_json, to_json
from .tokens import ExpressionError
from .values import Pattern, Unknown, Value, is_collection, kind, settled, why_unknown

LONGEST_TEXT = 1 << 20
"""GitHub gives up too when an expression takes too much memory: Sdk/MemoryCounter.cs."""
HOLE = re.compile(
    r"\{\{|\}\}|\{(?P<number>[0-9]+)(?P<form>:[^{}]*)?\}|(?P<text>[^{}]+)|(?P<bad>.)", re.S
)


def contains(search: Value, item: Value) -> Value:
    """Whether an array has an item, or a text another, in any case."""
    if isinstance(search, Unknown):
        return Unknown(search.why)
    if kind(search) == "array" and isinstance(search, Sequence):
        answers = [equals(item, one) for one in search]
        found = True if True in answers else None if None in answers else False
        return settled(found, item, *search)
    return settled(text_relation("contains", search, item), search, item)


def starts_with(whole: Value, part: Value) -> Value:
    """Whether a text starts with another, in any case."""
    return settled(text_relation("startswith", whole, part), whole, part)


def ends_with(whole: Value, part: Value) -> Value:
    """Whether a text ends with another, in any case."""
    return settled(text_relation("endswith", whole, part), whole, part)


def format_text(form: Value, *values: Value) -> Value:
    """A text with `{0}`, `{1}`, ... replaced."""
    form = text_of(form)
    if not isinstance(form, str):
        return Unknown(why_unknown(form))
    return joined([hole(found, form, values) for found in HOLE.finditer(form)])


def hole(found: re.Match[str], form: str, values: Sequence[Value]) -> Value:
    """What stands for one part of a format."""
    if found["text"] or found[0] in ("{{", "}}"):
        return found["text"] or found[0][0]
    if found["bad"] or found["form"]:
        raise ExpressionError(0, f"{form!r} is no format: write a brace twice to mean it")
    number = int(found["number"][:4])
    if number >= len(values):
        raise ExpressionError(0, f"the format {form!r} asks for more values than there are")
    return values[number]


def join(items: Value, separator: Value = ",") -> Value:
    """The items of an array as one text."""
    if isinstance(items, Unknown):
        return items
    if not is_collection(items):
        return text_of(items)
    if isinstance(items, Mapping) or not isinstance(items, Sequence):
        return ""
    parts: list[Value] = []
    for item in items:
        parts += [item] if not parts else ["," if is_collection(separator) else separator, item]
    return joined(parts)


def joined(parts: Sequence[Value]) -> Value:
    """Values one after another as one text, as far as it is known."""
    pieces = [text_of(part) for part in parts]
    if sum(len(piece) for piece in pieces if isinstance(piece, str)) > LONGEST_TEXT:
        raise ExpressionError(0, f"comes to a text of more than {LONGEST_TEXT} characters")
    open_ones = [at for at, piece in enumerate(pieces) if not isinstance(piece, str)]
    if not open_ones:
        return "".join(str(piece) for piece in pieces)
    before = "".join(str(piece) for piece in pieces[: open_ones[0]])
    after = "".join(str(piece) for piece in pieces[open_ones[-1] + 1 :])
    first, last = pieces[open_ones[0]], pieces[open_ones[-1]]
    head = before + (first.prefix if isinstance(first, Pattern) else "")
    tail = (last.suffix if isinstance(last, Pattern) else "") + after
    if len(open_ones) == 1 and isinstance(first, Pattern):
        return Pattern(head, first.globs, tail, first.maybe_empty)
    if not head and not tail:
        return Unknown(why_unknown(*pieces))
    return Pattern(head, ("**",), tail, maybe_empty=True)


def case(*values: Value) -> Value:
    """The value after the first predicate that is true, else the last one."""
    for predicate, value in zip(values[:-1:2], values[1::2], strict=True):
        if isinstance(predicate, Unknown):
            return Unknown(predicate.why)
        if not isinstance(predicate, bool):
            raise ExpressionError(0, "a predicate of case() is no boolean")
        if predicate:
            return value
    return values[-1]


def hash_files(*_: Value) -> Value:
    """The hash of files in the workspace."""
    return Unknown("hashFiles looks at the files of a run")


FUNCTIONS: Mapping[str, tuple[Callable[..., Value], int, int]] = {
    "case": (case, 3, 255),
    "contains": (contains, 2, 2),
    "endswith": (ends_with, 2, 2),
    "format": (format_text, 1, 255),
    "fromjson": (from_json, 1, 1),
    "hashfiles": (hash_files, 1, 255),
    "join": (join, 1, 2),
    "startswith": (starts_with, 2, 2),
    "tojson": (to_json, 1, 1),
}
"""Name in lower case -> function, fewest and most arguments."""

STATUS_FUNCTIONS = ("success", "failure", "always", "cancelled")
