"""What expressions of a job or step can see, and where a value that is unknown comes from."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ..expressions.coercion import text_of
from ..expressions.evaluate import evaluate, template
from ..expressions.template import Segment, format_of, segments
from ..expressions.tokens import ExpressionError
from ..expressions.values import Value

NAMED = re.compile(r"\b(inputs|env|steps\.[\w-]+\.outputs)(?:\.([\w-]+)|\[\s*'([^']+)'\s*\])", re.I)
SECRET = re.compile(r"\bsecrets\s*(?:\.\s*([\w-]+)|\[\s*'([^']+)'\s*\])", re.I)
KEPT = re.compile(r"\b(?:secrets|vars)\s*(?:\.\s*([\w-]+)|\[\s*'([^']+)'\s*\])", re.I)
SECRET_BY_VALUE = re.compile(r"\bsecrets\[((?:[^\[\]']|'[^']*')+)\]", re.I)
OWN_TOKEN = "github_token"
"""The job's own token, which no index takes."""


@dataclass(frozen=True)
class Scope:
    """The contexts, and what was written where an input or variable got its unknown value."""

    context: Mapping[str, Value]
    origins: Mapping[str, str] = field(default_factory=dict)
    """`inputs.token` -> `${{ secrets.PYPI_TOKEN }}`; names in lower case."""

    def with_contexts(self, **contexts: Value) -> "Scope":
        """The same scope with some contexts replaced."""
        return replace(self, context={**self.context, **contexts})

    def value(self, text: str) -> Value:
        """What a field of the workflow comes to."""
        return template(text, self.context)

    def write(self, text: str) -> str:
        """A text with what is known put in; what is not stays an expression, traced to secrets."""
        if "${{" not in text:
            return text
        try:
            return "".join(self.piece(part) for part in segments(text))
        except ExpressionError:
            return text

    def piece(self, part: Segment) -> str:
        """What stands for one piece of a text."""
        if not part.is_expression:
            return part.text
        try:
            value = text_of(evaluate(part.text, self.context))
        except ExpressionError:
            return part.source
        if isinstance(value, str):
            return value
        lone = NAMED.fullmatch(part.text)
        if lone and (origin := self.origins.get(name_of(lone))):
            return origin
        traced = self.traced(part.text)
        return part.source if traced == part.text else f"${{{{ {traced} }}}}"

    def traced(self, expression: str) -> str:
        """An expression in which inputs and variables are what was written for them."""

        def origin(found: re.Match[str]) -> str:
            written = self.origins.get(name_of(found))
            return f"({as_expression(written)})" if written else found[0]

        def secret(found: re.Match[str]) -> str:
            value = self.value(f"${{{{ {found[1]} }}}}")
            return f"secrets['{value}']" if isinstance(value, str) else found[0]

        return SECRET_BY_VALUE.sub(secret, NAMED.sub(origin, expression))


def name_of(found: re.Match[str]) -> str:
    """What an input, a variable or an output is called among origins."""
    return f"{found[1]}.{found[2] or found[3]}".lower()


def as_expression(text: str) -> str:
    """A text with expressions in it as one expression."""
    parts = segments(text)
    if len(parts) == 1 and parts[0].is_expression:
        return parts[0].text
    return format_of(parts)


def secrets_of(*texts: str) -> tuple[str, ...]:
    """Names of the secrets in expressions, without the job's own token."""
    return named(SECRET, texts)


def kept_in(*texts: str) -> tuple[str, ...]:
    """Names of the secrets and of the repository's variables: a password may be in either."""
    return named(KEPT, texts)


def named(pattern: re.Pattern[str], texts: Iterable[str]) -> tuple[str, ...]:
    """The names that a pattern finds in expressions, without the job's own token."""
    names: set[str] = set()
    for text in texts:
        for expression in expressions(text):
            names |= {found[1] or found[2] for found in pattern.finditer(expression)}
    return tuple(sorted(name for name in names if name.lower() != OWN_TOKEN))


def expressions(text: str) -> tuple[str, ...]:
    """What stands inside of each `${{ }}`; all of a text that is cut wrongly."""
    if "${{" not in text:
        return ()
    try:
        return tuple(part.text for part in segments(text) if part.is_expression)
    except ExpressionError:
        return (text,)


def is_known(text: str) -> bool:
    """Whether nothing in a written text was left to be an expression."""
    return "${{" not in text
