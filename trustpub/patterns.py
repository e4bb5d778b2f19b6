"""Tag patterns: `*` is any text. On GitHub it stops at `/`, on GitLab it does not.

GitHub: File.fnmatch without FNM_PATHNAME exceptions, "Deployment branches and tags";
GitLab: `*` becomes `.*`, lib/gitlab/ref_matcher.rb.
"""

import re
from collections.abc import Iterator
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
    """Whether some ref is matched by both patterns: whether both can be gone through together."""
    seen, waiting = {(0, 0)}, [(0, 0)]
    while waiting:
        left, right = waiting.pop()
        if (left, right) == (len(one), len(two)):
            return True
        found = set(steps(one[left : left + 1], two[right : right + 1], forge))
        new = {(left + further, right + beyond) for further, beyond in found} - seen
        seen |= new
        waiting += new
    return False


def steps(one: str, two: str, forge: Forge) -> Iterator[tuple[int, int]]:
    """How far both get from a sign of each, empty at the end: a `*` ends, or takes a character."""
    if one == "*":
        yield 1, 0
        if two and two != "*" and (two != "/" or forge == "gitlab"):
            yield 0, 1
    if two == "*":
        yield 0, 1
        if one and one != "*" and (one != "/" or forge == "gitlab"):
            yield 1, 0
    if one == two != "":
        yield 1, 1


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
