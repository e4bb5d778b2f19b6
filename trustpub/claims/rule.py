"""One line of a rule set, and the predicates that GitHub and GitLab share."""

from collections.abc import Callable, Mapping
from re import Pattern
from typing import Any, NamedTuple

Publisher = Mapping[str, Any]
"""By PyPI's names for the fields of a stored publisher."""
Claims = Mapping[str, object]
Predicate = Callable[[Publisher, Claims], bool]


def anyway(_publisher: Publisher, _claims: Claims) -> bool:
    """Nothing is asked."""
    return True


class Rule(NamedTuple):
    """What PyPI asks of one claim."""

    expected: Callable[[Publisher, Claims], str]
    """The answer that would fit, in words."""
    finds: Predicate = anyway
    """The claim's part in the lookup of a stored publisher."""
    fits: Predicate = anyway
    """The check of the claim against the publisher that was found."""
    needs: tuple[str, ...] = ()
    """Fields of the publisher without which there is nothing to compare with."""
    required: bool = True
    """Whether PyPI refuses a token without the claim, whatever the publisher."""
    note: str = ""


Table = Mapping[str, Rule]
"""Claim -> what PyPI asks of it."""


class Forge(NamedTuple):
    """One rule set for the tokens of one forge."""

    tables: tuple[Table, ...]
    """One for each lookup that PyPI tries; the next only where the one before found nothing."""
    environment: Callable[[object], str]
    """The claim as PyPI would have it stored; empty where it asks for no certain one."""
    unique: tuple[str, ...]
    """The fields that PyPI's database holds unique."""
    same: tuple[str, ...]
    """The fields in which a pending publisher is one that exists already."""


def text(claims: Claims, name: str) -> str:
    """A claim that is text; empty where it is missing or anything else."""
    value = claims.get(name)
    return value if isinstance(value, str) else ""


def words(sentence: str) -> Callable[[Publisher, Claims], str]:
    """An expectation that is the same for every publisher."""
    return lambda _publisher, _claims: sentence


def is_text(name: str) -> Predicate:
    """The claim is text, if it is there at all."""
    return lambda _publisher, claims: isinstance(claims.get(name, ""), str)


def is_filled(name: str) -> Predicate:
    """The claim is not empty."""
    return lambda _publisher, claims: bool(claims[name])


def file(claims: Claims, name: str, pattern: Pattern[str]) -> str | None:
    """The workflow that PyPI reads out of a reference."""
    found = pattern.search(text(claims, name))
    return found[0] if found else None


def places(where: str, refs: tuple[str, ...], claims: Claims) -> list[str]:
    """A workflow at each of the refs that the token names."""
    return sorted({f"{where}@{claims[ref]}" for ref in refs if claims.get(ref)})


PRESENT = Rule(words("to be there"))
TOKEN_ID = Rule(words("text"), fits=is_text("jti"), note="a token is good for one exchange")
