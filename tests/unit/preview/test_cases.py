"""Situations: two folders in, what a reviewer reads out, as `--bless` accepted it."""

from pathlib import Path

import pytest

from trustpub.accepting import Risk
from trustpub.preview import markdown, text
from trustpub.preview.model import Preview

from ..core.test_cases import golden
from .made import compared

CASES = Path(__file__).parent / "cases"
NAMES = sorted(folder.name for folder in CASES.iterdir())


def preview(name: str) -> Preview:
    """What a case comes to."""
    folder = CASES / name
    fleet = any((folder / side / "fleet.yaml").exists() for side in ("base", "head"))
    return compared(folder / "base", folder / "head", "fleet.yaml" if fleet else "release.yaml")


@pytest.mark.parametrize("name", NAMES)
def test_text_is_as_accepted(name: str, bless: bool) -> None:
    """What the terminal shows."""
    actual = "\n".join(text.render(preview(name))) + "\n"

    assert golden(CASES / name / "expected.txt", actual, bless) == actual


@pytest.mark.parametrize("name", NAMES)
def test_markdown_is_as_accepted(name: str, bless: bool) -> None:
    """What the comment shows."""
    actual = markdown.render(preview(name))

    assert golden(CASES / name / "expected.md", actual, bless) == actual


def test_cases_cover_every_risk() -> None:
    """Each risk is met by a case, but for the one that no config without errors has."""
    met = {risk.id for name in NAMES for risk in preview(name).risks}

    assert {"preview-publisher-anywhere"} == set(Risk.__args__) - met


def test_cases_are_many() -> None:
    """Fewer would leave something out."""
    assert len(NAMES) >= 40
