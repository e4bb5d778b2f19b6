"""Filter patterns against the examples of GitHub's docs and against plain regular expressions."""

import re
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trustpub.forges.github.expressions.github_glob import (
    admits_some,
    covers,
    fixed_prefix,
    matches,
)
from trustpub.patterns import matches as simple_matches

TABLE = [
    (("feature/*",), "feature/my-branch", True),
    (("feature/*",), "feature/a/b", False),
    (("feature/**",), "feature/beta-a/my-branch", True),
    (("*",), "main", True),
    (("*",), "a/b", False),
    (("**",), "all/the/branches", True),
    (("*feature",), "ver-10-feature", True),
    (("v2*",), "v2", True),
    (("v2*",), "v2.9", True),
    (("v2*",), "v1", False),
    (("v[12].[0-9]+.[0-9]+",), "v1.10.1", True),
    (("v[12].[0-9]+.[0-9]+",), "v3.0.0", False),
    (("v[12].[0-9]+.[0-9]+",), "v1..1", False),
    (("*.jsx?",), "page.js", True),
    (("*.jsx?",), "page.jsx", True),
    (("**.js",), "js/index.js", True),
    (("docs/**/*.md",), "docs/hello.md", True),
    (("docs/**/*.md",), "docs/a/markdown/file.md", True),
    (("**/docs/**",), "dir/docs/my-file.txt", True),
    (("**/README.md",), "README.md", True),
    (("**/*src/**",), "my-src/code/js/app.js", True),
    (("*/*-post.md",), "my/a-post.md", True),
    (("Octoc?t",), "Octot", True),
    (("Octoc?t",), "Octocat", False),
    ((r"\*",), "*", True),
    ((r"\*",), "x", False),
    (("a!",), "a!", True),
    (("V*",), "v1", False),
    (("releases/**", "!releases/**-alpha"), "releases/beta/3-alpha", False),
    (("releases/**", "!releases/**-alpha"), "releases/10", True),
    (("**", "!v*", "v1"), "v1", True),
    (("!v*",), "x", False),
    ((), "x", False),
    (("**",), "", False),
    (("v[",), "v1", None),
    (("+v",), "v", None),
    (("v*+",), "v", None),
    (("a++",), "a", None),
    (("[a-]",), "a", None),
    (("[b-a]",), "a", None),
    (("[]",), "a", None),
    (("[!a]",), "b", None),
    (("!",), "a", None),
    (("a\\",), "a", None),
]


@pytest.mark.parametrize(("globs", "name", "expected"), TABLE)
def test_matches(globs: tuple[str, ...], name: str, expected: bool | None) -> None:
    """A name is admitted as GitHub's docs say; a pattern that is none gives no answer."""
    assert expected is matches(globs, name)


@pytest.mark.parametrize(
    ("globs", "prefix", "expected"),
    [
        (("v*",), "v1", True),
        (("v*",), "w", False),
        (("v*", "!v1*"), "v1", False),
        (("v*", "!**"), "", False),
        (("!v*",), "", False),
        (("v[",), "", None),
        (("v*", "!["), "w", False),
    ],
)
def test_admits_some(globs: tuple[str, ...], prefix: str, expected: bool | None) -> None:
    """Whether a filter list leaves any name that begins so."""
    assert expected is admits_some(globs, prefix)


@pytest.mark.parametrize(
    ("globs", "expected"),
    [
        (("v*", "v1"), "v"),
        (("release/1.[0-9]", "release/1.x"), "release/1."),
        (("v?1",), ""),
        (("**/a",), ""),
        (("v*", "w*"), ""),
        (("v*", "!w*"), "v"),
        (("v1.[",), ""),
        ((), ""),
    ],
)
def test_fixed_prefix(globs: tuple[str, ...], expected: str) -> None:
    """What all admitted names begin with."""
    assert expected == fixed_prefix(globs)


@pytest.mark.parametrize(
    ("declared", "globs", "expected"),
    [
        (("v*",), ("v*",), True),
        (("v*",), ("v[0-9]+.[0-9]+.[0-9]+*",), True),
        (("v*",), ("v**",), False),
        (("v*",), ("**",), False),
        (("v*",), ("*",), False),
        (("v*",), ("v?1",), False),
        (("v*", "1*"), ("v?1",), True),
        (("v1*",), ("v*", "!v[02-9]*"), False),
        (("v*",), ("**", "!**", "v1"), True),
        (("v*", "v*/*"), ("v*/x", "v1"), True),
        (("v1*", "v2*"), ("v[12].*",), True),
        ((), ("v*",), False),
        (("v*",), ("v[",), None),
        (("v*",), ("v*", "!["), None),
    ],
)
def test_covers(declared: tuple[str, ...], globs: tuple[str, ...], expected: bool | None) -> None:
    """Whether each admitted name has a declared pattern."""
    assert expected is covers(declared, globs)


TEXTS = tuple("".join(t) for n in range(1, 6) for t in product("ab/", repeat=n))
GLOBS = st.lists(
    st.builds(
        str.__add__,
        st.sampled_from(["", "", "!"]),
        st.lists(
            st.sampled_from(["a", "b", "/", "*", "**", "**/", "a?", "b+", "[ab]", "[a]+"]),
            min_size=1,
            max_size=4,
        ).map("".join),
    ),
    min_size=1,
    max_size=3,
)
SIGNS = {"**/": "(?:.+/)?", "**": ".*", "*": "[^/]*"}


@cache
def regex(glob: str) -> re.Pattern[str]:
    """A pattern as a regular expression."""
    parts = re.split(r"(\*\*/|\*\*|\*)", glob.removeprefix("!"))
    return re.compile("".join(SIGNS.get(part, part) for part in parts), re.S)


@settings(max_examples=100, deadline=None)
@given(GLOBS, st.sampled_from(TEXTS))
def test_matches_as_regular_expressions_do(globs: list[str], text: str) -> None:
    """The last pattern that matches decides."""
    expected = False
    for glob in globs:
        if regex(glob).fullmatch(text):
            expected = not glob.startswith("!")

    assert matches(tuple(globs), text) in (expected, None)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("ab/*", min_size=1, max_size=3), max_size=2), GLOBS)
def test_covers_means_every_name(declared: list[str], globs: list[str]) -> None:
    """What is covered has no name without a declared pattern."""
    if covers(declared, globs):
        for text in TEXTS:
            if matches(globs, text):
                assert any(simple_matches(pattern, text, "github") for pattern in declared)


@given(st.lists(st.text("av*?+[]!-\\/", max_size=8), max_size=3), st.text("av/", max_size=4))
def test_nothing_raises(globs: list[str], name: str) -> None:
    """Any list of texts gets an answer."""
    assert matches(globs, name) in (True, False, None)
    assert covers(["v*"], globs) in (True, False, None)
    assert isinstance(fixed_prefix(globs), str)
