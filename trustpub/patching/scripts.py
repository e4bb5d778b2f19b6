"""The script of a step as its commands: what stands alone on its lines, and what does not."""

from typing import NamedTuple

from ..uploads.shell import tokens
from ..uploads.tokens import Token, Word, plain

CONTROL = frozenset(
    {
        *("if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case"),
        *("esac", "select", "function", "{", "}", "[[", "!", "time", "coproc"),
    }
)
"""Words that a condition, a loop or a function begins or ends with."""
LEAVING = frozenset(
    {"exit", "return", "trap", "exec", "cd", "pushd", "popd", "eval", "source", "."}
)
"""Commands after which a script may end early, or stand in another folder."""


class Command(NamedTuple):
    """One command, with the operators around it and its lines in the script."""

    words: tuple[Word, ...]
    before: str
    after: str
    first: int
    last: int
    redirected: bool

    @property
    def texts(self) -> tuple[str | None, ...]:
        """Its words; None for one that is not the same in every run."""
        return tuple(map(text, self.words))

    @property
    def alone(self) -> bool:
        """Whether no other command stands on its lines."""
        return self.before in ("", "\n") and self.after in ("", "\n") and not self.redirected


def text(word: Word) -> str | None:
    """A word's text; None where a variable, a command or an expression is in it."""
    known = all(piece.kind in ("text", "quoted") for piece in word)
    return "".join(piece.text for piece in word) if known else None


def commands(script: str) -> tuple[Command, ...]:
    """The commands of a script for a shell like bash."""
    found: list[Command] = []
    own: list[Token] = []
    before, lines = "", script.count("\n")
    for token in [*tokens(script), Token("operator", "", lines)]:
        if token.kind != "operator":
            own.append(token)
            continue
        if own:
            words = tuple(one.word for one in own if one.kind == "word")
            redirected = any(one.kind == "redirect" for one in own)
            found.append(Command(words, before, token.text, own[0].line, token.line, redirected))
        if own or token.text != "\n":
            before = token.text
        own = []
    return tuple(found)


def winding(found: tuple[Command, ...]) -> bool:
    """Whether a script has conditions, loops, functions, or commands that lead out of it."""
    for one in found:
        first = plain(one.words[0]) if one.words else None
        if one.after not in ("", "\n", "&&", ";", "|") or first in CONTROL or first in LEAVING:
            return True
        if first == "set" and any((word or "").startswith("+") for word in one.texts[1:]):
            return True
    return False
