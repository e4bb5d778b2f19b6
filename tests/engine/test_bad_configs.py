"""Every bad config of the case folders, given to the real engine: its sentences, nothing sent."""

from pathlib import Path

import pytest

from lab.world import CLONE, Sandbox

from .conftest import MakeStack

BAD = sorted(CLONE.glob("tests/cases/bad-*"))


@pytest.mark.parametrize("case", BAD, ids=[case.name for case in BAD])
def test_a_bad_config_gets_its_sentences_and_nothing_is_sent(
    case: Path, make_stack: MakeStack, world: Sandbox
) -> None:
    """up stops with every error of the file; no forge and no index hears of it."""
    stack = make_stack("")
    (stack.folder / "release.yaml").write_bytes((case / "release.yaml").read_bytes())

    run = stack.up()

    assert run.code != 0
    *sentences, _count = (case / "problems.txt").read_text().splitlines()
    assert sentences
    for sentence in sentences:
        assert sentence in run.out
    assert "nothing was written to any forge or index" in run.out
    assert "Traceback" not in run.out
    assert [] == world.events("all")
