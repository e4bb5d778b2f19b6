"""Texts of the world as one line that neither steers a terminal nor ends a comment. Pure.

`str.isprintable` is false for control characters, for those that turn the direction of a text, and
for every blank but the space (Python docs, "str.isprintable").
"""

from collections.abc import Callable


def spaced(text: str) -> str:
    """Each character that does not print as a space."""
    return replaced(text, lambda character: " ")


def questioned(text: str) -> str:
    """Each character that does not print as a question mark."""
    return replaced(text, lambda character: "?")


def escaped(text: str) -> str:
    r"""Each character that does not print as its escape: `\x1b`."""
    return replaced(text, lambda character: character.encode("unicode_escape").decode())


def quoted(text: str) -> str:
    """A text that does not print as Python writes it, in quotes; any other as it is."""
    return text if text.isprintable() else repr(text)


def lines(text: str) -> list[str]:
    """A text as it is compared: forms on the web send `\\r\\n`."""
    return [line.rstrip() for line in text.strip().splitlines()]


def replaced(text: str, instead: Callable[[str], str]) -> str:
    """Something else instead of each character that does not print."""
    return "".join(c if c.isprintable() else instead(c) for c in text)
