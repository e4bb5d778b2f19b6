"""Values that are not known: what is sure all the same, and that it is true of every value."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trustpub.forges.github.expressions.coercion import text_of
from trustpub.forges.github.expressions.evaluate import Truth, condition, evaluate
from trustpub.forges.github.expressions.github_glob import matches
from trustpub.forges.github.expressions.tokens import ExpressionError
from trustpub.forges.github.expressions.values import Partial, Pattern, Unknown, Value, truth

TAG = Pattern("refs/tags/", ("v*", "!v0*"))
CONTEXT: dict[str, Value] = {
    "github": Partial({"ref": TAG, "name": Pattern("", ("main", "dev")), "event_name": "push"}),
    "vars": Unknown("vars are set elsewhere"),
    "inputs": {},
}

TABLE = [
    ("github.ref == 'refs/heads/main'", False),
    ("github.ref != 'refs/heads/main'", True),
    ("github.ref == 'refs/tags/v1'", None),
    ("github.ref == 'refs/tags/v0.1'", False),
    ("github.ref == 'REFS/TAGS/V1'", None),
    ("startsWith(github.ref, 'Refs/Tags/V')", True),
    ("startsWith(github.ref, 'refs/tags/v1')", None),
    ("startsWith(github.ref, 'refs/heads')", False),
    ("endsWith(github.ref, '-dev')", None),
    ("endsWith(github.ref, '/')", False),
    ("contains(github.ref, 'tags')", True),
    ("contains(github.ref, 'heads')", None),
    ("contains('refs/heads/main refs/heads/dev', github.ref)", False),
    ("contains('refs/heads/main refs/tags/v1', github.ref)", None),
    ("contains(fromJSON('[\"refs/heads/main\"]'), github.ref)", False),
    ('contains(fromJSON(\'["refs/heads/main", "refs/tags/v1"]\'), github.ref)', None),
    ("github.ref", True),
    ("github.ref == 1", False),
    ("github.ref == null", False),
    ("github.ref > 1", False),
    ("github.ref > 'a'", None),
    ("github.name == 'stable'", False),
    ("startsWith(github.name, 'm')", None),
    ("format('refs/heads/{0}', vars.x) == github.ref", False),
    ("format('refs/tags/{0}', vars.x) == github.ref", None),
    ("format('refs/heads/{0}', github.name) == 'refs/heads/main'", None),
    ("format('refs/heads/{0}', github.name) == 'refs/heads/x'", False),
    ("startsWith(format('a{0}b', vars.x), 'a')", True),
    ("vars.x == 'a'", None),
    ("vars.x", None),
    ("vars.x && false", False),
    ("false && vars.x", False),
    ("vars.x || true", True),
    ("true || vars.x", True),
    ("!(vars.x && false)", True),
    ("(vars.x && false) || github.ref", True),
    ("vars.x || github.ref", True),
    ("vars.x && github.ref", None),
    ("vars.x && fromJSON('')", None),
    ("inputs.x", False),
    ("github.actor == 'me'", None),
    ("github.event_name == 'push' && github.actor", None),
    ("needs.build.result == 'success'", None),
    ("hashFiles('x') == 'y'", None),
    ("contains(vars.x, 'a')", None),
    ("contains(vars.x, github.event)", None),
    ("vars.x[0] || vars.*", None),
    ("join(vars.*.y)", None),
    ("toJSON(github)", None),
    ("fromJSON(vars.x)", None),
    ("fromJSON('[''loose'']')[0]", None),
    ("success()", None),
    ("failure() && false", False),
]


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_what_is_sure(text: str, expected: bool | None) -> None:
    """What holds for every value is known, and nothing else."""
    assert expected is truth(evaluate(text, CONTEXT))


def test_unknown_keeps_its_reason() -> None:
    """An unknown value says where it comes from."""
    got = evaluate("vars.x == 'a'", CONTEXT)

    assert isinstance(got, Unknown)
    assert "vars are set elsewhere" == got.why


NAMES = ("main", "v1", "v0.9", "MAIN", "release/1", "")
PLAIN: list[Value] = [None, True, False, 0, 1, 2.5, "", " ", "1", "v1", "true", ["v1"], {"x": "v1"}]
PATTERNS = [
    Pattern("refs/tags/", ("v*", "!v0*")),
    Pattern("", ("main", "v[01]*")),
    Pattern("refs/heads/", ("**",), "", maybe_empty=True),
    Pattern("V", ("*",), "1"),
]
OPEN: st.SearchStrategy[Value] = st.sampled_from([Unknown("u"), *PATTERNS])
VALUES: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries(dict.fromkeys("abcd", OPEN))
VARIABLES = ("env.a", "env.b", "env.c.x", "env.d")
LITERALS = ("'v1'", "'refs/tags/v1'", "'main'", "''", "'V'", "0", "1", "true", "false", "null")
BINARY = ("==", "!=", "<", ">", "<=", ">=", "&&", "||")
CALLS = ("contains", "startsWith", "endsWith", "join", "format")

EXPRESSIONS = st.recursive(
    st.sampled_from(VARIABLES + LITERALS),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(BINARY), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        inner.map("!{}".format),
        st.tuples(st.sampled_from(CALLS[:4]), inner, inner).map(
            lambda t: f"{t[0]}({t[1]}, {t[2]})"
        ),
        st.tuples(inner, inner).map(lambda t: f"format('v{{0}}{{1}}', {t[0]}, {t[1]})"),
        st.tuples(inner, inner, inner).map(lambda t: f"case({t[0]} == {t[1]}, {t[1]}, {t[2]})"),
        inner.map("toJSON({})".format),
    ),
    max_leaves=6,
)


@st.composite
def concrete(draw: st.DrawFn, value: Value) -> Value:
    """A value that an open one may turn out to be."""
    if not isinstance(value, Pattern):
        return draw(st.sampled_from(PLAIN)) if isinstance(value, Unknown) else value
    fitting = [name for name in NAMES if name and matches(value.globs, name)]
    return value.prefix + draw(st.sampled_from(fitting)) + value.suffix


@settings(max_examples=400, deadline=None)
@given(EXPRESSIONS, st.data())
def test_what_is_sure_holds_for_every_value(text: str, data: st.DataObject) -> None:
    """Whatever an unknown value turns out to be, a sure answer stays."""
    known: dict[str, Value] = data.draw(VALUES)
    turned_out: dict[str, Value] = {
        name: data.draw(concrete(value)) for name, value in known.items()
    }
    before, after = outcome(text, {"env": known}), outcome(text, {"env": turned_out})
    if isinstance(before, ExpressionError) or isinstance(after, ExpressionError):
        return

    assert truth(before) in (None, truth(after))
    if not isinstance(before, Unknown | Pattern | list | dict):
        assert (type(before) is bool, before) == (type(after) is bool, after)
    if isinstance(before, Pattern):
        assert belongs(before, after)


def outcome(text: str, context: Mapping[str, Value]) -> Value | ExpressionError:
    """The value of an expression, or its error."""
    try:
        return evaluate(text, context)
    except ExpressionError as error:
        return error


def belongs(pattern: Pattern, value: Value) -> bool:
    """Whether a value is one of the texts of a pattern."""
    text = text_of(value)
    if not isinstance(text, str) or not text.startswith(pattern.prefix):
        return False
    middle = text[len(pattern.prefix) : len(text) - len(pattern.suffix)]
    fits = matches(pattern.globs, middle) if middle else pattern.maybe_empty
    return bool(fits) and text.endswith(pattern.suffix)


@settings(max_examples=200, deadline=None)
@given(EXPRESSIONS, st.data())
def test_conditions_never_raise(text: str, data: st.DataObject) -> None:
    """A condition is true, false or unknown."""
    known: dict[str, Value] = data.draw(VALUES)

    assert condition(text, {"env": known}) in Truth
