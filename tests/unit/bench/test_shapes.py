"""Large workflows and pipelines."""

from pathlib import Path

import pytest

from bench.shapes import LINES, SHAPES, shape
from trustpub.chain.judge import judge_chain
from trustpub.checking import check
from trustpub.workflows.entries import entries
from trustpub.workflows.folder import Folder
from trustpub.workflows.listing import read_for


@pytest.mark.parametrize("title", SHAPES)
def test_shape_is_long_and_whole(title: str, tmp_path: Path) -> None:
    """5,000 lines, in which the publishing job is found and nothing stays unknown."""
    files = shape(title)
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    checked = check(files["release.yaml"], "release.yaml")
    assert () == checked.problems

    reading = read_for(checked.config, Folder(tmp_path))
    chain = judge_chain(checked.config, reading)

    assert LINES == max(text.count("\n") for text in files.values())
    assert "publish-pypi" in {upload.job for upload in entries(reading.jobs)}
    found = {problem.id for problem in chain.problems if problem.severity != "note"}
    assert bool(found) == ("uploads" in title), found
    assert () == chain.unknown


def test_shapes_are_alike_in_no_text() -> None:
    """Each is another case."""
    assert len(SHAPES) == len({str(shape(title)) for title in SHAPES})
