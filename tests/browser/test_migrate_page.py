"""The page of a migration: axe finds nothing, a phone shows it whole, and it needs no script."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.by import By

from lab.browser import Driver
from trustpub.migrate.telling.page import page

from ..unit.migrate.reports import made, past, world
from .axe import violations

pytestmark = pytest.mark.slow

WIDTH = 360
SCHEMES = ("light", "dark")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page with something of everything."""
    file: Path = tmp_path_factory.mktemp("page") / "migrate.html"
    file.write_text(page(made(*world(), looks=past(120, 97, 60, 12)), "2027-01-15"), "utf-8")
    return file.as_uri()


@pytest.fixture
def emulated(driver: Driver) -> Iterator[Driver]:
    """The browser, which is itself again after the test."""
    yield driver
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def colours(driver: Driver, scheme: str) -> None:
    """Light or dark."""
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def phone(driver: Driver) -> None:
    """The screen of a small phone."""
    size: dict[str, Any] = {"width": WIDTH, "height": 740, "deviceScaleFactor": 2, "mobile": True}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def unfold(driver: Driver) -> None:
    """Open every part."""
    driver.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("small", [False, True])
def test_axe_finds_nothing(emulated: Driver, address: str, scheme: str, small: bool) -> None:
    """Contrast, names, order of headings ... in both colours, wide and on a phone."""
    colours(emulated, scheme)
    if small:
        phone(emulated)
    emulated.get(address)
    unfold(emulated)

    assert [] == violations(emulated)


def test_phone_shows_the_page_whole(emulated: Driver, address: str) -> None:
    """Nothing runs over the edge of a phone's screen."""
    phone(emulated)
    emulated.get(address)
    unfold(emulated)

    assert WIDTH >= emulated.execute_script("return document.documentElement.scrollWidth")


def test_nothing_else_is_loaded(emulated: Driver, address: str) -> None:
    """One file: no request besides, no script in it, and no name of others runs as one."""
    emulated.get(address)

    assert 0 == emulated.execute_script("return performance.getEntriesByType('resource').length")
    assert [] == emulated.find_elements(By.TAG_NAME, "script")


def test_parts_unfold_without_a_script(emulated: Driver, address: str) -> None:
    """A click on a folded part opens it with scripts switched off."""
    emulated.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    emulated.get(address)
    part = emulated.find_element(By.CSS_SELECTOR, "details:not([open])")

    part.find_element(By.TAG_NAME, "summary").click()

    assert part.get_dom_attribute("open") is not None
