"""Values of expressions that are known whole."""

import math

import pytest

from trustpub.forges.github.expressions.evaluate import evaluate
from trustpub.forges.github.expressions.tokens import ExpressionError
from trustpub.forges.github.expressions.values import Value

CONTEXT: dict[str, Value] = {
    "github": {
        "ref": "refs/tags/v1",
        "event": {"labels": [{"name": "bug"}, {"name": None}, {"id": 3}], "n": 2},
        "list": ["a", ["b", "c"], 3],
    },
    "env": {"Name": "x", "empty": ""},
}

TABLE = [
    ("null", None),
    ("0xff", 255),
    ("0xffffffff", -1),
    ("0o17", 15),
    ("1e3", 1000),
    ("'it''s'", "it's"),
    ("github.REF", "refs/tags/v1"),
    ("GitHub['Ref']", "refs/tags/v1"),
    ("github.nothing", None),
    ("github.nothing.more", None),
    ("env.name.more", None),
    ("github.event.labels[0].name", "bug"),
    ("github.event.labels['1'].name", None),
    ("github.event.labels[1.9].name", None),
    ("github.event.labels[9]", None),
    ("github.event.labels[-1]", None),
    ("join(github.event.labels.*.name, '-')", "bug-"),
    ("join(github.list.*, '|')", "a|Array|3"),
    ("join(github.list.*.*)", "b,c"),
    ("join(github.list[*][0])", "b"),
    ("join('abc', '-')", "abc"),
    ("join(github)", ""),
    ("join(fromJSON('[1,2]'), github)", "1,2"),
    ("'a' == 'A'", True),
    ("'\u0131' == 'I'", False),
    ("'é' == 'É'", True),
    ("null == 0", True),
    ("null == ''", True),
    ("null == false", True),
    ("true == 1", True),
    ("true == '1'", True),
    ("true == 'true'", False),
    ("'0x10' == 16", True),
    ("' 1 ' == 1", True),
    ("'x' == 0", False),
    ("NaN == NaN", False),
    ("NaN != NaN", True),
    ("github.event == github.event", True),
    ("fromJSON('[]') == fromJSON('[]')", False),
    ("github == 'Object'", False),
    ("'b' > 'A'", True),
    ("'10' > 9", True),
    ("'a' > 1", False),
    ("'a' <= 1", False),
    ("null >= null", True),
    ("true > false", True),
    ("github > 1", False),
    ("1 && 'x'", "x"),
    ("0 && 'x'", 0),
    ("'' || null", None),
    ("'' || 'd'", "d"),
    ("'a' && 'b' || 'c'", "b"),
    ("false || '' || 0", 0),
    ("!''", True),
    ("!NaN", True),
    ("!github", False),
    ("contains('Hello', 'LL')", True),
    ("contains('abc', '')", True),
    ("contains(fromJSON('[\"a\", 1]'), '1')", True),
    ("contains(github, 'ref')", False),
    ("contains(null, '')", True),
    ("contains('a', github)", False),
    ("startsWith(github.ref, 'REFS/tags')", True),
    ("startsWith(123, 12)", True),
    ("endsWith('abc', 'BC')", True),
    ("endsWith('abc', github)", False),
    ("format('{0} {1} {{x}} {0}', 'a', true)", "a true {x} a"),
    ("format('{0}', github)", "Object"),
    ("format('none')", "none"),
    ("format('{0}{1}{2}', null, 1.50, 1e20)", "1.51E+20"),
    ("format('{0}', 0.1 )", "0.1"),
    ("toJSON('a')", '"a"'),
    (
        "toJSON(fromJSON('{\"a\": [1, 2.5, null]}'))",
        '{\n  "a": [\n    1,\n    2.5,\n    null\n  ]\n}',
    ),
    ('fromJSON(\'{"a": {"b": true}}\').a.B', True),
    ("fromJSON(true)", True),
    ("case(false, 1, true, 2, 3)", 2),
    ("case(false, 1, 3)", 3),
    ("always()", True),
]


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_values(text: str, expected: Value) -> None:
    """An expression has the value that GitHub gives it."""
    got = evaluate(text, CONTEXT)

    assert (type(expected) is bool, expected) == (type(got) is bool, got)


def test_nan_is_a_number() -> None:
    """NaN can be written."""
    got = evaluate("NaN", {})

    assert isinstance(got, float)
    assert math.isnan(got)


REFUSED = [
    "nowhere.x",
    "nothing()",
    "contains('a')",
    "join()",
    "case(true, 1)",
    "case(true, 1, false, 2)",
    "case('x', 1, 2)",
    "format('{0}')",
    "format('{0', 1)",
    "format('}', 1)",
    "format('{0:x}', 1)",
    "fromJSON('')",
    "false && nothing()",
]


@pytest.mark.parametrize("text", REFUSED)
def test_refuses(text: str) -> None:
    """Names and calls that cannot be are errors, wherever they stand."""
    with pytest.raises(ExpressionError):
        evaluate(text, CONTEXT)


def test_does_not_evaluate_what_is_not_reached() -> None:
    """An operand after the one that decides is not looked at."""
    assert False is evaluate("false && fromJSON('')", {})


def test_text_bombs_are_refused() -> None:
    """A text that would fill the memory is an error."""
    bomb = "'x'"
    for _ in range(12):
        bomb = f"format('{'{0}' * 40}', {bomb})"

    with pytest.raises(ExpressionError, match="characters"):
        evaluate(bomb, {})
