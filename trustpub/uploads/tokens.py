"""What shell text is cut into: tokens, and the pieces of words."""

from dataclasses import dataclass
from typing import Literal

PieceKind = Literal["text", "quoted", "variable", "command", "expression", "list"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a word: literal text, `$NAME`, `$(...)` or a forge's `${{ ... }}`."""

    kind: PieceKind
    text: str
    quoted: bool = False
    rest: str = ""
    """Of `${NAME:-rest}`: the operator and what follows."""


Word = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, an operator (also a line's end) or a redirection."""

    kind: Literal["word", "operator", "redirect"]
    text: str
    line: int
    word: Word = ()
    """The word; of a redirection its target, or the text of its here-document."""


def plain(word: Word) -> str | None:
    """The text of a word that is nothing but unquoted text: the only kind that is a keyword."""
    if len(word) == 1 and word[0].kind == "text":
        return word[0].text
    return None
