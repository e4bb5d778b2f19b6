"""Shards and the patterns of `--only`. Pure."""

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from hashlib import sha256
from typing import TypeVar

from .model import Named

E = TypeVar("E", bound=Named)


def digest(name: str) -> str:
    """Hex digits of a name; both forges ignore the case of paths."""
    return sha256(name.casefold().encode()).hexdigest()


def shard_of(name: str, count: int) -> int:
    """1 to `count`, by the name alone: a repository more or less moves no other."""
    return int(digest(name), 16) % count + 1


def chosen(entries: Iterable[E], only: Sequence[str], shard: tuple[int, int]) -> list[E]:
    """The entries of a shard that a pattern names, in the order of the fleet."""
    number, count = shard
    return [
        entry
        for entry in entries
        if (count == 1 or shard_of(entry.name, count) == number)
        and (not only or any(named(entry.name, pattern) for pattern in only))
    ]


def unnamed(entries: Iterable[Named], only: Sequence[str]) -> list[str]:
    """The patterns that name nothing in the whole fleet."""
    names = [entry.name for entry in entries]
    return [p for p in only if not any(named(name, p) for name in names)]


def named(name: str, pattern: str) -> bool:
    """Whether a pattern is about a name."""
    return fnmatchcase(name.casefold(), pattern.casefold())
