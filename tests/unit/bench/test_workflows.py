"""The check of large files, side by side."""

from pathlib import Path

from bench.measure import Cost
from bench.shapes import shape
from bench.workflows import IMPORTS, OURS, measured, shown, written


def test_one_round_measures_every_side(tmp_path: Path) -> None:
    """Whole processes, each with an exit code that it may have."""
    file = written(shape("pipeline, anchors"), tmp_path)
    found = measured((OURS, IMPORTS), tmp_path, file, 1)
    assert ".gitlab-ci.yml" == file.name
    assert {"ours": 1, "imports": 1} == {name: len(costs) for name, costs in found.items()}


def test_rows_hold_ours_against_each_of_the_others() -> None:
    """By processor time; our own seconds stand once."""
    costs = {"ours": [Cost(2, 3)], "imports": [Cost(1, 1)], "zizmor": [Cost(9, 2)]}
    assert [
        ["x", "2.00 2.00 2.00", "3.00 3.00 3.00", "imports", "1.00 1.00 1.00", "3.0 3.0 3.0"],
        ["", "", "", "zizmor", "2.00 2.00 2.00", "1.5 1.5 1.5"],
    ] == list(shown("x", costs))
