"""The grammar: what is read, as what, and where an error stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustpub.forges.github.expressions.nodes import Index, Literal, Name, Operation
from trustpub.forges.github.expressions.parse import parse
from trustpub.forges.github.expressions.tokens import ExpressionError

READ = [
    "null",
    "711",
    "-10",
    "0x1f",
    "-99e-1",
    "+.5",
    "0o17",
    "Infinity",
    "-Infinity",
    "NaN",
    "''",
    "'''hello''world'''",
    "'こんにちは 世界 😊'",
    "'braces {in} string {{is}} ok!'",
    "GITHUB",
    "_-",
    "success()",
    "!!success()",
    "contains('hello, world', 'o, w')",
    "obj['key']",
    "obj[a.b]",
    "obj[*].name",
    "foo(1, 2)[0].x",
    "a.null",
    "a.foo-bar",
    "a.*.*.*",
    "0 == 0.1 && a < b || x >= !y && true != false",
    "!((contains((some.value), ('foo'))) && (endsWith((join((x.*.y), (', '))), ('bar'))))",
    "(((((github.event)['issue']).labels).*).name)",
    " \ta .b .c\n",
    "((((((((((((((((((42))))))))))))))))))",
]


@pytest.mark.parametrize("text", READ)
def test_reads(text: str) -> None:
    """Every form of the language is read."""
    assert parse(text).depth >= 1


REFUSED = {
    "": 0,
    "42 foo bar": 3,
    "true ||": 7,
    "true &&": 7,
    "0 <": 3,
    "!": 1,
    "foo.": 4,
    "foo.42": 4,
    "foo[0": 5,
    "foo[": 4,
    "foo[0)": 5,
    "[": 0,
    "(a": 2,
    "(a]": 2,
    "foo(": 4,
    "foo(0": 5,
    "foo(0,": 6,
    "foo(0]": 5,
    "foo(,)": 4,
    "'foo bar": 0,
    "'foo bar''": 0,
    "-a": 0,
    "-": 0,
    "123d": 0,
    "0xg": 0,
    "0x": 0,
    "-0xaf": 0,
    "1.2.3": 0,
    "=3": 0,
    "&3": 0,
    "|3": 0,
    "}": 0,
    "?": 0,
    '"hello"': 0,
    "a == 'b'c": 8,
    "'a'.b": 3,
    "'a'['b']": 3,
    "1[0]": 1,
    "a = b": 2,
    "a & b": 2,
    "foo$": 0,
}


@pytest.mark.parametrize("text", REFUSED)
def test_refuses(text: str) -> None:
    """What GitHub cannot read is an error that says where."""
    with pytest.raises(ExpressionError) as caught:
        parse(text)

    assert REFUSED[text] == caught.value.offset


def test_and_binds_closer_than_or() -> None:
    """`a || b && !c == d` is `a || (b && ((!c) == d))`."""
    tree = parse("a || b && !c == d")

    assert isinstance(tree, Operation)
    assert "||" == tree.operator
    right = tree.operands[1]
    assert isinstance(right, Operation)
    assert "&&" == right.operator
    equal = right.operands[1]
    assert isinstance(equal, Operation)
    assert "==" == equal.operator
    assert isinstance(equal.operands[0], Operation)
    assert "!" == equal.operands[0].operator


def test_property_is_an_index() -> None:
    """`a.b` and `a['b']` are the same but for the place."""
    assert Index(Name("a", 0), Literal("b"), 2) == parse("a.b") == parse("a['b']")


@pytest.mark.parametrize("text", ["(" * 60 + "1" + ")" * 60, "!" * 60 + "1", "1" + " == 1" * 60])
def test_refuses_depth(text: str) -> None:
    """Beyond 50 levels is an error, not a crash."""
    with pytest.raises(ExpressionError, match="50 deep"):
        parse(text)


@pytest.mark.parametrize("text", ["a" + ".b" * 6000, "[" * 9000, "!" * 20000, "'" + "x" * 30000])
def test_survives_floods(text: str) -> None:
    """Long nonsense ends in an error."""
    with pytest.raises(ExpressionError):
        parse(text)


@given(st.text("ab.'!()[]*,=<>&|0x1- \n{}$é", max_size=30))
def test_only_raises_its_own_error(text: str) -> None:
    """Any text is a tree or an ExpressionError within it."""
    assert 0 <= place_of_error(text) <= len(text)


def place_of_error(text: str) -> int:
    """Where an error stands, or 0."""
    try:
        parse(text)
    except ExpressionError as error:
        return error.offset
    return 0
