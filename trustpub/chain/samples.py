"""Names of tags and branches to try patterns and conditions with."""

from functools import cache, lru_cache

from ..patterns import matches

VERSIONS = (
    *("1.2.3", "1.2.3rc1", "1.2.3-rc.1", "1.2.3-rc1", "1.2.3b1", "1.2.3a1", "1.2.3.post1"),
    *("1.2.3.dev1", "1.2.3-alpha.1", "1.2.3-beta.1", "1.2", "1", "0.1.0", "10.20.30"),
    *("2.0.0", "3.0.0", "2026.1", "2026.01.31", "2026-01-31", "20260131", "x", "main", ""),
)
"""What `*` in a pattern mostly stands for."""
WORDS = ("sampleproject", "pkg", "1")
TAGS = (
    *("v1.2.3", "1.2.3", "release-1.2.3", "release/1.2.3", "test-1.2.3", "v1.2.3rc1"),
    *("nightly", "latest", "some-tag"),
)
"""Tags that a project may have beside those of its releases."""
BRANCHES = ("main", "master", "develop", "feature/x", "some-branch")


@lru_cache
def of_pattern(pattern: str) -> tuple[str, ...]:
    """Names that a pattern of the config matches on every forge."""
    found: list[str] = []
    stars = pattern.count("*")
    for version in VERSIONS:
        texts = {version.join(pattern.split("*"))}
        if stars > 1:
            texts |= {last_of(pattern, word, version) for word in WORDS}
        found += sorted(text for text in texts if text)
    return tuple(found)


def last_of(pattern: str, word: str, version: str) -> str:
    """`*-v*` -> `pkg-v1.2.3`."""
    *before, after = pattern.split("*")
    return word.join(before) + version + after


@cache
def of_filter(glob: str) -> tuple[str, ...]:
    """Names that a filter pattern of GitHub admits; none where it cannot be read."""
    from ..forges.github.expressions.github_glob import matches as admits
    from ..forges.github.expressions.github_glob import words

    found = []
    for word in words(glob) or ():
        for filler in (*VERSIONS, *TAGS, "a/b"):
            text = "".join(
                filler if piece.inverted and piece.repeat else min(piece.characters, default="x")
                for piece in word
            )
            found.append(text)
    named = [*dict.fromkeys(text for text in found if text), *TAGS]
    return tuple(text for text in named if admits((glob,), text))


def matched(patterns: tuple[str, ...], name: str, forge: str) -> bool:
    """Whether some pattern of the config matches a name."""
    return any(matches(one, name, "github" if forge == "github" else "gitlab") for one in patterns)
