"""What comes out: Comparison, Verdict, Choice; and how a claim is shown."""

from typing import Any, Literal

from pydantic import Field, computed_field

from ..model import Unknown, Value

LIMIT = 240
"""Characters of a claim that are shown: a token may hold anything."""

KINDS = {bool: "true or false", int: "a number", float: "a number", list: "a list"}


class Comparison(Value):
    """One claim: what the publisher asks for, and what the token holds."""

    claim: str
    expected: str
    found: str | None
    """Escaped and cut; None where the token lacks the claim."""
    note: str = ""
    """What to know about PyPI's comparison."""


class Verdict(Value):
    """What PyPI makes of a token for one publisher. Every claim that counts is in one list."""

    ruleset: str
    failures: list[Comparison] = Field(default_factory=list)
    """Each of these alone makes PyPI refuse."""
    unknown: list[Unknown] = Field(default_factory=list)
    """Claims that could not be compared: with one of these nothing is accepted."""
    matched: list[Comparison] = Field(default_factory=list)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def state(self) -> Literal["accepted", "rejected", "unknown"]:
        """`unknown` where nothing is wrong as far as it could be seen, and that is not all."""
        if self.failures:
            return "rejected"
        return "accepted" if self.matched and not self.unknown else "unknown"

    @computed_field  # type: ignore[prop-decorator]
    @property
    def accepted(self) -> bool:
        """Only where all was compared and all is right."""
        return self.state == "accepted"


class Choice(Value):
    """Which of several publishers PyPI takes for a token."""

    publisher: dict[str, Any] | None
    """The one that the token of the index is for; None where there will be no token."""
    pending: dict[str, Any] | None = None
    """The pending publisher that is used up on the way: its project comes to be."""
    verdict: Verdict
    """Of the publisher, or where there is none, of the one that came nearest."""
    why: str


def shown(value: object) -> str | None:
    """A claim fit for a terminal or a page: ASCII, one line, of limited length."""
    if value is None:
        return None
    if not isinstance(value, str):
        return f"({KINDS.get(type(value), 'an object')}, no text)"
    return cut(escaped(value[: LIMIT + 1]))


def escaped(text: str) -> str:
    """In ASCII: control characters and look-alikes show their numbers."""
    return text.encode("unicode_escape").decode("ascii")


def cut(text: str) -> str:
    """At most LIMIT characters, and a sign where some are left out."""
    return text if len(text) <= LIMIT else f"{text[: LIMIT - 3]}..."
