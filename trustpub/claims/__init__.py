"""Would PyPI take this token for this publisher, and if not, because of which claim?

    >>> from trustpub.claims import evaluate
    >>> verdict = evaluate(publisher, claims)          # doctest: +SKIP
    >>> verdict.accepted, verdict.failures, verdict.unknown   # doctest: +SKIP

Pure: no network, no clock. Signature, times, audience and reuse of a token are not judged here.
"""

from .choosing import choose
from .engine import DEFAULT, RULESETS, evaluate
from .verdict import Choice, Comparison, Verdict

__all__ = ["DEFAULT", "RULESETS", "Choice", "Comparison", "Verdict", "choose", "evaluate"]
