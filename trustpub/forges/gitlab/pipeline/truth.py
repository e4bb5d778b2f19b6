"""Yes, no and unknown, and how they combine."""

from collections.abc import Iterable

from ....workflows.model import Truth


def both(truths: Iterable[Truth]) -> Truth:
    """Whether all hold."""
    known = set(truths)
    return "no" if "no" in known else "unknown" if "unknown" in known else "yes"


def either(truths: Iterable[Truth]) -> Truth:
    """Whether one holds."""
    known = set(truths)
    return "yes" if "yes" in known else "unknown" if "unknown" in known else "no"


def alike(truths: Iterable[Truth]) -> Truth:
    """What all say; unknown where they differ, no where there is none."""
    known = set(truths)
    return known.pop() if len(known) == 1 else "unknown" if known else "no"


def opposite(truth: Truth) -> Truth:
    """Not."""
    return {"yes": "no", "no": "yes"}.get(truth, "unknown")  # type: ignore[return-value]
