"""Values as numbers and texts, and the case in which texts are compared.

"Evaluate expressions in workflows and actions" in GitHub's docs, and
Expressions2/EvaluationResult.cs and Sdk/ExpressionUtility.cs in actions/runner.
"""

import math
import re
from collections.abc import Mapping

from .values import Partial, Pattern, Unknown, Value

NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
INFINITY = re.compile(r"[+-]?infinity", re.I)
HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
OCTAL = re.compile(r"0o[0-7]+")


def number_of_text(text: str) -> float:
    """The number a text stands for, or NaN: decimal, 0x and 0o up to 32 bits, infinity."""
    text = text.strip()
    if not text:
        return 0.0
    if NUMBER.fullmatch(text) or INFINITY.fullmatch(text):
        return float(text)
    for form, base in ((HEXADECIMAL, 16), (OCTAL, 8)):
        if form.fullmatch(text):
            digits = text[2:].lstrip("0")[:12]
            return signed(int(digits or "0", base))
    return math.nan


def signed(number: int) -> float:
    """A number of 32 bits with its sign; NaN when it has more bits."""
    if number >= 1 << 32:
        return math.nan
    return float(number - (1 << 32) if number >= 1 << 31 else number)


def number_of(value: Value) -> float:
    """What a known value is as a number: null 0, booleans 0 and 1, collections NaN."""
    if value is None:
        return 0.0
    if isinstance(value, str):
        return number_of_text(value)
    if isinstance(value, int | float):
        try:
            return float(value)
        except OverflowError:
            return math.inf if value > 0 else -math.inf
    return math.nan


def text_of_number(number: float) -> str:
    """A number as text: 15 digits at most, as the format G15 of .NET."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    return f"{number + 0.0:.15G}" if number else "0"


def text_of(value: Value) -> str | Pattern | Unknown:
    """A value as text, as far as it is known."""
    if isinstance(value, str | Pattern | Unknown):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return text_of_number(number_of(value))
    return "Object" if isinstance(value, Mapping) else "Array"


def fold(text: str) -> str:
    """A text in the case in which GitHub compares: each letter in upper case by itself.

    As StringComparison.OrdinalIgnoreCase of .NET: a letter beyond ASCII never becomes an ASCII
    one, nor two.
    """
    return text.upper() if text.isascii() else "".join(map(fold_letter, text))


def fold_letter(letter: str) -> str:
    """One letter in upper case, where that is one letter of the same sort."""
    upper = letter.upper()
    return letter if len(upper) != 1 or upper.isascii() != letter.isascii() else upper


def lookup(mapping: Mapping[str, Value], name: str) -> Value:
    """A property by its name in any case; absent is null, or unknown in a partial object."""
    if name in mapping:
        return mapping[name]
    folded = fold(name)
    for key, value in mapping.items():
        if fold(str(key)) == folded:
            return value
    return Unknown(f"the property {name!r} is not known") if isinstance(mapping, Partial) else None
