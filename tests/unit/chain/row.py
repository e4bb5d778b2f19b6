"""The row of a rule."""

from typing import NamedTuple

Swaps = tuple[tuple[str, str], ...]


class Row(NamedTuple):
    """What a rule says of `bad`; of `good` nothing at all is said."""

    bad: dict[str, str]
    severity: str
    where: str
    """`file:line`, or the field of the config."""
    found: str
    fix: str
    good: dict[str, str]
    also: tuple[str, ...] = ()
    """Ids that `bad` cannot but have beside the rule's own."""
