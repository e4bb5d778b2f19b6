"""What a person does on PyPI's pages: follow the checklist, field by field."""

from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from .browser import Driver

HOW = ("type ", "compare ")


def register(driver: Driver, checklist: list[str]) -> str:
    """Do every line of the checklist; what the page then says."""
    for line in checklist:
        if line.startswith("open "):
            driver.get(line.split()[1])
        elif line.startswith("choose the tab "):
            driver.find_element(By.XPATH, f"//button[.='{line.split()[-1]}']").click()
        elif line.startswith("press "):
            press(driver)
        elif line.startswith(HOW):
            do_field(driver, line)
    return driver.find_element(By.CSS_SELECTOR, "[role=status], [role=alert]").text


def do_field(driver: Driver, line: str) -> None:
    """`type LABEL: VALUE`, or `compare LABEL: VALUE`."""
    how, _, rest = line.partition(" ")
    label, _, value = rest.partition(": ")
    control = field(driver, label)
    if how == "type":
        control.send_keys(value)
    found = control.get_attribute("value")
    if found != value:
        raise AssertionError(f"{label} is {found!r} on the page; the checklist says {value!r}")


def field(driver: Driver, label: str) -> WebElement:
    """The field that can be seen under this label."""
    path = f"//label[span[normalize-space()='{label}']]//*[self::input or self::select]"
    [shown] = [e for e in driver.find_elements(By.XPATH, path) if e.is_displayed()]
    return shown


def press(driver: Driver) -> None:
    """Press the button that can be seen, and wait for the page that comes."""
    buttons = driver.find_elements(By.CSS_SELECTOR, "input[type=submit]")
    [button] = [button for button in buttons if button.is_displayed()]
    follow(driver, button)


def follow(driver: Driver, element: WebElement) -> None:
    """Click what leads to another page, and wait until that page is there as a whole.

    A click may return before the browser has begun to leave: the old page is marked.
    """
    driver.execute_script("window.left = true")
    element.click()
    arrived = "return !window.left && document.readyState === 'complete'"
    WebDriverWait(driver, 30).until(lambda page: page.execute_script(arrived))
