"""Tree of an expression -> value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from .access import filtered, item, spread, within
from .coercion import fold
from .compare import equals, greater
from .functions import FUNCTIONS, STATUS_FUNCTIONS
from .nodes import Call, Index, Literal, Name, Node, Operation, nodes
from .tokens import ExpressionError
from .values import Filtered, Unknown, Value, settled, truth, why_unknown

CONTEXTS = (
    *("github", "env", "vars", "job", "jobs", "steps", "runner", "secrets"),
    *("strategy", "matrix", "needs", "inputs"),
)
"""All of "Contexts reference" in GitHub's docs."""


@dataclass(frozen=True)
class Scope:
    """What an expression can see."""

    context: Mapping[str, Value]
    status: Mapping[str, Value] = field(default_factory=dict)


def check_names(tree: Node, scope: Scope) -> None:
    """Raise for a context or function that GitHub does not have, or a wrong number of arguments."""
    for node in names_and_calls(tree):
        if isinstance(node, Call):
            check_call(node)
        elif node.name not in CONTEXTS and node.name not in map(str.lower, scope.context):
            raise ExpressionError(node.offset, f"there is no context {node.name!r}")


@lru_cache(maxsize=4096)
def names_and_calls(tree: Node) -> tuple[Name | Call, ...]:
    """The contexts and functions of a tree, but for status functions."""
    found = (node for node in nodes(tree) if isinstance(node, Name | Call))
    return tuple(node for node in found if node.name not in STATUS_FUNCTIONS)


def check_call(call: Call) -> None:
    """Raise when a call cannot be."""
    if call.name not in FUNCTIONS:
        raise ExpressionError(call.offset, f"there is no function {call.name!r}")
    _, fewest, most = FUNCTIONS[call.name]
    count = len(call.arguments)
    if not fewest <= count <= most or (call.name == "case" and count % 2 == 0):
        raise ExpressionError(call.offset, f"{call.name} takes another number of arguments")


def value_of(node: Node, scope: Scope) -> Value:
    """The value of a tree; raises ExpressionError where GitHub fails while it evaluates."""
    if isinstance(node, Literal):
        return node.value
    if isinstance(node, Name):
        return context_of(node.name, scope)
    if isinstance(node, Index):
        return access(node, scope)
    if isinstance(node, Call):
        return call(node, scope)
    if node.operator in ("&&", "||"):
        return logical(node, scope)
    return operation(node.operator, [value_of(one, scope) for one in node.operands])


def context_of(name: str, scope: Scope) -> Value:
    """A context by its name; one that is not given is unknown."""
    if name in scope.context:
        return scope.context[name]
    given = [value for key, value in scope.context.items() if fold(key) == fold(name)]
    return given[0] if given else Unknown(f"{name} is not known here")


def call(node: Call, scope: Scope) -> Value:
    """A function call."""
    if node.name in STATUS_FUNCTIONS:
        default = True if node.name == "always" else Unknown(f"{node.name}() is not known here")
        return scope.status.get(node.name, default)
    function, _, _ = FUNCTIONS[node.name]
    return function(*[value_of(one, scope) for one in node.arguments])


def operation(operator: str, values: Sequence[Value]) -> Value:
    """`!` and comparisons."""
    if operator == "!":
        holds = truth(values[0])
        return settled(None if holds is None else not holds, *values)
    same, more = equals(*values), greater(*values)
    less = greater(values[1], values[0])
    answers = {
        "==": same,
        "!=": None if same is None else not same,
        ">": more,
        "<": less,
        ">=": either(same, more),
        "<=": either(same, less),
    }
    return settled(answers[operator], *values)


def either(one: bool | None, two: bool | None) -> bool | None:
    """Whether one of two holds."""
    return True if one or two else None if None in (one, two) else False


def logical(node: Operation, scope: Scope) -> Value:
    """`&&` and `||`: the operand that decides, or, where it is open which, what is sure of it."""
    decides = node.operator == "||"
    doubt: Unknown | None = None
    value: Value = None
    for operand in node.operands:
        try:
            value = value_of(operand, scope)
        except ExpressionError as error:
            if doubt is None:
                raise
            value = Unknown(error.message)
        holds = truth(value)
        if holds is decides:
            return Unknown(doubt.why, decides) if doubt else value
        if holds is None:
            doubt = doubt or Unknown(why_unknown(value))
    return doubt or value


def access(node: Index, scope: Scope) -> Value:
    """A property or an item."""
    base = value_of(node.base, scope)
    if isinstance(base, Unknown):
        return Unknown(base.why)
    if node.index is None:
        return spread(base) if isinstance(base, Filtered) else filtered(base)
    index = value_of(node.index, scope)
    return within(base, index) if isinstance(base, Filtered) else item(base, index)
