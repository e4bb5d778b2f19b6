"""Tag patterns: `*` is any text. On GitHub it stops at `/`, on GitLab it does not.

GitHub: File.fnmatch without FNM_PATHNAME exceptions, "Deployment branches and tags";
GitLab: `*` becomes `.*`, lib/gitlab/ref_matcher.rb.
"""

import re
from functools import lru_cache

from .model import Forge

OTHER = "\0"
"""Stands for every character that neither pattern names."""


def covers(outer: str, inner: str, forge: Forge) -> bool:
    """Whether every ref that `inner` matches is matched by `outer`.

    It is if `outer` matches `inner` with a character of its own for each `*`: only a `*` of
    `outer` takes that character, and so takes whatever else stands there.
    """
    return matches(outer, inner.replace("*", OTHER), forge)


def overlaps(one: str, two: str, forge: Forge) -> bool:
    """Whether some ref is matched by both patterns: whether some text takes both to their end."""
    alphabet = (set(one) | set(two) | {"/", OTHER}) - {"*"}
    begin = (closure(one, {0}), closure(two, {0}))
    seen, queue = {begin}, [begin]
    while queue:
        left, right = queue.pop()
        if len(one) in left and len(two) in right:
            return True
        for character in alphabet:
            pair = step(one, left, character, forge), step(two, right, character, forge)
            if pair not in seen:
                seen.add(pair)
                queue.append(pair)
    return False


def matches(pattern: str, name: str, forge: Forge) -> bool:
    """Whether a pattern matches one ref name."""
    return regex(pattern, forge).fullmatch(name) is not None


@lru_cache(maxsize=4096)
def regex(pattern: str, forge: Forge) -> re.Pattern[str]:
    """The regular expression of a pattern.

    The first place where a part between two `*` stands is as good as any later one, so it is kept
    (an atomic group): to try them all would take for ever with many `*`.
    """
    star = "[^/]*" if forge == "github" else ".*"
    first, *between = map(re.escape, pattern.split("*"))
    last = [f"{star}{between.pop()}"] if between else []
    found = "".join([first, *(f"(?>{star}?{part})" for part in between), *last])
    return re.compile(found, re.DOTALL)


States = frozenset[int]


def closure(pattern: str, states: set[int]) -> States:
    """States reachable without reading a character: a `*` may match nothing."""
    grown = set(states)
    for state in sorted(states):
        position = state
        while position < len(pattern) and pattern[position] == "*":
            position += 1
            grown.add(position)
    return frozenset(grown)


def step(pattern: str, states: States, character: str, forge: Forge) -> States:
    """States after reading one character."""
    reached = set()
    for state in states:
        if state == len(pattern):
            continue
        if pattern[state] == "*":
            if character != "/" or forge == "gitlab":
                reached.add(state)
        elif pattern[state] == character:
            reached.add(state + 1)
    return closure(pattern, reached)
