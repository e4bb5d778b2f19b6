"""Sets of texts that filter patterns describe, and questions about them, answered exactly."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

OTHER = "\0"
"""Stands for every character that no piece names."""
MOST_WORK = 500_000
"""Steps of words over characters; larger questions stay unanswered."""


@dataclass(frozen=True)
class Piece:
    """Characters, or all but these, and how often: "" once, "?", "+" or "*"."""

    characters: frozenset[str]
    inverted: bool = False
    repeat: str = ""

    def takes(self, character: str) -> bool:
        """Whether one character fits."""
        return (character in self.characters) != self.inverted


Word: TypeAlias = tuple[Piece, ...]
ANYTHING = Piece(frozenset(), True, "*")
SOMETHING = Piece(frozenset(), True, "+")
IN_FOLDER = Piece(frozenset("/"), True, "*")
States: TypeAlias = frozenset[int]
State: TypeAlias = tuple[States, ...]


@dataclass(frozen=True)
class Language:
    """Texts that the last of the words to match takes in (True) or out, and `needs` matches."""

    words: tuple[tuple[bool, Word], ...]
    needs: Word = (ANYTHING,)

    def every_word(self) -> tuple[Word, ...]:
        """Its words and what it needs."""
        return (*(word for _, word in self.words), self.needs)

    def start(self) -> State:
        """Where reading begins."""
        return tuple(closure(word, {0}) for word in self.every_word())

    def step(self, state: State, character: str) -> State:
        """Where it stands after one character."""
        return tuple(
            advance(word, states, character) if states else states
            for word, states in zip(self.every_word(), state, strict=True)
        )

    def accepts(self, state: State) -> bool:
        """Whether the text read so far belongs to it."""
        taken = False
        for (positive, word), states in zip(self.words, state, strict=False):
            if len(word) in states:
                taken = positive
        return taken and len(self.needs) in state[-1]

    def alive(self, state: State) -> bool:
        """Whether more characters could still lead to a text of it."""
        return bool(state[-1]) and any(
            states for (positive, _), states in zip(self.words, state, strict=False) if positive
        )


def literal(text: str) -> Word:
    """The word for one text."""
    return tuple(Piece(frozenset(character)) for character in text)


def closure(word: Word, states: Iterable[int]) -> States:
    """Positions reachable without reading: a `*` or `?` piece may be left out."""
    grown = set(states)
    for position in sorted(grown):
        while position < len(word) and word[position].repeat in ("*", "?"):
            position += 1
            grown.add(position)
    return frozenset(grown)


def advance(word: Word, states: States, character: str) -> States:
    """Positions after reading one character."""
    reached = set()
    for position in states:
        if position < len(word) and word[position].takes(character):
            reached.add(position + 1)
            if word[position].repeat in ("*", "+"):
                reached.add(position)
    return closure(word, reached)


def alphabet(languages: Iterable[Language]) -> tuple[str, ...]:
    """One character for each sort that the pieces tell apart."""
    pieces = {piece.characters for one in languages for word in one.every_word() for piece in word}
    sorts = {tuple(OTHER in piece for piece in pieces): OTHER}
    for character in sorted({character for piece in pieces for character in piece}):
        sorts.setdefault(tuple(character in piece for piece in pieces), character)
    return tuple(sorts.values())


def memberships(first: Language, second: Language) -> Iterator[bool | None]:
    """For texts of the first: whether the second has them too. None when there is too much."""
    characters = alphabet((first, second))
    begin = (first.start(), second.start())
    seen, queue, work = {begin}, [begin], 0
    while queue:
        one, two = queue.pop()
        work += len(characters) * sum(map(bool, (*one, *two)))
        if work > MOST_WORK:
            yield None
            return
        if first.accepts(one):
            yield second.accepts(two)
        for character in characters:
            pair = (first.step(one, character), second.step(two, character))
            if pair not in seen and first.alive(pair[0]):
                seen.add(pair)
                queue.append(pair)


@lru_cache(maxsize=4096)
def relation(first: Language, second: Language) -> bool | None:
    """Whether every text of the first is in the second (True), or none (False); else None."""
    met: set[bool | None] = set()
    for answer in memberships(first, second):
        met.add(answer)
        if None in met or len(met) == 2:
            return None
    return met.pop() if met else None


@lru_cache(maxsize=4096)
def question(first: Language, second: Language, wanted: bool) -> bool | None:
    """Whether some text of the first is in the second, or, not `wanted`, is not in it."""
    for answer in memberships(first, second):
        if answer is None or answer is wanted:
            return None if answer is None else True
    return False
