"""What a page is looked at with: a phone, dark colours, no scripts."""

from typing import Any

from lab.browser import Driver

WIDTH = 360
SCHEMES = ("light", "dark")


def itself(driver: Driver) -> None:
    """The browser as it was before."""
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


def no_scripts(driver: Driver) -> None:
    """A browser that runs none of the page's."""
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})


def unfold(driver: Driver) -> None:
    """Open every part."""
    driver.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
