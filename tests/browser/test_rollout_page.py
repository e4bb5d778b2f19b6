"""The page of a rollout in use: its filter, the keyboard, and ten thousand repositories."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from lab.browser import Driver
from trustpub.rollout.telling.journals import Part
from trustpub.rollout.telling.page import page
from trustpub.rollout.telling.standing import standing

from ..unit.rollout.made import START, history, line
from ..unit.rollout.test_page import NAMES, shown
from .emulating import itself, no_scripts

pytestmark = pytest.mark.slow

MANY = 10_000
BAD = 300


@pytest.fixture
def alone(driver: Driver) -> Iterator[Driver]:
    """The browser, which runs no script of the page, and is itself again after the test."""
    no_scripts(driver)
    yield driver
    itself(driver)


def rows(driver: Driver) -> list[str]:
    """The repositories that are seen."""
    found = driver.find_elements(By.CSS_SELECTOR, ".all tbody th")
    return [one.text for one in found if one.is_displayed()]


@pytest.fixture
def small(tmp_path: Path) -> str:
    """A page with one repository of each kind."""
    (tmp_path / "page.html").write_text(shown(), "utf-8")
    return (tmp_path / "page.html").as_uri()


def test_the_filter_needs_no_script(alone: Driver, small: str) -> None:
    """A click shows those of one outcome, and another all of them again."""
    alone.get(small)
    assert list(NAMES) == rows(alone)

    alone.find_element(By.ID, "show-unseen").click()
    assert ["d"] == rows(alone)
    alone.find_element(By.ID, "show-all").click()
    assert list(NAMES) == rows(alone)


def test_the_filter_is_for_the_keyboard_too(alone: Driver, small: str) -> None:
    """An arrow goes to the next outcome."""
    alone.get(small)

    alone.find_element(By.ID, "show-all").send_keys(Keys.ARROW_RIGHT)

    assert ["b"] == rows(alone)


def large() -> str:
    """A page of ten thousand, of which some failed."""
    told = [
        line("ended", n % 60, run="r", name=f"github:octo-org/lib-{n}", **outcome(n))
        for n in range(MANY)
    ]
    begin, end = line("run", 0, run="r", total=MANY, works=MANY), line("finished", 60, run="r")
    return page(standing([Part("", history(begin, *told, end))]), "fleet.yaml", START)


def outcome(number: int) -> dict[str, object]:
    """Each failure with a reason of its own."""
    if number < BAD:
        return {"outcome": "failed", "why": f"lib-{number} has no team", "wave": 1}
    return {"outcome": "unchanged", "changes": {"same": 9}, "wave": 2}


def test_ten_thousand_repositories_stay_usable(driver: Driver, tmp_path: Path) -> None:
    """Shown whole and filtered at once; bounds for a slow machine, with many others at work."""
    began = time.monotonic()
    (tmp_path / "page.html").write_text(large(), "utf-8")
    written = time.monotonic() - began

    driver.get((tmp_path / "page.html").as_uri())
    loaded = time.monotonic() - began - written
    took = driver.execute_script(
        "const before = document.documentElement.scrollHeight, start = performance.now();"
        "document.getElementById('show-open').click();"
        "const after = document.documentElement.scrollHeight;"
        "return [before > 10 * after, performance.now() - start]"
    )

    assert written < 10
    assert loaded < 20
    assert took[0]
    assert took[1] < 3000
    assert MANY == len(driver.find_elements(By.CSS_SELECTOR, ".all tbody tr"))
