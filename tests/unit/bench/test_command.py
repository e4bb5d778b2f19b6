"""The command line and its tables."""

import argparse

import pytest

from bench.__main__ import count, parser, parts
from bench.measure import Cost
from bench.pairs import compare
from bench.table import table


def test_parts_come_in_their_order() -> None:
    """Whatever the order in which they are asked for."""
    assert ("a", "c", "observe") == parts("observe,c,a")


@pytest.mark.parametrize("text", ["e", "", "a,,b", "ab"])
def test_unknown_parts_are_refused(text: str) -> None:
    """With the known ones in the message."""
    with pytest.raises(argparse.ArgumentTypeError, match="a,b,c,d,workflows,observe,refresh"):
        parts(text)


@pytest.mark.parametrize("text", ["0", "-1", "101", "many"])
def test_the_number_of_runs_is_bounded(text: str) -> None:
    """1 to 100."""
    with pytest.raises(argparse.ArgumentTypeError, match="1 to 100"):
        count(text)


def test_all_but_the_long_ones_are_measured_nine_times_unless_told() -> None:
    """`python -m bench`."""
    options = parser().parse_args([])
    assert (("a", "b", "c", "d", "workflows"), 9) == (options.only, options.runs)


def test_a_comparison_shows_both_clocks_with_the_target() -> None:
    """The ratio is of each clock by itself."""
    one, other = [Cost(2.2, 3.0)], [Cost(2.0, 2.0)]
    assert [
        ["x", "wall", "2.20 2.20 2.20", "2.00 2.00 2.00", "1.10 1.10 1.10", "target 1.10"],
        ["x", "CPU", "3.00 3.00 3.00", "2.00 2.00 2.00", "1.50 1.50 1.50", "target 1.10"],
    ] == compare("x", [one, other])


def test_a_table_aligns_text_left_and_figures_right() -> None:
    """Under its title."""
    assert ["t", "  kind    n", "  ------  -", "  a       1", "  longer  2", ""] == table(
        "t", ("kind", "n"), [["a", "1"], ["longer", "2"]]
    ).split("\n")
