"""Words to texts: variables, defaults, and `$(...)` as far as the text tells."""

import re
from collections.abc import Callable

from .quoting import quoted
from .scope import Scope
from .shell import tokens
from .tokens import Piece, Word

LONGEST = 4000
"""Of a text that is longer only the beginning is kept."""
BLANKS = tuple((blank, chr(0xE000 + place)) for place, blank in enumerate(" \t\n\r\f\v"))
ENVIRONMENT = re.compile(r"\$\{\{\s*env\.([A-Za-z_]\w*)\s*\}\}")
DEEPEST = 4
Output = Callable[[str], str | None]
"""What a script prints, if that can be told."""


def hide(text: str) -> str:
    """A text whose blanks do not separate words: of a secret nobody knows how many it has."""
    for blank, hidden in BLANKS:
        text = text.replace(blank, hidden)
    return text


def show(text: str) -> str:
    """The text as it was."""
    for blank, hidden in BLANKS:
        text = text.replace(hidden, blank)
    return text


class Expander:
    """Texts of words in one scope."""

    def __init__(self, scope: Scope, output: Output) -> None:
        """Read names from `scope`, and ask `output` what a `$(...)` prints."""
        self.scope, self.output = scope, output
        self.arguments: list[str] = []
        self.depth = 0

    def variable(self, name: str) -> str | None:
        """The text of a variable, None where it is not defined."""
        if name in ("@", "*"):
            return " ".join(self.arguments)
        if name.isdigit() and name != "0":
            number = int(name[:4])
            return self.arguments[number - 1] if number <= len(self.arguments) else None
        if name.startswith("#") or name in "?$!-0":
            return None
        return self.scope.get("variable", name.lstrip("!").split("[")[0])

    def parameter(self, piece: Piece) -> str:
        """The text of `$NAME` or `${NAME...}`."""
        value = self.variable(piece.text)
        rest = piece.rest
        unknown = hide(f"${piece.text}") if piece.text[:1] not in "@*" else ""
        if not rest:
            return unknown if value is None else value
        operator = rest[:2] if rest[0] == ":" else rest[0]
        other = rest[len(operator) :]
        if operator in (":-", ":=", "-", "=", ":?", "?"):
            if value or (value == "" and operator[0] != ":"):
                return value
            return (self.joined(other) if operator[-1] != "?" else "") or unknown
        if operator in (":+", "+"):
            return self.joined(other) if value is None or value else ""
        return hide(f"$({operator} {unknown if value is None else value})")

    def joined(self, text: str, each: Callable[[str], str] = str) -> str:
        """The text of what stands in `${NAME:-...}`, or in a list."""
        if self.depth >= DEEPEST:
            return hide(text)
        found = tokens(text)
        self.depth += 1
        try:
            words = [each(self.text(token.word)) for token in found if token.kind == "word"]
            return " ".join(words)
        finally:
            self.depth -= 1

    def command(self, text: str) -> str:
        """What `$(...)` stands for: what it prints, or its own text with known names in it."""
        if self.depth >= DEEPEST:
            return hide(f"$({text})"[:LONGEST])
        self.depth += 1
        try:
            printed = self.output(text)
            if printed is not None:
                return printed.rstrip("\n")
            return hide(f"$({self.text(quoted(text.strip()))})"[:LONGEST])
        finally:
            self.depth -= 1

    def piece(self, piece: Piece) -> str:
        """The text of one piece."""
        if piece.kind == "variable":
            return self.parameter(piece)
        if piece.kind == "command":
            return self.command(piece.text)
        if piece.kind == "list":
            return self.joined(piece.text, hide)
        if piece.kind == "expression":
            named = ENVIRONMENT.fullmatch(piece.text)
            known = self.variable(named[1]) if named else None
            return hide(piece.text) if known is None else known
        return piece.text

    def text(self, word: Word) -> str:
        """The text of a word that is not cut at blanks."""
        return "".join([self.piece(piece) for piece in word])[:LONGEST]

    def fields(self, word: Word) -> list[str]:
        """The words that a word becomes."""
        if len(word) == 1 and word[0].kind == "text":
            return [word[0].text]
        done: list[str] = []
        field: str | None = None
        for piece in word:
            value = self.piece(piece)
            if piece.text == "@" and piece.kind == "variable" and len(word) <= 2:
                return list(self.arguments)
            listed = piece.kind == "variable" and piece.text.endswith(("[@]", "[*]"))
            if (piece.quoted and not listed) or piece.kind in ("text", "quoted"):
                field = (field or "") + value
                continue
            parts = value.split()
            if value[:1].isspace() and field is not None:
                done.append(field)
                field = None
            for number, part in enumerate(parts):
                if number:
                    done.append(field or "")
                    field = None
                field = (field or "") + part
            if value[-1:].isspace() and field is not None:
                done.append(field)
                field = None
        return done if field is None else [*done, field[:LONGEST]]
