"""What a day is, and what a reason is, to the word that accepts a risk."""

from datetime import date, datetime
from typing import Any

import pytest

from trustpub.accepting import day, saying


@pytest.mark.parametrize(
    ("value", "read"),
    [("2026-12-31", date(2026, 12, 31)), (date(2026, 12, 31), date(2026, 12, 31))],
)
def test_days(value: Any, read: date) -> None:
    """As YAML reads one, or in quotes."""
    assert read == day(value)


@pytest.mark.parametrize(
    "value",
    [
        *("2026-13-31", "20261231", "2026-W53-4", "2026-12-31 ", "\uff12\uff10\uff12\uff16-12-31"),
        *(datetime(2026, 12, 31), 20261231, None, True, ["2026-12-31"]),
    ],
)
def test_what_is_no_day(value: Any) -> None:
    """Neither a time, nor a number, nor another way to write one."""
    with pytest.raises(ValueError, match=r"^is no day; write it as 2026-12-31$"):
        day(value)


@pytest.mark.parametrize("value", ["", " ", "\t\n", "\u2003"])
def test_what_says_nothing(value: str) -> None:
    """Spaces of any kind."""
    with pytest.raises(ValueError, match=r"^says nothing; write why the change is right$"):
        saying(value)


@pytest.mark.parametrize("value", ["agreed", " x ", 5, None])
def test_what_is_left_as_it_is(value: Any) -> None:
    """A text that says something; the model refuses what is none."""
    assert value == saying(value)
