"""How old a look is, and how old it may be."""

import re
from datetime import datetime, timedelta

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def seconds(text: str) -> int:
    """`30s`, `15m`, `1h`, `2d` or a number of seconds."""
    match = re.fullmatch(r"([0-9]{1,8}) ?([smhd]?)", text.strip())
    if not match:
        raise ValueError(f"{text!r} is no duration; write it as `30s`, `15m`, `1h` or `2d`")
    return int(match[1]) * UNITS[match[2] or "s"]


def fresh(looked: datetime, now: datetime, max_age: int) -> bool:
    """Whether a look is young enough; one from the future is none."""
    return timedelta(0) <= now - looked < timedelta(seconds=max_age)


def ago(looked: datetime, now: datetime) -> str:
    """`just now`, `12 min ago`, `3 h ago`, `5 days ago`."""
    passed = int((now - looked).total_seconds())
    if passed < 60:
        return "just now"
    if passed < 3600:
        return f"{passed // 60} min ago"
    if passed < 2 * 86400:
        return f"{passed // 3600} h ago"
    return f"{passed // 86400} days ago"
