"""Two looks at one condition: can it hold, and does it hold when all goes well."""

from collections.abc import Mapping, Sequence
from typing import Literal

from ....tree import Node
from ..expressions.evaluate import Truth, condition
from ..expressions.values import Unknown, Value
from .shape import SCALARS

Answer = Literal["yes", "no", "unknown"]
"""Whether a job or step runs: `unknown` may be either."""

ANYTHING: Mapping[str, Value] = {
    name: Unknown(f"{name}() is known in a run only")
    for name in ("success", "failure", "cancelled")
}
WELL: Mapping[str, Value] = {"success": True, "failure": False, "cancelled": False}


def holds(
    owner: Node,
    context: Mapping[str, Value],
    can: Mapping[str, Value] = ANYTHING,
    well: Mapping[str, Value] = WELL,
    hopes: Sequence[Mapping[str, Value]] = (),
) -> Answer:
    """The `if:` of a job or step; `can` and `well` say what its status functions may give.

    `hopes` are the contexts in which all went well before; without any it is the one context.
    """
    node = owner.get("if")
    text: Value = node.plain() if node is not None and node.kind in (*SCALARS, "null") else None
    if node is not None and node.kind not in (*SCALARS, "null"):
        return "unknown"
    if condition(text, context, can) is Truth.FALSE:
        return "no"
    sure = all(condition(text, hope, well) is Truth.TRUE for hope in hopes or (context,))
    return "yes" if sure else "unknown"
