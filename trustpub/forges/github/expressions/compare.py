"""Comparisons of values, three-valued: True, False, or None where it is unknown.

Expressions2/EvaluationResult.cs in actions/runner: kinds that differ become numbers, texts are
compared in one case, collections are equal to themselves only.
"""

from functools import lru_cache

from .automata import ANYTHING, Language, Piece, Word, question, relation
from .coercion import fold, number_of, text_of
from .github_glob import language
from .values import Pattern, Unknown, Value, is_collection, kind

LONGEST_SEARCHED = 120
"""A pattern is looked for in texts up to this length."""
MOST_PARTS = 500
"""And compared with so many parts of it."""


def equals(left: Value, right: Value) -> bool | None:
    """`==`."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return None
    if is_collection(left) or is_collection(right):
        return left is right
    if isinstance(left, Pattern) and isinstance(right, Pattern):
        return False if disjoint(left, right) else None
    if isinstance(left, Pattern):
        return pattern_equals(left, right)
    if isinstance(right, Pattern):
        return pattern_equals(right, left)
    if isinstance(left, str) and isinstance(right, str):
        return fold(left) == fold(right)
    return (left is None and right is None) or number_of(left) == number_of(right)


def pattern_equals(pattern: Pattern, other: Value) -> bool | None:
    """Whether a pattern is the same as a value without one."""
    if isinstance(other, str):
        return compare_text(pattern, other, "equals")
    return False if no_number(pattern) else None


def greater(left: Value, right: Value) -> bool | None:
    """`>`."""
    if is_collection(left) or is_collection(right):
        return False
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return None
    if isinstance(left, Pattern) or isinstance(right, Pattern):
        numbers = kind(left) != kind(right)
        never = any(isinstance(side, Pattern) and no_number(side) for side in (left, right))
        return False if numbers and never else None
    if isinstance(left, str) and isinstance(right, str):
        return fold(left) > fold(right)
    return number_of(left) > number_of(right)


def no_number(pattern: Pattern) -> bool:
    """Whether no text of a pattern reads as a number: the first letter tells."""
    first = pattern.prefix.lstrip()[:1]
    return bool(first) and first not in "0123456789+-.iI"


def text_relation(mode: str, left: Value, right: Value) -> bool | None:
    """Whether a text contains, starts with or ends with another; collections never do."""
    if is_collection(left) or is_collection(right):
        return False
    whole, part = text_of(left), text_of(right)
    if isinstance(whole, Unknown) or isinstance(part, Unknown):
        return None
    if isinstance(part, Pattern):
        searched = isinstance(whole, str) and len(whole) <= LONGEST_SEARCHED
        return False if searched and not any_part(mode, str(whole), part) else None
    if isinstance(whole, Pattern):
        return compare_text(whole, part, mode)
    return plain_relation(mode, fold(whole), fold(part))


def plain_relation(mode: str, whole: str, part: str) -> bool:
    """The same of two texts in one case."""
    if mode == "contains":
        return part in whole
    return whole.startswith(part) if mode == "startswith" else whole.endswith(part)


def any_part(mode: str, whole: str, part: Pattern) -> bool:
    """Whether a pattern could be one of the parts of a text that the mode asks for."""
    length = len(whole)
    starts = range(length + 1) if mode != "startswith" else (0,)
    parts = {
        whole[first:last]
        for first in starts
        for last in (range(first, length + 1) if mode != "endswith" else (length,))
    }
    head, tail = fold(part.prefix), fold(part.suffix)
    fitting = [one for one in parts if fold(one).startswith(head) and fold(one).endswith(tail)]
    return len(fitting) > MOST_PARTS or any(
        compare_text(part, one, "equals") is not False for one in fitting
    )


@lru_cache(maxsize=4096)
def compare_text(pattern: Pattern, text: str, mode: str) -> bool | None:
    """Whether all texts of a pattern equal, contain, start or end with a text, or none does."""
    if not pattern.may_hold(text):
        return False
    if mode == "startswith" and goes_on(pattern, text):
        return None
    return relation(texts(pattern), Language(((True, asked(text, mode)),)))


def goes_on(pattern: Pattern, text: str) -> bool:
    """Whether a text only spells out a part of the one star that a pattern ends with.

    `v1` of `v*`: some texts begin with it and some do not, which needs no automaton.
    """
    if len(pattern.globs) != 1 or pattern.suffix or pattern.globs[0].startswith("!"):
        return False
    start, star, after = pattern.globs[0].partition("*")
    begin, longer = fold(pattern.prefix + start), fold(text)
    rest = longer[len(begin) :]
    plain = star == "*" and after == "" and not set(start) & set("?+[]!\\")
    return plain and longer.startswith(begin) and rest.isalnum() and rest.isascii()


@lru_cache(maxsize=1024)
def disjoint(one: Pattern, two: Pattern) -> bool:
    """Whether no text of one pattern is a text of the other."""
    positive = tuple(glob for glob in two.globs if not glob.startswith("!"))
    wide = texts(Pattern(two.prefix, positive, two.suffix, two.maybe_empty))
    widened = tuple((True, in_any_case(word)) for _, word in wide.words)
    other = Language(widened, in_any_case(wide.needs))
    return question(texts(one), other, True) is False


def texts(pattern: Pattern) -> Language:
    """The texts a pattern stands for."""
    return language(pattern.globs, pattern.prefix, pattern.suffix, pattern.maybe_empty)


def asked(text: str, mode: str) -> Word:
    """The texts, in any case, that equal, contain, start or end with a text."""
    word = tuple(Piece(cases(character)) for character in text)
    before = (ANYTHING,) if mode in ("contains", "endswith") else ()
    after = (ANYTHING,) if mode in ("contains", "startswith") else ()
    return (*before, *word, *after)


def in_any_case(word: Word) -> Word:
    """A word that takes each letter in any case."""
    return tuple(
        piece
        if piece.inverted
        else Piece(frozenset().union(*map(cases, piece.characters)), False, piece.repeat)
        for piece in word
    )


def cases(character: str) -> frozenset[str]:
    """A letter in every case that GitHub takes for the same."""
    forms = {character, character.lower(), character.upper()}
    return frozenset(one for one in forms if fold(one) == fold(character))
