"""Properties and items of values: Sdk/Operators/Index.cs in actions/runner."""

import math
from collections.abc import Mapping, Sequence

from .coercion import fold, lookup, number_of, text_of
from .values import Filtered, Partial, Pattern, Unknown, Value, is_collection, why_unknown


def item(base: Value, index: Value) -> Value:
    """One property or item; null where there is none."""
    if not isinstance(base, Mapping | Sequence) or isinstance(base, str):
        return None
    if isinstance(index, Unknown | Pattern):
        return Unknown(why_unknown(index))
    if isinstance(base, Mapping):
        name = None if is_collection(index) else text_of(index)
        return lookup(base, name) if isinstance(name, str) else None
    place = number_of(index)
    if math.isnan(place) or not 0 <= place < len(base):
        return None
    return base[math.floor(place)]


def within(items: Filtered, index: Value) -> Value:
    """A further index after `.*`: each item's own, where it has one."""
    if isinstance(index, Unknown | Pattern):
        return Unknown(why_unknown(index))
    found = Filtered()
    for one in items:
        value = item(one, index) if not isinstance(one, Unknown) else one
        if isinstance(value, Unknown):
            return Unknown(value.why)
        if value is not None or has(one, index):
            found.append(value)
    return found


def has(base: Value, index: Value) -> bool:
    """Whether a property that is null is there all the same."""
    if is_collection(index):
        return False
    if isinstance(base, Mapping):
        return fold(str(text_of(index))) in {fold(str(key)) for key in base}
    if isinstance(base, Sequence) and not isinstance(base, str):
        return 0 <= number_of(index) < len(base)
    return False


def spread(items: Filtered) -> Value:
    """A further `.*` after `.*`."""
    found = Filtered()
    for one in items:
        inner = filtered(one)
        if isinstance(inner, Unknown):
            return inner
        if isinstance(inner, Sequence):
            found.extend(inner)
    return found


def filtered(value: Value) -> Value:
    """`.*`: the items of an array or the values of an object."""
    if isinstance(value, Unknown | Partial):
        return Unknown(why_unknown(value) if isinstance(value, Unknown) else "an object in part")
    if isinstance(value, Mapping):
        return Filtered(value.values())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return Filtered(value)
    return Filtered()
