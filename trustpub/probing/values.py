"""What a probe comes to: Probed, Exchange. No token is in any of them."""

from typing import Literal

from ..claims.verdict import Verdict
from ..model import Identity, Value


class Probed(Value):
    """One declared publisher, and what PyPI would make of the job's token for it."""

    name: str
    identity: Identity
    verdict: Verdict


class Refusal(Value):
    """One reason that the index gives."""

    code: str
    meaning: str
    """The code, explained."""
    said: str
    """The index's own words, escaped and cut."""


class Exchange(Value):
    """What came of asking the index for a token of its own, which is forgotten at once."""

    state: Literal["accepted", "refused", "not-asked", "unknown"]
    sentence: str
    refusals: tuple[Refusal, ...] = ()
