"""Texts that others wrote -> YAML nodes, by the parser that takes them; small texts once."""

import re
from functools import lru_cache
from typing import Any

from .yaml_nodes import FLATTER, Fault, Limits, compose

LIMITS = Limits(size=1024 * 1024, nodes=200_000, depth=100)
"""Larger than any workflow or pipeline that is written by hand."""
PURE_SIZE = 64 * 1024
"""Characters that the slow parser is given: some seconds of them at most."""
KEPT, KEPT_SIZE = 32, 32 * 1024
"""So many texts, of so many characters at most, are not composed again: patches read on and on."""
INNER_TAB = re.compile(r"(?<=\S)[ \t]*\t[ \t]*(?=\S)")


def composed_somehow(text: str) -> tuple[Any, ...] | Fault:
    """The nodes of a text; what one parser refuses though YAML 1.2 allows it, the other may take.

    The one in C stops at `{image: python@sha256:...}`, the one in Python at tabs inside of lines.
    """
    first = composed(text)
    if not isinstance(first, Fault) or first.at is None or len(text) > PURE_SIZE:
        return first
    if first.fix == FLATTER:
        return first  # No parser finds less depth, and the one in Python takes seconds for it.
    again = compose(INNER_TAB.sub(spaces, text), LIMITS, pure=True)
    return first if isinstance(again, Fault) else again


def composed(text: str) -> tuple[Any, ...] | Fault:
    """The nodes of a text by the parser in C, for reading alone: others may be given the same."""
    return kept(text) if len(text) <= KEPT_SIZE else compose(text, LIMITS)


@lru_cache(maxsize=KEPT)
def kept(text: str) -> tuple[Any, ...] | Fault:
    """Those of a small text."""
    return compose(text, LIMITS)


def spaces(tabs: re.Match[str]) -> str:
    """As many spaces as there are characters, so that columns stay."""
    return " " * len(tabs[0])
