"""Shards and patterns."""

from collections import Counter

import pytest

from trustpub.rollout.naming import chosen, shard_of, unnamed

from .made import repository

NAMES = [f"github:octo-org/project{n}" for n in range(1000)]


def test_letter_case_is_no_other_repository() -> None:
    """Forges ignore it, so a config that writes it otherwise keeps its shard."""
    assert shard_of("github:Octo-Org/X", 7) == shard_of("github:octo-org/x", 7)


@pytest.mark.parametrize("count", [1, 2, 7, 256])
def test_every_repository_is_in_one_shard(count: int) -> None:
    """All shards together are the fleet, and no two share a repository."""
    entries = [repository(name) for name in NAMES]

    parts = [chosen(entries, (), (number, count)) for number in range(1, count + 1)]

    assert Counter(NAMES) == Counter(entry.name for part in parts for entry in part)


def test_one_more_repository_moves_no_other() -> None:
    """A shard is told by the name alone."""
    before = [e.name for e in chosen([repository(n) for n in NAMES], (), (3, 8))]
    more = [repository("github:a/new"), *map(repository, NAMES), repository("gitlab:b/new")]

    after = [e.name for e in chosen(more, (), (3, 8))]

    assert before == [name for name in after if not name.endswith("/new")]


def test_shards_are_of_like_size() -> None:
    """1,000 repositories in 10 shards: none is half or double of its share."""
    sizes = Counter(shard_of(name, 10) for name in NAMES).values()

    assert 50 < min(sizes) <= max(sizes) < 200


def test_the_hash_stays() -> None:
    """Another one would move every repository."""
    assert 1 == shard_of("github:octo-org/sampleproject", 8)


def test_patterns_choose() -> None:
    """`*` is any text, any pattern is enough, and letter case is ignored."""
    entries = [repository(name) for name in ("github:a/x", "github:b/x", "gitlab:a/y")]

    found = chosen(entries, ("GITHUB:A/*", "gitlab:*"), (1, 1))

    assert ["github:a/x", "gitlab:a/y"] == [entry.name for entry in found]


def test_a_pattern_that_names_nothing_is_told() -> None:
    """A typing error is not taken for `nothing to do`."""
    assert ["gitlab:*"] == unnamed([repository("github:a/x")], ("github:*", "gitlab:*"))
