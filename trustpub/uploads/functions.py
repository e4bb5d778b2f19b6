"""Where the bodies of shell functions begin and end."""

from collections.abc import Sequence

from .tokens import Token, plain

STARTS = frozenset({"{", "then", "do", "else", "elif", "if", "while", "until", "!", "time"})


def names_function(words: Sequence[Token], found: Sequence[Token], place: int) -> bool:
    """Whether `NAME (` goes on with `)`."""
    closes = place < len(found) and found[place].text == ")"
    return closes and len(words) == 1 and plain(words[0].word) is not None


def body_end(found: Sequence[Token], place: int) -> tuple[int, int]:
    """Where a function's body begins and ends."""
    while place < len(found) and found[place].text == "\n":
        place += 1
    start, depth = place, 0
    while place < len(found):
        depth += nesting(found, place)
        place += 1
        if not depth:
            break
    return start, place


def nesting(found: Sequence[Token], place: int) -> int:
    """1 where a group begins, -1 where it ends."""
    token = found[place]
    if token.kind == "operator":
        return {"(": 1, ")": -1}.get(token.text, 0)
    text = plain(token.word) if token.kind == "word" else None
    before = found[place - 1] if place else None
    first = not before or before.kind != "word" or plain(before.word) in STARTS
    return {"{": 1, "}": -1}.get(text or "", 0) if first or text == "}" else 0
