"""Texts with `${{ }}` in them, cut into what stands outside and inside.

ObjectTemplating/TemplateReader.cs in actions/runner: an expression ends at the first `}}` that
does not stand in a text of its own.
"""

import re
from dataclasses import dataclass

from .coercion import text_of
from .nodes import Literal
from .parse import parse
from .tokens import ExpressionError
from .values import Value, why_unknown

OPEN, CLOSE = "${{", "}}"
INSIDE = re.compile(r"(?:'[^']*(?:'|\Z)|(?!\}\})[^'])*", re.S)


@dataclass(frozen=True)
class Segment:
    """A piece of a text: plain, or the inside of an expression with blanks cut off."""

    text: str
    is_expression: bool
    source: str
    offset: int


def segments(text: str) -> tuple[Segment, ...]:
    """The pieces of a text in order; raises ExpressionError when an expression is not closed."""
    found: list[Segment] = []
    place = 0
    while (begin := text.find(OPEN, place)) >= 0:
        if begin > place:
            found.append(Segment(text[place:begin], False, text[place:begin], place))
        inside = INSIDE.match(text, begin + len(OPEN))
        end = inside.end() if inside else len(text)
        if not text.startswith(CLOSE, end):
            raise ExpressionError(begin, "`${{` has no `}}` after it")
        place = end + len(CLOSE)
        source = text[begin:place]
        found.append(Segment(text[begin + len(OPEN) : end].strip(), True, source, begin))
    if place < len(text):
        found.append(Segment(text[place:], False, text[place:], place))
    return tuple(found)


def condition_text(condition: Value) -> str:
    """The one expression that an `if:` comes to, without the `success()` that GitHub adds.

    Conversion/WorkflowTemplateConverter.cs, ConvertToIfCondition: nothing is `success()`; text
    around `${{ }}`, be it a line break, makes a format() of it, which is true as a text; a lone
    text in `${{ }}` is that text, so it is read as an expression.
    """
    text = text_of(condition)
    if not isinstance(text, str):
        raise ExpressionError(0, why_unknown(text))
    if not text.strip():
        return "success()"
    parts = segments(text)
    if len(parts) == 1 and parts[0].is_expression:
        return lone(parts[0].text)
    return format_of(parts) if any(part.is_expression for part in parts) else text


def lone(expression: str) -> str:
    """An expression alone in its text, or the text it is."""
    tree = parse(expression)
    if isinstance(tree, Literal) and isinstance(tree.value, str):
        return tree.value if tree.value.strip() else "success()"
    return expression


def format_of(parts: tuple[Segment, ...]) -> str:
    """A text with expressions as one call of format()."""
    form = ""
    arguments: list[str] = []
    for part in parts:
        if part.is_expression:
            form += f"{{{len(arguments)}}}"
            arguments.append(part.text)
        else:
            form += part.text.replace("'", "''").replace("{", "{{").replace("}", "}}")
    for argument in arguments:
        parse(argument)
    return f"format({', '.join([quoted(form), *arguments])})"


def quoted(escaped: str) -> str:
    """A text whose quotes are doubled already, in quotes."""
    return f"'{escaped}'"
