"""Names that a `*` of a fleet stands for."""

import re

from hypothesis import given
from hypothesis import strategies as st

from trustpub.fleet.words import pattern


@given(st.text("aB*/", max_size=8), st.text("abAB/\n", max_size=8))
def test_star_is_any_text(text: str, name: str) -> None:
    """Everything else is itself, in upper and lower case."""
    plain = ".*".join(map(re.escape, text.split("*")))

    found = re.fullmatch(plain, name, re.IGNORECASE | re.DOTALL)
    assert bool(found) == bool(pattern(text).fullmatch(name))


def test_many_stars_end() -> None:
    """A pattern made to take for ever is gone through once."""
    assert not pattern("*a" * 60 + "*b").fullmatch("a" * 2000 + "c")
