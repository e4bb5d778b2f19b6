"""What is rendered, broken in every way that people break it: `check --repo` sees each of them."""

from functools import cache
from pathlib import Path

import pytest

from ..chain.repos import CONFIG, chain
from .breaks import BREAKS, broken

GOLDEN = Path(__file__).parents[1] / "writing" / "golden"
SITUATIONS = sorted(path.name for path in GOLDEN.iterdir())
NOT_SEEN = "not seen"
"""In place of a rule's id: what `check` could not see, and says by its exit code."""


@cache
def files_of(situation: str) -> dict[str, str]:
    """The rendered files of a situation with their config."""
    root = GOLDEN / situation
    paths = [path for path in sorted(root.rglob("*")) if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in paths}


def told(texts: dict[str, str]) -> set[str]:
    """The ids of what is found, notes aside."""
    checked, found = chain(texts)
    assert CONFIG in texts
    assert not checked.errors
    ids = {one.id for one in found.problems if one.severity != "note"}
    return ids | ({NOT_SEEN} if found.blind else set())


def pairs() -> list[tuple[str, str]]:
    """Every kind with every situation that has what it breaks."""
    return [
        (kind, situation)
        for kind, one in BREAKS.items()
        for situation in SITUATIONS
        if broken(one, files_of(situation))
    ]


@pytest.mark.parametrize(("kind", "situation"), pairs())
def test_break_is_found(kind: str, situation: str) -> None:
    """One of the rules that are about a break finds it."""
    texts = broken(BREAKS[kind], files_of(situation))

    assert texts is not None
    assert set(BREAKS[kind].ids) & told(texts)


def test_every_kind_breaks_something() -> None:
    """No kind is left that fits none of the rendered files any more."""
    assert set(BREAKS) == {kind for kind, _ in pairs()}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_whole_it_is_clean(situation: str) -> None:
    """What is found comes from the break."""
    assert set() == told(files_of(situation))
