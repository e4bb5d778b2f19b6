"""Text of an expression -> tokens, as Tokens/LexicalAnalyzer.cs in actions/runner reads them."""

import math
import re
from dataclasses import dataclass

from .coercion import number_of_text

LONGEST, DEEPEST = 21000, 50
"""ExpressionConstants.cs: MaxLength and MaxDepth."""

SPACE = re.compile(r"\s+")
TEXT = re.compile(r"'(?:[^']|'')*+'")
SIGN = re.compile(r"&&|\|\||[=!<>]=|[!<>()\[\],*.]")
BEFORE_BOUNDARY = re.compile(r"[^\s()\[\],.!<>=&|]+")
NUMBER = re.compile(r"(?:[-+0-9]|\.)[^\s()\[\],!<>=&|]*")
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


class ExpressionError(ValueError):
    """An expression that GitHub refuses: where in its text, counted from 0, and what is wrong."""

    def __init__(self, offset: int, message: str) -> None:
        """Keep the place and the sentence."""
        super().__init__(message)
        self.offset = offset
        self.message = message


@dataclass(frozen=True)
class Token:
    """One token: its kind is sign, name, number, text or end."""

    kind: str
    text: str
    offset: int
    value: float | str = ""


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of an expression, the end with them; raises ExpressionError."""
    if len(text) > LONGEST:
        raise ExpressionError(LONGEST, f"is longer than {LONGEST} characters")
    found: list[Token] = []
    place = 0
    while place < len(text):
        if space := SPACE.match(text, place):
            place = space.end()
            continue
        token = token_at(text, place, found[-1] if found else None)
        found.append(token)
        place += len(token.text)
    return (*found, Token("end", "", len(text)))


def token_at(text: str, place: int, last: Token | None) -> Token:
    """The token that begins at a place."""
    if text[place] == "'":
        return text_at(text, place)
    if text[place] in "+-0123456789" or (text[place] == "." and not ends_value(last)):
        return number_at(text, place)
    if sign := SIGN.match(text, place):
        return Token("sign", sign[0], place)
    word = BEFORE_BOUNDARY.match(text, place)
    if not word or not NAME.fullmatch(word[0]):
        raise unexpected(place, word[0] if word else text[place])
    return Token("name", word[0], place)


def ends_value(token: Token | None) -> bool:
    """Whether a value ends with this token, so that a dot after it asks for a property."""
    if token is None:
        return False
    return token.kind != "sign" or token.text in (")", "]", "*")


def text_at(text: str, place: int) -> Token:
    """A text in single quotes; two of them inside stand for one."""
    found = TEXT.match(text, place)
    if not found:
        raise ExpressionError(place, "a text is not closed: it needs a single quote at its end")
    return Token("text", found[0], place, found[0][1:-1].replace("''", "'"))


def number_at(text: str, place: int) -> Token:
    """A number, as far as no sign but a dot ends it."""
    found = NUMBER.match(text, place)
    value = number_of_text(found[0]) if found else math.nan
    if not found or math.isnan(value):
        raise unexpected(place, found[0] if found else text[place])
    return Token("number", found[0], place, value)


def unexpected(place: int, found: str) -> ExpressionError:
    """What is wrong with characters that are no token."""
    hint = "; texts stand in single quotes" if '"' in found else ""
    return ExpressionError(place, f"{found!r} is not expected here{hint}")
