"""Inputs that a workflow declares: what they can be, and what they are when nobody gives them."""

from collections.abc import Iterator, Mapping
from itertools import product

from .coercion import lookup
from .push_filters import texts_of
from .values import Unknown, Value

EMPTY: dict[str, Value] = {"boolean": False, "number": 0}
"""Type -> value of an input without default; "" for others. Docs: `on.workflow_call.inputs`."""


def declared(settings: object) -> dict[str, Mapping[str, Value]]:
    """Input -> its declaration, from the settings of workflow_dispatch or workflow_call."""
    inputs = settings.get("inputs") if isinstance(settings, Mapping) else None
    if not isinstance(inputs, Mapping):
        return {}
    return {str(k): v if isinstance(v, Mapping) else {} for k, v in inputs.items()}


def default(declaration: Mapping[str, Value]) -> Value:
    """The default of an input, its own or that of its type."""
    kind = declaration.get("type")
    own = declaration.get("default")
    return own if own is not None else EMPTY.get(kind if isinstance(kind, str) else "", "")


def defaults(settings: object) -> dict[str, Value]:
    """Input -> its default."""
    return {name: default(declaration) for name, declaration in declared(settings).items()}


def choices(name: str, declaration: Mapping[str, Value]) -> tuple[Value, ...]:
    """What a person can choose for an input."""
    kind, options = declaration.get("type"), texts_of(declaration.get("options"))
    if kind == "boolean":
        return (True, False)
    if kind == "choice" and options:
        return tuple(dict.fromkeys(options))
    return (given_by_hand(name),)


def given_by_hand(name: str) -> Unknown:
    """The value of an input that can be anything."""
    return Unknown(f"the input {name!r} is given with each run")


def combinations_of(settings: object, most: int) -> Iterator[dict[str, Value]]:
    """Each way to fill in the inputs of workflow_dispatch; those past `most` ways are unknown."""
    ways: dict[str, tuple[Value, ...]] = {}
    count = 1
    for name, declaration in declared(settings).items():
        options = choices(name, declaration)
        ways[name] = options if count * len(options) <= most else (given_by_hand(name),)
        count *= len(ways[name])
    return (dict(zip(ways, way, strict=True)) for way in product(*ways.values()))


def given_or_default(settings: object, given: Mapping[str, Value]) -> dict[str, Value]:
    """The inputs of a called workflow: what the caller gives, else the defaults."""
    named = {name.casefold() for name in given}
    return {
        name: lookup(given, name) if name.casefold() in named else value
        for name, value in defaults(settings).items()
    }
