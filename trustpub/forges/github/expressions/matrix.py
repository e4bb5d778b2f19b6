"""The combinations of a job's matrix.

WorkflowParser/Conversion/MatrixBuilder.cs in actions/runner, and "Running variations of jobs in a
workflow" in GitHub's docs.
"""

from collections.abc import Mapping, Sequence
from itertools import islice, product
from typing import TypeAlias

from .coercion import lookup
from .compare import equals
from .evaluate import template
from .values import Pattern, Unknown, Value

MOST_COMBINATIONS = 256
"""GitHub refuses more."""
SPECIAL = ("include", "exclude")

Combination: TypeAlias = dict[str, Value]


def combinations(matrix: object, context: Mapping[str, Value]) -> tuple[Combination, ...] | Unknown:
    """The combinations of `strategy.matrix` as plain data, or why they are not known."""
    resolved = resolve(matrix, context)
    if isinstance(resolved, Unknown):
        return resolved
    if not isinstance(resolved, Mapping):
        return Unknown("the matrix is no mapping")
    axes = {str(name): values for name, values in resolved.items() if name not in SPECIAL}
    extra = [resolved.get(name) or [] for name in SPECIAL]
    for part in (*axes.values(), *extra):
        if isinstance(part, Unknown | Pattern):
            return Unknown(part.why if isinstance(part, Unknown) else "a matrix axis is no list")
        if not isinstance(part, Sequence) or isinstance(part, str):
            return Unknown("a part of the matrix is no list")
    return combined(axes, *[mappings(part) for part in extra])


def resolve(data: object, context: Mapping[str, Value]) -> Value:
    """Plain data with its expressions evaluated."""
    if isinstance(data, Mapping):
        return {str(name): resolve(value, context) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [resolve(value, context) for value in data]
    if isinstance(data, str | int | float | None):
        return template(data, context)
    return str(data)


def mappings(part: Value) -> list[Combination] | Unknown:
    """The entries of `include` or `exclude`."""
    found: list[Combination] = []
    for entry in part if isinstance(part, Sequence) else []:
        if not isinstance(entry, Mapping):
            return Unknown("an entry of include or exclude is not known")
        found.append({str(name): value for name, value in entry.items()})
    return found


def combined(
    axes: Mapping[str, Value],
    include: list[Combination] | Unknown,
    exclude: list[Combination] | Unknown,
) -> tuple[Combination, ...] | Unknown:
    """The product of the axes without what is excluded and with what is included."""
    if isinstance(include, Unknown):
        return include
    if isinstance(exclude, Unknown):
        return exclude
    if len(include) > MOST_COMBINATIONS:
        return Unknown(f"the matrix has more than {MOST_COMBINATIONS} combinations")
    crossed = crossing(axes)
    if len(crossed) > MOST_COMBINATIONS:
        return Unknown(f"the matrix has more than {MOST_COMBINATIONS} combinations")
    kept = []
    for one in crossed:
        out = any_of([matches(entry, one) for entry in exclude])
        if out is None:
            return Unknown("what the matrix excludes is not known")
        kept += [] if out else [one]
    return included(axes, kept, include)


def crossing(axes: Mapping[str, Value]) -> list[Combination]:
    """The product of the axes, cut off right above what GitHub allows; empty without axes."""
    if not axes:
        return []
    values = [list(axis) if isinstance(axis, Sequence) else [] for axis in axes.values()]
    ways = islice(product(*values), MOST_COMBINATIONS + 1)
    return [dict(zip(axes, way, strict=True)) for way in ways]


def included(
    axes: Mapping[str, Value], kept: list[Combination], include: list[Combination]
) -> tuple[Combination, ...] | Unknown:
    """Each entry goes into every combination whose axes it agrees with, else it is one itself."""
    extended = [dict(one) for one in kept]
    alone: list[Combination] = []
    for entry in include:
        own = {name: value for name, value in entry.items() if name in axes}
        answers = [matches(own, one) for one in kept]
        if None in answers:
            return Unknown("what the matrix includes is not known")
        for one in [one for one, fits in zip(extended, answers, strict=True) if fits]:
            one |= {name: value for name, value in entry.items() if name not in axes}
        alone += [] if True in answers else [dict(entry)]
    found = (*extended, *alone)
    return found if len(found) <= MOST_COMBINATIONS else Unknown("the matrix is too large")


def matches(wanted: Value, value: Value) -> bool | None:
    """Whether a combination has all that an entry says, down to its leaves, compared with `==`."""
    if isinstance(wanted, Mapping):
        return all_of([matches(inner, part(value, name)) for name, inner in wanted.items()])
    if isinstance(wanted, Sequence) and not isinstance(wanted, str):
        return all_of([matches(inner, part(value, at)) for at, inner in enumerate(wanted)])
    return equals(value, wanted)


def part(value: Value, name: str | int) -> Value:
    """A property or an item, null where there is none."""
    if isinstance(value, Unknown | Pattern):
        return Unknown("a part of the matrix is not known")
    if isinstance(value, Mapping):
        return lookup(value, str(name))
    if isinstance(value, str) or not isinstance(value, Sequence) or not isinstance(name, int):
        return None
    return value[name] if name < len(value) else None


def all_of(answers: list[bool | None]) -> bool | None:
    """Whether all hold."""
    return False if False in answers else None if None in answers else True


def any_of(answers: list[bool | None]) -> bool | None:
    """Whether one holds."""
    return True if True in answers else None if None in answers else False
