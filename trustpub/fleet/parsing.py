"""Text -> Sheet, or what is wrong with it as YAML."""

from ..model import Problem
from ..source import LIMITS, Source, read_source
from ..yaml_nodes import Fault, Limits, decode
from .marks import marks_of
from .model import Sheet
from .quick import read_quickly

FLEET_LIMITS = Limits(size=16 * 1024 * 1024, nodes=1_000_000, depth=LIMITS.depth)
"""Larger than a fleet of 10,000 projects that are written out in full."""


def parse(
    text: str | bytes, file: str, limits: Limits = LIMITS
) -> tuple[Sheet | None, tuple[Problem, ...]]:
    """One file; plain ones fast."""
    decoded = decode(text, limits)
    if not isinstance(decoded, Fault):
        found = read_quickly(decoded, limits)
        if found is not None:
            return Sheet(file, *found), ()
    source: Source = read_source(text, file, limits)
    if source.problems:
        return None, source.problems
    return Sheet(file, source.document, marks_of(source)), ()
