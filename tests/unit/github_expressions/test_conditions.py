"""`if:`, templates and texts with expressions in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustpub.forges.github.expressions.evaluate import (
    Truth,
    condition,
    condition_error,
    substitute,
    template,
    uses_status_function,
)
from trustpub.forges.github.expressions.values import Pattern, Unknown, Value

CONTEXT: dict[str, Value] = {
    "github": {"event_name": "push", "ref": Pattern("refs/tags/", ("v*",)), "n": 3, "yes": True},
    "secrets": {"KNOWN": "hush"},
}
WELL: dict[str, Value] = {"success": True, "failure": False, "cancelled": False}
BADLY: dict[str, Value] = {"success": False, "failure": True, "cancelled": False}

TABLE: list[tuple[Value, str, str]] = [
    (None, "true", "false"),
    ("", "true", "false"),
    (" ", "true", "false"),
    (True, "true", "false"),
    (False, "false", "false"),
    (0, "false", "false"),
    (1, "true", "false"),
    ("true", "true", "false"),
    ("github.event_name == 'push'", "true", "false"),
    ("github.event_name == 'push'\n", "true", "false"),
    ("${{ github.event_name == 'release' }}", "false", "false"),
    ("${{ github.event_name == 'release' }}\n", "true", "false"),
    (" ${{ false }}", "true", "false"),
    ("${{ false }} && ${{ false }}", "true", "false"),
    ("github.ref == 'x' && ${{ false }}", "true", "false"),
    ("${{ always() }} && false", "true", "true"),
    ("${{ 'false' }}", "false", "false"),
    ("${{ '' }}", "true", "false"),
    ("always()", "true", "true"),
    ("always() && false", "false", "false"),
    ("ALWAYS ()", "true", "true"),
    ("!cancelled()", "true", "true"),
    ("failure()", "false", "true"),
    ("success() || failure()", "true", "true"),
    ("success('build')", "true", "false"),
    ("'always()' == ''", "false", "false"),
    ("github.actor.always == 'x'", "false", "false"),
    ("startsWith(github.ref, 'refs/tags')", "true", "false"),
    ("needs.x.outputs.y == 'z'", "unknown", "false"),
    ("github.event_name = 'push'", "unknown", "unknown"),
    ("${{ github.event_name", "unknown", "unknown"),
    ("${{ }}", "unknown", "unknown"),
    ("nothing.x == 1", "unknown", "unknown"),
    ("fromJSON('')", "unknown", "false"),
    (Unknown("elsewhere"), "unknown", "unknown"),
]


@pytest.mark.parametrize(("text", "well", "badly"), TABLE, ids=[repr(row[0]) for row in TABLE])
def test_conditions(text: Value, well: str, badly: str) -> None:
    """An `if:` as GitHub reads it, after success and after a failure."""
    got = (condition(text, CONTEXT, WELL), condition(text, CONTEXT, BADLY))

    assert (Truth(well), Truth(badly)) == got


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("always()", True),
        ("${{ !Cancelled() }}", True),
        ("contains(needs.*.result, 'x') || failure()", True),
        ("x ${{ always() }}", True),
        ("'always()'", False),
        ("github.always", False),
        ("", False),
        (None, False),
        ("always(", False),
    ],
)
def test_status_functions_are_seen(text: Value, expected: bool) -> None:
    """Only a call takes the implied success() away."""
    assert expected is uses_status_function(text)


def test_error_says_what_is_wrong() -> None:
    """The error of a wrong condition can be had; a right one has none."""
    error = condition_error("nothing.x == 1")

    assert error is not None
    assert "there is no context 'nothing'" == error.message
    assert None is condition_error("github.x == 1")


TEMPLATES: list[tuple[Value, Value]] = [
    ("plain", "plain"),
    (None, None),
    (3, 3),
    ("${{ github.n }}", 3),
    ("${{ github.yes }}", True),
    ("${{github.event_name}}", "push"),
    ("on ${{ github.event_name }} ${{ github.n }}", "on push 3"),
    ("${{ github.none }}", None),
    ("a${{ github.none }}b", "ab"),
    ("${{ '}}' }}", "}}"),
    ("${{ format('{0}''}}', 'x') }}!", "x'}!"),
    ("x-${{ github.ref }}-y", Pattern("x-refs/tags/", ("v*",), "-y")),
    ("x-${{ vars.A }}", Pattern("x-", ("**",), "", maybe_empty=True)),
    ("{0} ${{ github.n }}", "{0} 3"),
]


@pytest.mark.parametrize(("text", "expected"), TEMPLATES)
def test_templates(text: Value, expected: Value) -> None:
    """An expression alone keeps its kind; with text around it becomes text."""
    assert expected == template(text, CONTEXT)


@pytest.mark.parametrize(
    "text", ["${{ vars.A }}", "${{ vars.A }}${{ vars.B }}", "${{ oops( }}", "${{", "a ${{ x.y }}"]
)
def test_templates_that_are_unknown(text: str) -> None:
    """What is not known, or wrong, is unknown with a reason."""
    got = template(text, CONTEXT)

    assert isinstance(got, Unknown)
    assert got.why


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("run ${{ github.event_name }}", "run push"),
        ("${{ secrets.KNOWN }}", "${{ secrets.KNOWN }}"),
        ("${{ format('{0}', secrets.KNOWN) }}", "${{ format('{0}', secrets.KNOWN) }}"),
        ("${{ vars.A }} ${{ github.n }}", "${{ vars.A }} 3"),
        ("${{ github.ref }}", "${{ github.ref }}"),
        ("${{ github }}", "${{ github }}"),
        ("${{ oops( }} ${{ github.n }}", "${{ oops( }} 3"),
        ("$ {{ x }} ${{", "$ {{ x }} ${{"),
    ],
)
def test_substitute(text: str, expected: str) -> None:
    """Known expressions are replaced, unknown and secret ones stay as they are."""
    assert expected == substitute(text, CONTEXT)


@given(st.text("${} 'a.()github", max_size=24))
def test_nothing_raises(text: str) -> None:
    """Any text can be a template and a condition."""
    template(text, CONTEXT)
    assert isinstance(substitute(text, CONTEXT), str)
    assert condition(text, CONTEXT, WELL) in Truth
