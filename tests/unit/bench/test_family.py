"""A process and all below it."""

import os
from pathlib import Path

from bench.family import Memory, below, descendants, memory, of_rollup, parent


def test_the_parent_is_found_behind_any_name() -> None:
    """Brackets and blanks in a name are no end of it; a process that is gone has none."""
    assert [7, 0] == [parent("12 (a) b (c) S 7 1 2"), parent("")]


def test_all_below_are_found() -> None:
    """Children of children too, and nobody else."""
    assert [2, 3, 4] == sorted(descendants(1, {1: [2, 3], 3: [4], 9: [10]}))


def test_shared_pages_count_once() -> None:
    """And what is gone holds nothing."""
    text = "00400000-7fff ---p [rollup]\nRss:   300 kB\nPss:   200 kB\nPss_Dirty: 1 kB\n"
    assert [Memory(200, 300), Memory(0, 0)] == [of_rollup(text), of_rollup("")]


def test_a_tree_is_read_from_files(tmp_path: Path) -> None:
    """As Linux has them."""
    for number, above in ((2, 1), (3, 2), (4, 9)):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "stat").write_text(f"{number} (x) S {above} 0")
        (folder / "smaps_rollup").write_text("Rss: 10 kB\nPss: 5 kB\n")

    assert [2, 3] == sorted(below(1, tmp_path))
    assert Memory(10, 20) == memory([2, 3, os.getpid()], tmp_path)
