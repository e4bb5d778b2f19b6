"""Whether GitHub's hour loses more than is counted here; then everything counts for more. Pure.

Not all is counted: what the engine's providers send is known from what they did. Others who use the
same token take from the same minute, too.
"""

from typing import NamedTuple

from ..model import Told
from .table import REQUESTS, Amounts

LEAST = 200
"""Requests from which on a measure tells something."""
HIGHEST, STEP = 3.0, 0.02
"""The highest factor, and its way back to 1."""
ANOTHER = 60.0
"""Seconds: a reset that is so much later is that of another hour."""


class Use(NamedTuple):
    """What was left when measuring began, and what was counted here since."""

    base: Told | None = None
    counted: float = 0.0
    factor: float = 1.0


NOBODY = Use()


def learned(use: Use, told: Told | None, sent: Amounts, running: Amounts) -> Use:
    """After a repository; `running` may have sent all of its part, or nothing yet."""
    if told is None:
        return use
    if use.base is None or abs(use.base.reset - told.reset) > ANOTHER:
        return use._replace(base=told, counted=0.0)
    key = REQUESTS.format("github")
    counted = use.counted + sent.get(key, 0.0)
    busy = running.get(key, 0.0) / use.factor
    factor = corrected(use.factor, use.base.remaining - told.remaining, counted, busy)
    return use._replace(counted=counted, factor=factor)


def corrected(factor: float, lost: float, counted: float, busy: float) -> float:
    """How much more is sent than is counted: up at once, down in small steps."""
    if counted < LEAST:
        return factor
    if lost > factor * (counted + busy):
        return min(HIGHEST, lost / (counted + busy))
    if lost < (factor - STEP) * counted:
        return max(1.0, factor - STEP)
    return factor
