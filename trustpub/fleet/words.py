"""Small questions about plain values."""

import re
from functools import lru_cache
from typing import Any


def is_text(value: Any) -> bool:
    """Whether a value is text that says something."""
    return isinstance(value, str) and bool(value.strip())


def names(value: Any) -> tuple[str, ...] | None:
    """One name or a list of them; None for what is neither, no name at all for nothing."""
    if value is None:
        return ()
    listed = value if isinstance(value, list) else [value]
    return tuple(listed) if all(map(is_text, listed)) else None


@lru_cache(maxsize=1024)
def pattern(text: str) -> re.Pattern[str]:
    """`*` is any text, everything else is itself; forges do not tell upper and lower case apart.

    What stands between two `*` is kept where it is first met: no later place is any better.
    """
    first, *between = map(re.escape, text.split("*"))
    last = [f".*{between.pop()}"] if between else []
    found = "".join([first, *(f"(?>.*?{part})" for part in between), *last])
    return re.compile(found, re.IGNORECASE | re.DOTALL)
