"""An end to the work on one request: what its author wrote may be made to take for ever.

A signal ends any work of Python, a regular expression too, and `subprocess.run` ends its program
(Python docs, "signal": `setitimer`, on Unix and in the main thread alone).
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ..trees.tree import Unread

PATIENCE = 240.0
"""Seconds: a fleet of 10,000 takes a fraction of it, and a job of CI has 15 minutes."""
AGAIN = 10.0
"""Seconds until it is said once more, where the first time was in a place that cannot raise."""
LATE = (
    "it takes longer than {seconds:.0f} s to read; name fewer files and patterns, and look with"
    " care at what makes it slow"
)


class Late(BaseException):
    """No Exception: nothing on the way may take it for a fault of a single file."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What takes longer is Unread; 0 for no limit."""
    here = threading.current_thread() is threading.main_thread()
    if not seconds or not here or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    except Late:
        raise Unread(LATE.format(seconds=seconds)) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before or signal.SIG_DFL)


def late(number: int, frame: Any) -> None:
    """It is over."""
    raise Late
