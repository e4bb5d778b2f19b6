"""Tags to try a publisher with, and what else such a tag would start."""

from collections.abc import Iterable

from ..patterns import matches
from ..status.judging import Judged


def example(pattern: str, trial: bool) -> str:
    """`v*` -> `v1.0.0`, or `v0.1.0-rc.1` for a trial; further stars are a `1`."""
    first, star, rest = pattern.partition("*")
    if not star:
        return pattern
    whole = "0.1.0" if rest else "0.1.0-rc.1"
    return first + (whole if trial else "1.0.0") + rest.replace("*", "1")


def also_started(tag: str, one: Judged, others: Iterable[Judged]) -> list[Judged]:
    """Publishers of other indexes on the same forge that this tag may publish to as well."""
    forge = one.publisher.identity.forge
    return [
        other
        for other in others
        if other.publisher.index != one.publisher.index
        and other.publisher.identity.forge == forge
        and any(matches(pattern, tag, forge) for pattern in other.publisher.tags)
    ]
