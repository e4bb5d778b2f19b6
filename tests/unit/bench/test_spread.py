"""Repeated measurements -> min, median, max and ratios."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.spread import Spread, ratios, spread

SECONDS = st.floats(min_value=0.001, max_value=1000)


def test_spread_of_an_even_number_takes_the_mean_of_the_middle_two() -> None:
    """The median of 1, 2, 3, 10 is 2.5."""
    assert Spread(1, 2.5, 10) == spread([10, 2, 1, 3])


def test_nothing_measured_is_an_error() -> None:
    """A table never shows a figure of no runs."""
    with pytest.raises(ValueError, match="nothing was measured"):
        spread([])


def test_ratios_are_taken_pair_by_pair() -> None:
    """A machine that is twice as slow in one pair is so on both sides."""
    assert Spread(1.5, 1.5, 1.5) == ratios([3, 6], [2, 4])


def test_sides_of_different_length_are_an_error() -> None:
    """Half a pair has no ratio."""
    with pytest.raises(ValueError, match="zip"):
        ratios([1, 2], [1])


def test_text_is_min_median_max() -> None:
    """In this order, with the digits asked for."""
    assert Spread(1, 2.25, 3).text(1) == "1.0 2.2 3.0"


@given(st.lists(SECONDS, min_size=1))
def test_spread_is_ordered_and_within_what_was_measured(values: list[float]) -> None:
    """Whatever the order of the runs."""
    found = spread(values)
    assert min(values) == found.low <= found.median <= found.high == max(values)


@given(st.lists(SECONDS, min_size=1))
def test_a_side_against_itself_is_one(values: list[float]) -> None:
    """No difference shows as no difference."""
    assert Spread(1, 1, 1) == ratios(values, values)
