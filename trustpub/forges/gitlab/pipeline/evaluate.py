"""Expressions over variables that are known in part: everything that they can come to."""

from collections.abc import Callable
from functools import lru_cache

from ....workflows.model import Truth
from .expression import Expression, Input, Literal, Operation, Pattern, Variable, parse
from .regex import found
from .worlds import ANY, SOME, Some, Values

Look = Callable[[str], Values]
"""Name of a variable -> what it can be."""
Holds = Callable[[str], Truth]
"""Text of an expression -> whether it holds."""
Result = frozenset[object]
BOTH: Result = frozenset([True, False])
TRUTHS: dict[Truth, Result] = {"yes": frozenset([True]), "no": frozenset([False])}


def holds(text: str, look: Look) -> Truth:
    """Whether an expression holds; one that cannot be read is unknown."""
    expression = parse(text)
    if expression is None:
        return "unknown"
    seen = {present(value) for value in evaluate(expression, look)}
    return "unknown" if len(seen) > 1 else "yes" if seen == {True} else "no"


@lru_cache(maxsize=4_000)
def names(text: str) -> frozenset[str]:
    """The variables of an expression."""
    queue, found = [parse(text)], set()
    while queue:
        match queue.pop():
            case Variable(name):
                found.add(name)
            case Operation(_, left, right):
                queue += [left, right]
    return frozenset(found)


def present(value: object) -> bool:
    """Ruby's `present?` (statement.rb): not null, not false, not blank."""
    return bool(value.strip()) if isinstance(value, str) else value not in (None, False)


def evaluate(expression: Expression, look: Look) -> Result:
    """All values of an expression."""
    match expression:
        case Literal():
            open_input = isinstance(expression.value, str) and "$[[" in expression.value
            return frozenset(ANY if open_input else [expression.value])
        case Pattern():
            return frozenset([expression])
        case Variable():
            return frozenset(look(expression.name))
        case Input():
            return frozenset(ANY)
        case Operation():
            return operation(expression, look)


def operation(expression: Operation, look: Look) -> Result:
    """All values of two sides and their sign."""
    left, right = evaluate(expression.left, look), evaluate(expression.right, look)
    match expression.sign:
        case "!":
            return frozenset(not present(value) for value in right)
        case "&&":
            # Ruby's: an empty text is as good as any other (lexeme/and.rb, or.rb).
            return chosen(left, right, lambda value: value not in (None, False))
        case "||":
            return chosen(left, right, lambda value: value in (None, False))
        case "==" | "!=" as sign:
            return compared(left, right, same, sign == "!=")
        case sign:
            return compared(left, right, matches, sign == "!~")


def chosen(left: Result, right: Result, onward: Callable[[object], bool]) -> Result:
    """The left side's values, and the right side's where those lead on to it."""
    stays = frozenset(value for value in left if not onward(value))
    return stays | right if len(stays) < len(left) else stays


def compared(
    left: Result, right: Result, how: Callable[[object, object], Truth], negated: bool
) -> Result:
    """What comparing any of the left with any of the right can come to."""
    pairs = ((one, other) for one in left for other in right)
    results = frozenset[object]().union(*(TRUTHS.get(how(*pair), BOTH) for pair in pairs))
    return frozenset(not result for result in results) if negated else results


def same(left: object, right: object) -> Truth:
    """`==`: null equals null alone."""
    if isinstance(left, Some) or isinstance(right, Some):
        other = right if isinstance(left, Some) else left
        return "unknown" if isinstance(other, Some) or present(other) else "no"
    return "yes" if type(left) is type(right) and left == right else "no"


def matches(left: object, right: object) -> Truth:
    """`=~`: nothing matches null; null is matched as an empty text (lexeme/matches.rb)."""
    if right is None or right is False:
        return "no"
    if SOME in (left, right):
        return "unknown"
    text = "" if left is None else str(left)
    pattern = parse(right) if isinstance(right, str) else right
    if isinstance(pattern, Pattern):
        return found(pattern.text, pattern.flags, text)
    # A text that is no pattern is searched for the left side (String#scan).
    return "yes" if text in str(right) else "no"
