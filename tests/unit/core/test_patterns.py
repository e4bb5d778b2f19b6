"""patterns.py against brute force: every text over a small alphabet, on both forges."""

from functools import cache
from itertools import product
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trustpub.model import Forge
from trustpub.patterns import covers, matches, overlaps

LETTERS = "ab/"
OTHER = "z"
"""Stands for the characters that no pattern here names."""
LONGEST = 6
"""Two patterns of up to four signs tell their difference within texts this long."""
PATTERNS = st.text(LETTERS + "*", max_size=4)
FORGES = st.sampled_from(["github", "gitlab"])
TEXTS = tuple("".join(t) for n in range(LONGEST + 1) for t in product(LETTERS + OTHER, repeat=n))


@cache
def matched(pattern: str, forge: Forge) -> frozenset[str]:
    """All texts up to the length that a pattern matches."""
    return frozenset(text for text in TEXTS if matches(pattern, text, forge))


@settings(max_examples=80, deadline=None)
@given(PATTERNS, PATTERNS, FORGES)
def test_cover_agrees_with_brute_force(outer: str, inner: str, forge: Forge) -> None:
    """A pattern covers another when it matches every text that the other matches."""
    assert (matched(inner, forge) <= matched(outer, forge)) == covers(outer, inner, forge)


@settings(max_examples=80, deadline=None)
@given(PATTERNS, PATTERNS, FORGES)
def test_overlap_agrees_with_brute_force(one: str, two: str, forge: Forge) -> None:
    """Two patterns overlap when some text is matched by both."""
    expected = bool(matched(one, forge) & matched(two, forge))

    assert expected == overlaps(one, two, forge)
    assert expected == overlaps(two, one, forge)


@settings(max_examples=300, deadline=None)
@given(st.text("v1.-/*", max_size=12), st.text("v1.-/*", max_size=12), FORGES)
def test_laws_of_patterns(one: str, two: str, forge: Forge) -> None:
    """Every pattern covers itself; what is covered and matches something overlaps."""
    assert covers(one, one, forge)
    assert overlaps(one, one, forge)
    if covers(one, two, forge):
        assert overlaps(one, two, forge)
    if covers(one, two, forge) and covers(two, one, forge) and "*" not in one:
        assert one == two


@pytest.mark.parametrize(
    ("outer", "inner", "github", "gitlab"),
    [
        ("v*", "v*", True, True),
        ("v*", "v1.*", True, True),
        ("v1.*", "v*", False, False),
        ("*", "v*", True, True),
        ("*", "release/*", False, True),
        ("release/*", "release/v*", True, True),
        ("v*", "v*/*", False, True),
        ("v*", "v**", True, True),
        ("v*-rc*", "v*-rc1", True, True),
        ("", "", True, True),
        ("*", "", True, True),
        ("v*\0", "v*x", False, False),
    ],
)
def test_pattern_covers_another(outer: str, inner: str, github: bool, gitlab: bool) -> None:
    """On GitHub a `*` stops at `/`, on GitLab it does not."""
    assert (github, gitlab) == (covers(outer, inner, "github"), covers(outer, inner, "gitlab"))


def test_patterns_that_would_take_for_ever() -> None:
    """Many `*` before something that never comes: each place is tried once."""
    many, name = "*a" * 60 + "*b", "a" * 2000 + "c"

    for forge in get_args(Forge):
        assert not covers(many, name, forge)
        assert not overlaps("*a" * 120 + "x", "*" + "b*" * 120 + "y", forge)
        assert overlaps("*a" * 120 + "*", "*" + "b*" * 120, forge)
