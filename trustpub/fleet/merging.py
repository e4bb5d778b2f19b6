"""The one merge rule: mappings merge key by key, the nearer wins; all else is replaced whole.

A null takes a key away, with all that farther layers say below it.
"""

from typing import Any


class Whole(dict[str, Any]):
    """A mapping that stands in place of something: nothing farther shines through."""


def over(far: Any, near: Any) -> Any:
    """The nearer of two values laid over the farther one; neither is changed."""
    if not isinstance(near, dict) or isinstance(near, Whole):
        return near
    if not isinstance(far, dict):
        return Whole(near)
    laid: dict[str, Any] = type(far)(far)
    for key, value in near.items():
        laid[key] = over(far[key], value) if key in far else value
    return laid


def settled(value: Any) -> Any:
    """What is left once every layer has spoken: keys that were taken away are gone."""
    if not isinstance(value, dict):
        return value
    return {key: settled(below) for key, below in value.items() if below is not None}
