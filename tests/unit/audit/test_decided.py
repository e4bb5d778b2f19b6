"""What each rule says, word by word: as `--bless` accepted it, for every row of the table."""

from pathlib import Path
from typing import Any

import pytest

from trustpub.audit.case import make_case
from trustpub.audit.judge import judge
from trustpub.audit.model import Finding
from trustpub.audit.rules_differences import plain

from ..core.test_cases import golden
from .build import lab, lab_environment, protection, tag
from .rows import ROWS, Row
from .test_judge import CONFIG, GITHUB, GITLAB, LAB, found, plan

FOLDER = Path(__file__).parent
ALREADY_TOLD = ("id", "severity", "docs", "fingerprint", "forge", "repository")


def words(one: Finding) -> str:
    """A finding, a line for each thing that it says."""
    told = one.model_dump(mode="json", exclude=set(ALREADY_TOLD), exclude_defaults=True)
    lines = [f"    {name}: {value}" for name, value in told.items() if value]
    return "\n".join([f"  {one.severity} {one.id}", *lines])


def worlds(row: Row) -> str:
    """What is found in the bad world of a row, and what of that in the good one too."""
    bad, good = (judge(make_case(world)) for world in (row.bad, row.good))
    rest = [one.id for one in good if one.severity != "note"]
    bad = [one for one in bad if one.id == row.rule or one.severity != "note"]
    title = f"{row.rule} ({row.severity}), good: {', '.join(rest) or 'nothing'}"
    return "\n".join([title, *map(words, bad)])


def test_findings_are_as_accepted(bless: bool) -> None:
    """What was found, what to do, where, and why it matters."""
    actual = "\n\n".join(map(worlds, ROWS)) + "\n"

    assert golden(FOLDER / "findings.txt", actual, bless) == actual


BLOCKED = {"approvers_able": {"users/bob": "blocked"}}
LEFT = {"creators_able": {"users/alice": False}}
UNABLE = lab(lab_environment(), protection(beyond=BLOCKED), tag(beyond=LEFT))


def test_differences_are_as_accepted(bless: bool) -> None:
    """What is declared, what is there, and where that is to be seen."""
    both = ((GITHUB, plan(CONFIG)), ([*GITLAB, (UNABLE, [])], plan(LAB)))
    told = [found(world, wanted) for worlds, wanted in both for world, _ in worlds]
    actual = "\n\n".join(words(one) for findings in told for one in findings) + "\n"

    assert golden(FOLDER / "differences.txt", actual, bless) == actual


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "not set"),
        (True, "on"),
        (False, "off"),
        (0, "0"),
        ("v*", "v*"),
        ([], "nothing"),
        (["b", "a"], "b + a"),
        (["b", 1], '["b", 1]'),
        ({"b": 1, "a": None}, '{"a": null, "b": 1}'),
    ],
)
def test_values_in_words(value: Any, text: str) -> None:
    """On one line, and the same each time."""
    assert text == plain(value)
