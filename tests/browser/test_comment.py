"""The comment in a browser: what matters is seen at once, on a laptop and on a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By

from lab.browser import Driver
from lab.comment_page import page

from ..unit.preview.test_cases import preview
from .comments import shown
from .emulating import itself, phone, unfold

pytestmark = pytest.mark.slow

CASES = ("several-gates-weakened", "fleet-project-added", "very-long-names", "hostile-names")
WIDER = "return document.documentElement.scrollWidth - window.innerWidth"
PICTURE = 1000
"""Pixels that are seen without scrolling."""


@pytest.fixture
def clean(driver: Driver) -> Iterator[Driver]:
    """The browser, itself again after the test."""
    yield driver
    itself(driver)


def opened(driver: Driver, name: str, folder: Path) -> None:
    """The comment of a case."""
    (folder / "comment.html").write_text(page(shown(preview(name))), "utf-8")
    driver.get((folder / "comment.html").as_uri())


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_wider_than_the_screen(clean: Driver, tmp_path: Path, name: str) -> None:
    """Nobody scrolls sideways, with every part unfolded."""
    for screen in (lambda one: None, phone):
        screen(clean)
        opened(clean, name, tmp_path)
        unfold(clean)

        assert clean.execute_script(WIDER) <= 0


@pytest.mark.parametrize("name", ["several-gates-weakened", "fleet-project-added"])
def test_risks_are_seen_without_scrolling(clean: Driver, tmp_path: Path, name: str) -> None:
    """The verdict first, then every risk."""
    opened(clean, name, tmp_path)

    heading = clean.find_element(By.TAG_NAME, "h3")
    risks = clean.find_elements(By.CSS_SELECTOR, "h4:first-of-type + ul > li")
    assert "that nobody accepted" in heading.text
    assert len(risks) == len(preview(name).risks)
    assert all(one.rect["y"] + one.rect["height"] < PICTURE for one in (heading, *risks))


def test_a_small_change_needs_no_click(clean: Driver, tmp_path: Path) -> None:
    """Without a risk its settings are what there is to see."""
    opened(clean, "reviewers-given", tmp_path)

    assert "reviewers.users: [] -> [octocat, hubot]" in clean.find_element(By.TAG_NAME, "body").text
