"""The registration pages as a person meets them: tabs, errors beside fields, a phone."""

from collections.abc import Iterator

import pytest
from selenium.webdriver.common.by import By

from lab.browser import Driver
from lab.registering import field, follow, press, register
from lab.world import Sandbox

pytestmark = pytest.mark.slow

ACCOUNT = "/manage/account/publishing/"
PROJECT = "/manage/project/oldproject/settings/publishing/"
WIDTH = 360
NEW = {
    "TestPyPI Project Name": "newproject",
    "Owner": "octo-org",
    "Repository name": "sampleproject",
    "Workflow name": "release.yml",
    "Environment name": "testpypi",
}


@pytest.fixture
def phone(driver: Driver) -> Iterator[Driver]:
    """The browser with the screen of a small phone."""
    size = {"width": WIDTH, "height": 740, "deviceScaleFactor": 2, "mobile": True}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    yield driver
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def checklist(url: str, **changed: str) -> list[str]:
    """The lines of somebody who registers a new project from GitHub."""
    typed = [f"type {label}: {value}" for label, value in {**NEW, **changed}.items()]
    return [f"open {url}", "choose the tab GitHub", *typed, "press Add"]


def errors_beside(driver: Driver, label: str) -> str:
    """What is said beside a field."""
    group = field(driver, label).find_element(By.XPATH, "ancestor::*[@class='form-group']")
    return group.find_element(By.CLASS_NAME, "errors").text


def test_errors_stand_beside_their_fields(world: Sandbox, driver: Driver) -> None:
    """The tab stays open, what was typed stays, and each error is at its field."""
    driver.get(world.urls["pypi"] + ACCOUNT)
    driver.find_element(By.XPATH, "//button[.='GitLab']").click()
    field(driver, "Namespace").send_keys("group-")

    press(driver)

    assert "group-" == field(driver, "Namespace").get_attribute("value")
    assert "Invalid GitLab username or group/subgroup name." == errors_beside(driver, "Namespace")
    assert "Specify project name" == errors_beside(driver, "Project name")
    assert "" == errors_beside(driver, "Environment name")


def test_project_exists_already(world: Sandbox, driver: Driver) -> None:
    """The page for new projects sends the owner of an existing one to its own page."""
    change = {"TestPyPI Project Name": "oldproject"}
    register(driver, checklist(world.urls["testpypi"] + ACCOUNT, **change))

    follow(driver, driver.find_element(By.LINK_TEXT, "here"))

    assert "Publishers of oldproject" == driver.find_element(By.TAG_NAME, "h1").text


def test_fourth_pending_publisher(world: Sandbox, driver: Driver) -> None:
    """Three wait, the fourth is refused; after a month there is room again."""
    url = world.urls["testpypi"] + ACCOUNT
    names = [
        {"TestPyPI Project Name": f"newproject{n}", "Repository name": f"new{n}"} for n in range(4)
    ]
    said = [register(driver, checklist(url, **name)) for name in names]

    assert "You can't register more than 3 pending trusted publishers at once." == said[3]
    world.call("testpypi", "/-/clock", {"advance_seconds": 31 * 86400})
    assert register(driver, checklist(url, **names[3])).startswith("Registered a new pending")


def test_publisher_is_removed(world: Sandbox, driver: Driver) -> None:
    """The button beside a publisher takes it away, and the page says so."""
    query = "?provider=github&owner=octo-org&repository=r&workflow_filename=release.yml"
    said = register(driver, [f"open {world.urls['pypi']}{PROJECT}{query}", "press Add"])
    assert said.startswith("Added release.yml")

    follow(driver, driver.find_element(By.XPATH, "//button[.='Remove']"))

    assert "Removed trusted publisher" in driver.find_element(By.TAG_NAME, "body").text


@pytest.mark.parametrize("path", [ACCOUNT, PROJECT])
def test_phone_shows_the_page_whole(world: Sandbox, phone: Driver, path: str) -> None:
    """Nothing runs over the edge of a phone's screen, and fields are as wide as it."""
    phone.get(world.urls["pypi"] + path)

    assert WIDTH >= phone.execute_script("return document.documentElement.scrollWidth")
    assert 0.85 * WIDTH <= field(phone, "Owner").size["width"]
