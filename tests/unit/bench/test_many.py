"""The options of the parts about fleets."""

import argparse

import pytest

from bench.__main__ import parser
from bench.beside import row
from bench.many import between


def test_the_sizes_are_those_of_the_goal_unless_told() -> None:
    """`python -m bench --only rollout`."""
    told = parser().parse_args(["--only", "gitlabform,rollout"])
    assert ("rollout", "gitlabform") == told.only
    assert (None, 2, None, 0) == (told.repositories, told.speed, told.parallel, told.delay)


@pytest.mark.parametrize("text", ["0", "5", "-1", "²", "x", ""])
def test_a_number_is_bounded(text: str) -> None:
    """With the bounds in the message."""
    with pytest.raises(argparse.ArgumentTypeError, match="1 to 4"):
        between(1, 4)(text)


def test_a_ratio_of_nothing_is_a_dash() -> None:
    """Two figures and how many times the other's one is."""
    assert ["t", "4", "2", "2.00"] == row("t", 4, 2, 0)
    assert ["t", "4.0", "0.0", "-"] == row("t", 4, 0, 1)
