"""Text of an expression -> tree.

The grammar is that of Expressions2/ExpressionParser.cs and Tokens/LexicalAnalyzer.cs in
actions/runner: `!` binds closest, then `<`, `==`, `&&`, `||`.
"""

from functools import lru_cache

from .nodes import Call, Index, Literal, Name, Node, Operation
from .tokens import DEEPEST, ExpressionError, Token, tokens

COMPARISONS = (("==", "!="), ("<", "<=", ">", ">="))
"""Levels of comparison, the loosest first."""
KEYWORDS: dict[str, bool | float | None] = {
    "null": None,
    "true": True,
    "false": False,
    "NaN": float("nan"),
    "Infinity": float("inf"),
}


@lru_cache(maxsize=4096)
def parse(text: str) -> Node:
    """The tree of what stands between `${{` and `}}`; raises ExpressionError."""
    parser = Parser(tokens(text))
    tree = parser.logical("||")
    if parser.token.kind != "end":
        raise parser.unexpected()
    return tree


class Parser:
    """Reads tokens from left to right."""

    def __init__(self, read: tuple[Token, ...]) -> None:
        """Begin at the first token."""
        self.read = read
        self.place = 0
        self.open = 0

    @property
    def token(self) -> Token:
        """The next token."""
        return self.read[self.place]

    def unexpected(self) -> ExpressionError:
        """What is wrong at the next token."""
        found = repr(self.token.text) if self.token.text else "the end"
        return ExpressionError(self.token.offset, f"{found} is not expected here")

    def take(self, *texts: str) -> str | None:
        """The next token if it is a sign out of these."""
        if self.token.kind != "sign" or self.token.text not in texts:
            return None
        self.place += 1
        return self.read[self.place - 1].text

    def expect(self, text: str) -> None:
        """Read one sign that has to be there."""
        if not self.take(text):
            raise self.unexpected()

    def depth(self, *below: Node) -> int:
        """The depth of a tree over these; GitHub allows 50."""
        depth = 1 + max((node.depth for node in below), default=0)
        if max(depth, self.open) > DEEPEST:
            raise ExpressionError(self.token.offset, f"is nested more than {DEEPEST} deep")
        return depth

    def logical(self, operator: str) -> Node:
        """Operands of `||`, and of `&&` within them."""
        operands = [self.operand_of(operator)]
        while self.take(operator):
            operands.append(self.operand_of(operator))
        if len(operands) == 1:
            return operands[0]
        return Operation(operator, tuple(operands), self.depth(*operands))

    def operand_of(self, operator: str) -> Node:
        """One operand of `||` or `&&`."""
        return self.logical("&&") if operator == "||" else self.comparison(0)

    def comparison(self, level: int) -> Node:
        """Comparisons of one level, from left to right."""
        if level == len(COMPARISONS):
            return self.negation()
        left = self.comparison(level + 1)
        while operator := self.take(*COMPARISONS[level]):
            right = self.comparison(level + 1)
            left = Operation(operator, (left, right), self.depth(left, right))
        return left

    def negation(self) -> Node:
        """`!` before a value."""
        if not self.take("!"):
            return self.accesses()
        self.open += 1
        self.depth()
        operand = self.negation()
        self.open -= 1
        return Operation("!", (operand,), self.depth(operand))

    def accesses(self) -> Node:
        """A value with `.name`, `['name']`, `.*` after it; a literal takes none."""
        node = self.primary()
        if isinstance(node, Literal) and self.read[self.place - 1].text != ")":
            return node
        while access := self.take(".", "["):
            index = self.property() if access == "." else self.item()
            below = (node,) if index is None else (node, index)
            node = Index(node, index, self.depth(*below))
        return node

    def property(self) -> Node | None:
        """What stands after a dot."""
        if self.take("*"):
            return None
        if self.token.kind != "name":
            raise self.unexpected()
        self.place += 1
        return Literal(self.read[self.place - 1].text)

    def item(self) -> Node | None:
        """What stands in brackets."""
        index = None if self.take("*") else self.group()
        self.expect("]")
        return index

    def group(self) -> Node:
        """A whole expression inside of another."""
        self.open += 1
        self.depth()
        node = self.logical("||")
        self.open -= 1
        return node

    def primary(self) -> Node:
        """A literal, a context, a call or a group."""
        if self.take("("):
            node = self.group()
            self.expect(")")
            return node
        token = self.token
        if token.kind not in ("name", "number", "text"):
            raise self.unexpected()
        self.place += 1
        if token.kind != "name":
            return Literal(token.value)
        if token.text in KEYWORDS:
            return Literal(KEYWORDS[token.text])
        return self.call(token) if self.take("(") else Name(token.text.lower(), token.offset)

    def call(self, name: Token) -> Node:
        """The arguments of a function."""
        arguments: list[Node] = []
        while not self.take(")"):
            if arguments:
                self.expect(",")
            arguments.append(self.group())
        depth = self.depth(*arguments)
        return Call(name.text.lower(), tuple(arguments), name.offset, depth)
