"""The pages of reports: axe finds nothing, a phone shows them whole, and they need no script."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By

from lab.browser import Driver
from trustpub.audit import page as audit
from trustpub.audit.report import make_report
from trustpub.checklist import page as checklist
from trustpub.checklist.fleet import fleet_checklist
from trustpub.migrate.telling import page as migrate
from trustpub.rollout.model import Choice
from trustpub.rollout.telling import page as rollout
from trustpub.rollout.telling.journals import Part
from trustpub.rollout.telling.standing import Declared, standing

from ..unit.audit.build import OPEN_TEXT, account, environment, hub, lab, lab_environment, tag
from ..unit.checklist.test_fleet import fleet
from ..unit.checklist.test_renderers import github
from ..unit.migrate.reports import made, past, world
from ..unit.rollout.made import START, history, line
from ..unit.rollout.test_page import shown as rolled_out
from .axe import violations
from .emulating import SCHEMES, WIDTH, colours, itself, no_scripts, phone, unfold

pytestmark = pytest.mark.slow

LONG = "octo-org/a-repository-with-a-name-that-is-as-long-as-github-lets-it-be-and-not-one-bit-less"
TODAY = "2027-01-15"


def audited() -> str:
    """An audit with something of every stage."""
    worlds = [
        hub(environment(can_admins_bypass=True)),
        hub(environment("staging"), name=LONG, workflows={"r.yml": OPEN_TEXT}),
        hub(name="octo-org/good"),
        hub(unseen={"secrets": "https://api.example.org is forbidden"}, name="octo-org/blind"),
        *(hub(environment("staging"), name=f"octo-org/idle{n}") for n in range(9)),
        lab(lab_environment(), tag(access="developer")),
        account(PYPI_TOKEN="all"),
    ]
    return audit.page(make_report("octo-org", worlds), TODAY)


def migrated() -> str:
    """A migration with something of everything."""
    return migrate.page(made(*world(), looks=past(120, 97, 60, 12)), TODAY)


def shards() -> str:
    """Where a fleet of two shards stands, of which a third is missing."""
    parts = [
        Part(
            f"{n}.jsonl", history(line("run", n, run=f"r{n}", choice=Choice(shard=(n, 3)), works=9))
        )
        for n in (1, 2)
    ]
    return rollout.page(standing(parts, Declared((LONG,), whole=True)), "fleet.yaml", START)


def to_register() -> str:
    """The publishers of a fleet that people have to register."""
    judged = fleet(["published", "there", "new", "unseen", *["new"] * 7])
    return checklist.render(fleet_checklist("fleet.yaml", judged, date(2027, 1, 15), 2))


PAGES: Mapping[str, Callable[[], str]] = {
    "audit": audited,
    "migrate": migrated,
    "checklist": lambda: checklist.render(github()),
    "rollout": rolled_out,
    "shards": shards,
    "fleet-checklist": to_register,
}
FOLDING = ("audit", "migrate", "shards")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pages are."""
    found = tmp_path_factory.mktemp("pages")
    for name, make in PAGES.items():
        (found / f"{name}.html").write_text(make(), "utf-8")
    return found


@pytest.fixture
def emulated(driver: Driver) -> Iterator[Driver]:
    """The browser, which is itself again after the test."""
    yield driver
    itself(driver)


def address(folder: Path, name: str) -> str:
    """Of a page."""
    return (folder / f"{name}.html").as_uri()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("small", [False, True], ids=["wide", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(
    emulated: Driver, folder: Path, name: str, scheme: str, small: bool
) -> None:
    """Contrast, names, order of headings ... in both colours, wide and on a phone."""
    colours(emulated, scheme)
    if small:
        phone(emulated)
    emulated.get(address(folder, name))
    unfold(emulated)

    assert [] == violations(emulated)


@pytest.mark.parametrize("name", PAGES)
def test_phone_shows_the_page_whole(emulated: Driver, folder: Path, name: str) -> None:
    """Nothing runs over the edge of a phone's screen."""
    phone(emulated)
    emulated.get(address(folder, name))
    unfold(emulated)

    assert WIDTH >= emulated.execute_script("return document.documentElement.scrollWidth")


@pytest.mark.parametrize("name", PAGES)
def test_nothing_else_is_loaded(emulated: Driver, folder: Path, name: str) -> None:
    """One file: no request besides, no script in it, and no name of others runs as one."""
    emulated.get(address(folder, name))

    assert 0 == emulated.execute_script("return performance.getEntriesByType('resource').length")
    assert [] == emulated.find_elements(By.TAG_NAME, "script")


@pytest.mark.parametrize("name", FOLDING)
def test_parts_unfold_without_a_script(emulated: Driver, folder: Path, name: str) -> None:
    """A click on a folded part opens it with scripts switched off."""
    no_scripts(emulated)
    emulated.get(address(folder, name))
    part = emulated.find_element(By.CSS_SELECTOR, "details:not([open])")

    part.find_element(By.TAG_NAME, "summary").click()

    assert part.get_dom_attribute("open") is not None


def test_axe_would_find_something(emulated: Driver) -> None:
    """A page with an image without a text is not let pass."""
    emulated.get("data:text/html,<html lang=en><title>x</title><main><img src=x></main></html>")

    assert "image-alt" in [name for name, _ in violations(emulated)]
