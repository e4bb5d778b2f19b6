"""A request that only reads, sent again after a failure that may pass. Never for a write.

GitHub docs, "Best practices for using the REST API": requests one after the other, and a pause
before one is sent again. Limits (403, 429) are no such failure: whoever keeps to them waits.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .errors import Unreachable

if TYPE_CHECKING:
    import requests

PASSING = (500, 502, 503, 504)
PAUSES = (0.5, 2.0)
"""Seconds before each further try."""
LASTING = ("unknown host", "its certificate is not trusted")
"""Why there is no answer, where there will be none a moment later."""


@dataclass
class Patience:
    """What one client knows of its server: one that is down is not asked three times each."""

    spent: bool = False
    """Whether the last request failed, however often it was sent."""

    def answer(self, send: "Callable[[], requests.Response]") -> "requests.Response":
        """The answer to a request that may be sent again; Unreachable where none comes."""
        for pause in () if self.spent else PAUSES:
            try:
                answer = send()
            except Unreachable as error:
                if any(f"({why})" in str(error) for why in LASTING):
                    raise
            else:
                if answer.status_code not in PASSING:
                    return answer
            time.sleep(pause)
        self.spent = True
        answer = send()
        self.spent = answer.status_code in PASSING
        return answer
