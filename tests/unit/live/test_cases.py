"""Situations: a change and the world today in, what a reviewer reads out, as `--bless` accepted."""

import re
from pathlib import Path

import pytest
import yaml

from trustpub.preview import markdown, text
from trustpub.preview.headline import STOPS

from ..core.test_cases import golden
from ..preview.test_cases import preview as offline
from .made import case

CASES = Path(__file__).parent / "cases"
NAMES = sorted(folder.name for folder in CASES.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_text_is_as_accepted(name: str, bless: bool) -> None:
    """What the terminal shows below the preview."""
    shown = "\n".join(text.render(case(CASES / name))) + "\n"
    shown = shown.replace(STOPS, "", 1)
    before = "\n".join(text.render(offline(change_of(name)))) + "\n"

    assert shown.startswith(before)
    actual = shown.removeprefix(before)
    assert golden(CASES / name / "expected.txt", actual, bless) == actual


@pytest.mark.parametrize("name", NAMES)
def test_markdown_is_as_accepted(name: str, bless: bool) -> None:
    """What the comment shows besides."""
    shown = markdown.render(case(CASES / name)).replace(STOPS, "", 1)
    before = markdown.render(offline(change_of(name)))
    actual = added(before, shown)

    assert golden(CASES / name / "expected.md", actual, bless) == actual


def added(before: str, after: str) -> str:
    """What stands in one text and not in the other, in one piece; all else is the same."""
    start = next(n for n, one in enumerate(after) if n >= len(before) or one != before[n])
    start = after.rindex("\n\n", 0, start + 1)
    more = len(after) - len(before)
    assert before == after[:start] + after[start + more :]
    return after[start : start + more].strip("\n") + "\n"


def change_of(name: str) -> str:
    """The change of a case."""
    found: str = yaml.safe_load((CASES / name / "world.yaml").read_text("utf-8"))["of"]
    return found


@pytest.mark.parametrize("name", NAMES)
def test_the_first_line_says_what_would_stop_it(name: str) -> None:
    """Whoever reads no further knows that it would fail, and nobody else is told so."""
    found = case(CASES / name)
    stopped = bool(found.live and found.live.stops)

    assert stopped == (STOPS in next(iter(text.render(found))))
    assert stopped == (STOPS in markdown.render(found).splitlines()[1])


@pytest.mark.parametrize("name", NAMES)
def test_digest_stays(name: str) -> None:
    """The digest of the change knows nothing of the world."""
    assert offline(change_of(name)).digest == case(CASES / name).digest


@pytest.mark.parametrize("name", NAMES)
def test_no_empty_word(name: str) -> None:
    """Every part ends with something, and no line with a blank."""
    shown = "\n".join(text.render(case(CASES / name)))

    assert not re.search(r" $|\bNone\b|\n\n\n", shown, re.M)


def test_cases_are_many() -> None:
    """Fewer would leave something out."""
    assert len(NAMES) >= 12
