"""`python -m mutate.operators run`: mutmut, and three ways more to change a decision.

mutmut 3.8 leaves `if` and the filters of comprehensions as they are, and most of what decides here
is written with them and with `any` and `all`. It changes each text in three ways: one is enough.
"""

from collections.abc import Iterable
from typing import Any, cast

import libcst as cst
from mutmut.__main__ import cli
from mutmut.mutation.mutators import mutation_operators, operator_string

OTHER = {"any": "all", "all": "any"}


def negated(node: cst.If) -> Iterable[cst.If]:
    """`if x:` -> `if not (x):`; where there is a `not` already mutmut takes it away."""
    test = node.test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    if not (isinstance(node.test, cst.UnaryOperation) and isinstance(node.test.operator, cst.Not)):
        yield node.with_changes(test=cst.UnaryOperation(cst.Not(), test))


def unfiltered(node: cst.CompFor) -> Iterable[cst.CompFor]:
    """`x for x in y if z` -> `x for x in y if True`."""
    for number in range(len(node.ifs)):
        anything = node.ifs[number].with_changes(test=cst.Name("True"))
        yield node.with_changes(ifs=[*node.ifs[:number], anything, *node.ifs[number + 1 :]])


def quantified(node: cst.Call) -> Iterable[cst.Call]:
    """`any(...)` -> `all(...)`, and back."""
    if isinstance(node.func, cst.Name) and node.func.value in OTHER:
        yield node.with_changes(func=cst.Name(OTHER[node.func.value]))


def reworded(node: cst.BaseString) -> Iterable[cst.BaseString]:
    """`"x"` -> `"XXxXX"`."""
    yield from list(operator_string(node))[:1]


MORE = ((cst.If, negated), (cst.CompFor, unfiltered), (cst.Call, quantified))

if __name__ == "__main__":
    every = cast(list[Any], mutation_operators)
    once: dict[Any, Any] = {operator_string: reworded}
    every[:] = [*((kind, once.get(way, way)) for kind, way in every), *MORE]
    cli()
