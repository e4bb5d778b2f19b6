"""Filter patterns of GitHub: `on.push.branches`, `tags`, `paths`.

"Filter pattern cheat sheet" in "Workflow syntax for GitHub Actions": `*` any text without `/`,
`**` any text, `?` and `+` the character before them at most once or at least once, `[]` one of
these, `!` at the front takes out what came before, a backslash takes the meaning away. `**/` may
be nothing at all (the page's own example: `**/README.md` matches `README.md`).
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from .automata import ANYTHING, IN_FOLDER, SOMETHING, Language, Piece, Word, literal, question

MOST_CHOICES = 4
"""So many `**/` in one pattern are read exactly."""

PART = re.compile(
    r"\*\*/|\*\*|\*|\[(?P<class>[^\]]*)\]|\\(?P<escaped>.)|(?P<plain>[^*?+\[\\])", re.S
)
CLASS = re.compile(r"(?:[A-Za-z0-9]-[A-Za-z0-9]|[^-!^])+", re.S)
RANGE = re.compile(r"(?P<first>.)-(?P<last>.)|(?P<one>.)", re.S)


@lru_cache(maxsize=4096)
def words(glob: str) -> tuple[Word, ...] | None:
    """The words that a pattern without its `!` stands for; None when GitHub cannot read it."""
    found: list[Word] = [()]
    place = 0
    while place < len(glob):
        part = PART.match(glob, place)
        pieces = pieces_of(part) if part else None
        if part is None or pieces is None:
            return None
        place = part.end()
        repeat = glob[place : place + 1]
        if repeat in ("?", "+") and not part[0].startswith("*"):
            pieces = [tuple(Piece(one.characters, one.inverted, repeat) for one in pieces[0])]
            place += 1
        found = [(*word, *piece) for word in found for piece in pieces]
        if len(found) > 1 << MOST_CHOICES:
            return None
    return tuple(found) if glob else None


def pieces_of(part: re.Match[str]) -> list[Word] | None:
    """The choices one part of a pattern stands for."""
    if part[0] == "**/":
        return [(), (SOMETHING, *literal("/"))]
    if part[0].startswith("*"):
        return [(ANYTHING if part[0] == "**" else IN_FOLDER,)]
    if part["class"] is None:
        return [literal(part["escaped"] or part["plain"])]
    members = characters(part["class"])
    return [(Piece(members),)] if members else None


def characters(members: str) -> frozenset[str]:
    """The characters of a class; none when it is not one that GitHub documents."""
    if not CLASS.fullmatch(members):
        return frozenset()
    found: set[str] = set()
    for part in RANGE.finditer(members):
        first, last = part["first"] or part["one"], part["last"] or part["one"]
        found |= {chr(code) for code in range(ord(first), ord(last) + 1)}
    return frozenset(found)


def readable(globs: Sequence[str]) -> bool:
    """Whether each pattern of a list is understood exactly."""
    return all(words(glob.removeprefix("!")) is not None for glob in globs)


def language(
    globs: Sequence[str], prefix: str = "", suffix: str = "", maybe_empty: bool = False
) -> Language:
    """The texts of a filter list between prefix and suffix; too many when a pattern is not read."""
    before, after = literal(prefix), literal(suffix)
    listed: list[tuple[bool, Word]] = []
    for glob in globs:
        positive = not glob.startswith("!")
        choices = words(glob.removeprefix("!"))
        if choices is None:
            choices = ((ANYTHING,),) if positive else ()
        listed.extend((positive, (*before, *word, *after)) for word in choices)
    between = ANYTHING if maybe_empty else SOMETHING
    return Language(tuple(listed), (*before, between, *after))


def matches(globs: Sequence[str], name: str) -> bool | None:
    """Whether a filter list admits a name: the last pattern that matches decides."""
    if not readable(globs):
        return None
    return question(Language(((True, literal(name)),)), language(globs), True)


def admits_some(globs: Sequence[str], prefix: str = "") -> bool | None:
    """Whether a filter list admits some name that begins with a text."""
    begins = Language(((True, (*literal(prefix), ANYTHING)),))
    admitted = question(language(globs), begins, True)
    return None if admitted and not readable(globs) else admitted


def fixed_prefix(globs: Sequence[str]) -> str:
    """What every name that a filter list admits begins with."""
    starts = [
        start(word) for one in globs if not one.startswith("!") for word in words(one) or ((),)
    ]
    if not starts:
        return ""
    shortest, largest = min(starts), max(starts)
    same = next(
        (at for at, (one, two) in enumerate(zip(shortest, largest, strict=False)) if one != two),
        min(len(shortest), len(largest)),
    )
    return shortest[:same]


def start(word: Word) -> str:
    """The text a word begins with."""
    text = ""
    for piece in word:
        if piece.repeat or piece.inverted or len(piece.characters) != 1:
            break
        text += "".join(piece.characters)
    return text


def covers(declared: Sequence[str], globs: Sequence[str]) -> bool | None:
    """Whether each name a filter list admits is matched by a declared pattern with only `*`.

    `*` of a declared pattern is that of rulesets and deployment policies: no `/` in it.
    """
    if not readable(globs):
        return None
    plain = [tuple(IN_FOLDER if c == "*" else literal(c)[0] for c in one) for one in declared]
    outside = question(language(globs), Language(tuple((True, word) for word in plain)), False)
    return None if outside is None else not outside
