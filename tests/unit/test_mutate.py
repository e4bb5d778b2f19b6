"""What `make mutate` is told of the code that decides is still so."""

import tomllib
from pathlib import Path

import pytest

from mutate.deciding import DECIDING, Part

CLONE = Path(__file__).parents[2]
SURVIVORS = tomllib.loads((CLONE / "mutate" / "survivors.toml").read_text("utf-8"))["survivor"]


@pytest.mark.parametrize("part", DECIDING, ids=lambda part: part.name)
def test_part_is_there(part: Part) -> None:
    """Each of its patterns names files, and each of its tests is one."""
    for pattern in (*part.files, *part.tests):
        assert list(CLONE.glob(pattern)), pattern


def test_parts_are_chosen() -> None:
    """By their own name, by a word of the path, or all; and no file twice."""
    every = [file for part in DECIDING for file in part.chosen("", CLONE)]

    assert len(set(every)) == len(every)
    assert ["trustpub/rollout/waves.py"] == [
        file for part in DECIDING for file in part.chosen("waves.py", CLONE)
    ]
    assert "trustpub/preview/wider.py" in DECIDING[0].chosen("preview", CLONE)


@pytest.mark.parametrize("survivor", SURVIVORS, ids=lambda one: one["was"][:60])
def test_survivor_is_still_there(survivor: dict[str, str]) -> None:
    """A reason is about a line as it stands in its file, and says something."""
    text = " ".join((CLONE / survivor["file"]).read_text("utf-8").split())

    assert " ".join(survivor["was"].split()) in text
    assert survivor["was"] != survivor["now"]
    assert survivor["why"].strip()
