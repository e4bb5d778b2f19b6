"""What a run waits for, and times as a clock shows them. Pure."""

from datetime import datetime
from typing import NamedTuple


class Wait(NamedTuple):
    """What the run waits for, and until when."""

    why: str
    until: float


def clock_time(at: float, now: float) -> str:
    """`14:05:10`; with its day where that is another one."""
    then = datetime.fromtimestamp(at)
    same = then.date() == datetime.fromtimestamp(now).date()
    return f"{then:%H:%M:%S}" if same else f"{then:%Y-%m-%d %H:%M}"
