"""Expressions, templates and conditions of a workflow, evaluated as far as they can be known."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from .coercion import text_of
from .functions import STATUS_FUNCTIONS, joined
from .nodes import Call, Name, Node, Operation, nodes
from .parse import parse
from .template import Segment, condition_text, segments
from .tokens import ExpressionError
from .tree import Scope, check_names, value_of
from .values import Pattern, Unknown, Value, is_collection, truth

NOTHING: Mapping[str, Value] = MappingProxyType({})


class Truth(Enum):
    """Whether a condition holds."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


TRUTHS = {True: Truth.TRUE, False: Truth.FALSE, None: Truth.UNKNOWN}


def evaluate(
    text: str, context: Mapping[str, Value], status: Mapping[str, Value] = NOTHING
) -> Value:
    """The value of what stands between `${{` and `}}`; raises ExpressionError.

    `status` says what success, failure and cancelled give; one that is absent is unknown.
    """
    tree, scope = parse(text), Scope(context, status)
    check_names(tree, scope)
    return value_of(tree, scope)


def template(
    text: Value, context: Mapping[str, Value], status: Mapping[str, Value] = NOTHING
) -> Value:
    """A field of a workflow: an expression alone keeps its kind, text around it makes a text.

    Never raises: what GitHub would refuse is unknown, with what is wrong as its reason.
    """
    if not isinstance(text, str) or "${{" not in text:
        return text
    try:
        parts = segments(text)
        values = [evaluate(p.text, context, status) if p.is_expression else p.text for p in parts]
    except ExpressionError as error:
        return Unknown(f"the expression is wrong: {error.message}")
    return values[0] if len(values) == 1 else joined(values)


def substitute(
    text: str, context: Mapping[str, Value], status: Mapping[str, Value] = NOTHING
) -> str:
    """A text with its known expressions replaced; unknown and secret ones stay as written."""
    try:
        return "".join(known_text(part, context, status) for part in segments(text))
    except ExpressionError:
        return text


def known_text(part: Segment, context: Mapping[str, Value], status: Mapping[str, Value]) -> str:
    """What stands for one piece of a text."""
    if not part.is_expression:
        return part.text
    try:
        value = evaluate(part.text, context, status)
        secret = any(isinstance(n, Name) and n.name == "secrets" for n in nodes(parse(part.text)))
    except ExpressionError:
        return part.source
    text = text_of(value)
    unknown = secret or is_collection(value) or isinstance(text, Unknown | Pattern)
    return part.source if unknown else str(text)


def condition(
    text: Value, context: Mapping[str, Value], status: Mapping[str, Value] = NOTHING
) -> Truth:
    """Whether the `if:` of a job or step holds; a wrong one is unknown, see condition_error."""
    try:
        tree, scope = condition_tree(text), Scope(context, status)
        check_names(tree, scope)
        if not calls_status(tree):
            tree = Operation("&&", (Call("success", ()), tree))
        return TRUTHS[truth(value_of(tree, scope))]
    except ExpressionError:
        return Truth.UNKNOWN


def condition_tree(text: Value) -> Node:
    """The tree of an `if:`; raises ExpressionError."""
    return parse(condition_text(text))


def condition_error(text: Value, context: Mapping[str, Value] = NOTHING) -> ExpressionError | None:
    """What GitHub would refuse in an `if:`, or None."""
    try:
        check_names(condition_tree(text), Scope(context))
    except ExpressionError as error:
        return error
    return None


def uses_status_function(text: Value) -> bool:
    """Whether an `if:` calls success, failure, always or cancelled, so that no success() is added.

    A wrong condition and an empty one use none.
    """
    try:
        empty = text is None or (isinstance(text, str) and not text.strip())
        return not empty and calls_status(condition_tree(text))
    except ExpressionError:
        return False


def calls_status(tree: Node) -> bool:
    """Whether a tree calls a status function anywhere."""
    return any(isinstance(node, Call) and node.name in STATUS_FUNCTIONS for node in nodes(tree))
