"""Texts of the world as one harmless line."""

import pytest

from trustpub.printable import escaped, questioned, quoted, spaced

ODD = "a\x1b[31m\n\u202eb\u00a0c"
"""A colour, a line break, a turn of direction, a blank that is none."""


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (spaced(ODD), "a [31m  b c"),
        (questioned(ODD), "a?[31m??b?c"),
        (escaped(ODD), r"a\x1b[31m\n\u202eb\xa0c"),
        (quoted(ODD), r"'a\x1b[31m\n\u202eb\xa0c'"),
    ],
    ids=["spaced", "questioned", "escaped", "quoted"],
)
def test_what_does_not_print(made: str, text: str) -> None:
    """Each way, and nothing of it is left."""
    assert text == made
    assert made.isprintable()


@pytest.mark.parametrize("make", [spaced, questioned, escaped, quoted])
def test_what_prints_stays(make: object) -> None:
    """Letters of any script, quotes and backslashes too."""
    text = r"'Größe' 環境 \x1b"

    assert callable(make)
    assert text == make(text)
