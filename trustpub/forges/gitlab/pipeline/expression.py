"""The language of `rules:if`: tokens and grammar (lib/gitlab/ci/pipeline/expression/lexeme)."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

MOST_TOKENS, DEEPEST = 500, 50
TOKEN = re.compile(
    r"""\s*(?:
    (?P<mark>==|!=|=~|!~|&&|\|\||[()!])
  | \$\[\[\s*(?P<input>[^\]]*?)\s*\]\]
  | \$(?:\{(?P<braced>\w+)\}|(?P<variable>\w+))
  | "(?P<double>[^"]*)"
  | '(?P<single>[^']*)'
  | /(?P<pattern>(?:[^/\\]|\\.)+)/(?P<flags>[ismU]*)
  | (?P<word>null|true|false)\b
  )\s*""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Variable:
    """`$NAME`."""

    name: str


@dataclass(frozen=True)
class Literal:
    """A text in quotes, `null`, `true`, `false`."""

    value: str | bool | None


@dataclass(frozen=True)
class Pattern:
    """`/.../flags`."""

    text: str
    flags: str


@dataclass(frozen=True)
class Input:
    """`$[[ inputs.name ]]` that nothing has replaced."""

    text: str


@dataclass(frozen=True)
class Operation:
    """Two sides and what stands between them; `!` has a right side alone."""

    sign: str
    left: "Expression"
    right: "Expression"


Expression = Variable | Literal | Pattern | Input | Operation


class Token(NamedTuple):
    """A sign, or a value."""

    sign: str
    value: Expression | None = None


class NoExpression(Exception):
    """A text that the language does not have."""


@lru_cache(maxsize=4_000)
def parse(text: str) -> Expression | None:
    """The expression of a text; None where it is none, or longer than anyone writes."""
    try:
        tokens = tokenize(text)
        parser = Parser(tokens)
        expression = parser.lowest()
    except NoExpression:
        return None
    return expression if parser.at == len(tokens) else None


def tokenize(text: str) -> list[Token]:
    """The tokens of a text."""
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match or len(tokens) >= MOST_TOKENS:
            raise NoExpression
        tokens.append(token(match))
        at = match.end()
    return tokens


def token(match: re.Match[str]) -> Token:
    """One match as a token."""
    groups = match.groupdict()
    if groups["mark"]:
        return Token(groups["mark"])
    if name := groups["variable"] or groups["braced"]:
        return Token("", Variable(name))
    if groups["pattern"] is not None:
        return Token("", Pattern(slashes(groups["pattern"]), groups["flags"]))
    if groups["input"] is not None:
        return Token("", Input(groups["input"]))
    if groups["word"]:
        return Token("", Literal({"null": None, "true": True}.get(groups["word"], False)))
    text = groups["double"] if groups["double"] is not None else groups["single"]
    return Token("", Literal(text))


def slashes(pattern: str) -> str:
    r"""`\/` is `/` (lexeme/pattern.rb)."""
    return pattern.replace("\\/", "/")


class Parser:
    """Precedence from low to high: `||`, `&&`, comparisons, `!`."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens, self.at, self.depth = tokens, 0, 0

    def sign(self) -> str | None:
        """The sign that comes next, if one does."""
        return self.tokens[self.at].sign if self.at < len(self.tokens) else None

    def lowest(self) -> Expression:
        """`a || b`."""
        return self.chain(("||",))

    def chain(self, signs: tuple[str, ...]) -> Expression:
        """Operands of one precedence, taken from the left."""
        tighter = {"||": ("&&",), "&&": ("==", "!=", "=~", "!~")}.get(signs[0])
        left = self.chain(tighter) if tighter else self.operand()
        while (sign := self.sign()) in signs and sign:
            self.at += 1
            right = self.chain(tighter) if tighter else self.operand()
            left = Operation(sign, left, right)
        return left

    def operand(self) -> Expression:
        """A value, `(...)` or `!...`."""
        if self.at >= len(self.tokens):
            raise NoExpression
        sign, value = self.tokens[self.at]
        self.at += 1
        if value is not None:
            return value
        self.depth += 1
        if sign not in ("(", "!") or self.depth > DEEPEST:
            raise NoExpression
        inner = self.inside() if sign == "(" else Operation("!", Literal(None), self.operand())
        self.depth -= 1
        return inner

    def inside(self) -> Expression:
        """What stands between parentheses."""
        inner = self.lowest()
        if self.sign() != ")":
            raise NoExpression
        self.at += 1
        return inner
