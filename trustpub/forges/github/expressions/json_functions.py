"""toJSON and fromJSON."""

import json
import math
from collections.abc import Mapping, Sequence

from .coercion import number_of, text_of, text_of_number
from .tokens import ExpressionError
from .values import Partial, Pattern, Unknown, Value, kind, why_unknown


def to_json(value: Value) -> Value:
    """A value as JSON in lines."""
    why = unknown_within(value)
    return Unknown(why) if why else json.dumps(plain(value), indent=2, ensure_ascii=False)


def unknown_within(value: Value) -> str | None:
    """Why a value is not known to its last item; None when it is."""
    if isinstance(value, Unknown | Pattern):
        return why_unknown(value)
    if isinstance(value, Partial):
        return "an object is not known whole"
    if isinstance(value, Mapping):
        return next(filter(None, map(unknown_within, value.values())), None)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return next(filter(None, map(unknown_within, value)), None)
    return None


def plain(value: Value) -> object:
    """A known value with its numbers as GitHub writes them."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(item) for item in value]
    if kind(value) != "number":
        return value
    number = number_of(value)
    whole = math.isfinite(number) and number.is_integer() and abs(number) < 1e15
    return int(number) if whole else number if math.isfinite(number) else text_of_number(number)


def from_json(text: Value) -> Value:
    """The value a JSON text stands for; looser JSON, which GitHub reads too, stays unknown."""
    text = text_of(text)
    if not isinstance(text, str):
        return Unknown(why_unknown(text))
    if not text.strip():
        raise ExpressionError(0, "fromJSON of an empty text")
    try:
        value: Value = json.loads(text, parse_int=float)
    except (ValueError, RecursionError):
        return Unknown("fromJSON of a text that is no strict JSON")
    return value
