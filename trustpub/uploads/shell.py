"""Bash text to tokens: once through the text, whatever stands in it."""

import re

from .quoting import closing, dollar, literal, quoted, single_end
from .tokens import Piece, Token, Word

BLANK = re.compile(r"(?:[ \t\r\f\v]|\\\r?\n)+")
OPERATOR = re.compile(r"&&|\|\||;;&|;;|;&|\|&|\n|[;|()]|&(?!>)")
REDIRECT = re.compile(r"(?:\d+|\{\w+\})?(<<<|<<-|<<|<>|>>|>\||>&|<&|>|<)(?!\()|(&>>|&>)")
PLAIN = re.compile(r"[^\s\\'\"`$;&|()<>]+")
ARRAY = re.compile(r"[A-Za-z_]\w*\+?=")
SIMPLE = re.compile(r"[^\s\\'\"`$;&|()<>#][^\s\\'\"`$;&|()<>]*+(?=[\s;]|\Z)")
"""A whole word of plain text: most words are."""
ENDS_WORD = frozenset("\n \t\r\f\v;&|()<>")


class Lexer:
    """One pass over a text: `tokens` grows, `at` never goes back."""

    def __init__(self, text: str) -> None:
        """Begin at the first character."""
        self.text, self.at, self.line = text, 0, 0
        self.tokens: list[Token] = []
        self.waiting: list[tuple[int, bool, bool, str]] = []
        """Here-documents announced: token, tabs go, nothing is replaced, last line."""

    def take(self, end: int) -> str:
        """The text up to `end`; lines are counted."""
        part = self.text[self.at : end]
        self.line += part.count("\n")
        self.at = end
        return part

    def run(self) -> list[Token]:
        """All tokens of the text."""
        while self.at < len(self.text):
            if simple := SIMPLE.match(self.text, self.at):
                word = (Piece("text", simple[0]),)
                self.tokens.append(Token("word", "", self.line, word))
                self.at = simple.end()
            elif blank := BLANK.match(self.text, self.at):
                self.take(blank.end())
            elif self.text[self.at] == "#":
                end = self.text.find("\n", self.at)
                self.take(len(self.text) if end < 0 else end)
            elif redirect := REDIRECT.match(self.text, self.at):
                self.redirect(redirect)
            elif operator := OPERATOR.match(self.text, self.at):
                self.tokens.append(Token("operator", operator[0], self.line))
                self.take(operator.end())
                if operator[0] == "\n" and self.waiting:
                    self.here_documents()
            else:
                line, pieces = self.line, self.word()
                if pieces:
                    self.tokens.append(Token("word", "", line, pieces))
        return self.tokens

    def redirect(self, found: re.Match[str]) -> None:
        """A redirection and its target; a here-document's text comes with the next line."""
        line, operator = self.line, found[1] or found[2]
        self.take(found.end())
        if blank := BLANK.match(self.text, self.at):
            self.take(blank.end())
        start = self.at
        ended = self.at >= len(self.text) or self.text[self.at] in ENDS_WORD
        target = () if ended else self.word()
        if operator in ("<<", "<<-"):
            end = "".join(piece.text for piece in target)
            exact = any(mark in self.text[start : self.at] for mark in "'\"\\")
            self.waiting.append((len(self.tokens), operator == "<<-", exact, end))
        self.tokens.append(Token("redirect", operator, line, target))

    def here_documents(self) -> None:
        """The texts of here-documents that the last line announced."""
        for place, tabs, exact, end in self.waiting:
            lines = []
            while self.at < len(self.text):
                found = self.text.find("\n", self.at)
                line = self.take(len(self.text) if found < 0 else found + 1)
                bare = line.rstrip("\r\n")
                if (bare.lstrip("\t") if tabs else bare) == end:
                    break
                lines.append(line.lstrip("\t") if tabs else line)
            body = "".join(lines)
            old = self.tokens[place]
            pieces = literal(body) if exact else quoted(body)
            self.tokens[place] = Token("redirect", old.text, old.line, pieces)
        self.waiting = []

    def word(self) -> Word:
        """The pieces up to the next blank or operator."""
        pieces: list[Piece] = []
        while self.at < len(self.text):
            character = self.text[self.at]
            if plain := PLAIN.match(self.text, self.at):
                pieces.append(Piece("text", self.take(plain.end())))
            elif character == "(" and ARRAY.fullmatch("".join(p.text for p in pieces[:2])):
                end = closing(self.text, self.at + 1, ")")
                pieces.append(Piece("list", self.take(end + 1)[1:].removesuffix(")")))
            elif character in "<>" and self.text.startswith("(", self.at + 1):
                end = closing(self.text, self.at + 2, ")")
                pieces.append(Piece("command", self.take(end + 1)[2:].removesuffix(")"), True))
            elif character in ENDS_WORD:
                break
            elif character.isspace():
                self.take(self.at + 1)
                break
            else:
                self.special(pieces)
        return tuple(pieces)

    def special(self, pieces: list[Piece]) -> None:
        """A quote, an escape or a `$` outside of quotes."""
        text, at = self.text, self.at
        if text[at] == "\\":
            if text.startswith(("\\\n", "\\\r\n"), at):
                self.take(text.index("\n", at) + 1)
            else:
                pieces.append(Piece("quoted", self.take(at + 2)[1:], True))
        elif text[at] == "'" or text.startswith("$'", at):
            start = text.index("'", at) + 1
            end = single_end(text, start)
            pieces.extend(literal(text[start:end]))
            self.take(min(end + 1, len(text)))
        elif text[at] == '"' or text.startswith('$"', at):
            start = text.index('"', at) + 1
            end = closing(text, start, '"')
            pieces.append(Piece("quoted", "", True))
            pieces.extend(quoted(text[start:end], escapes='"'))
            self.take(min(end + 1, len(text)))
        else:
            self.take(dollar(text, at, False, pieces))


def tokens(text: str) -> list[Token]:
    """The tokens of a script."""
    return Lexer(text).run()
