"""The report as text, JSON, SARIF and a page."""

import json
from datetime import date
from html.parser import HTMLParser

import jsonschema
import pytest

from trustpub.audit.baseline import Accepted
from trustpub.audit.model import Report, Section
from trustpub.audit.places import Sites, sites
from trustpub.audit.rendering import rendered
from trustpub.audit.report import make_report
from trustpub.audit.text import text
from trustpub.documents import AuditDocument
from trustpub.observing.model import Repository

from ..chain.schema import sarif_schema
from .build import HUB, account, environment, hub, lab, lab_environment, tag
from .rows import ROWS

TODAY = date(2027, 1, 15)
GONE = Repository(forge="github", name="octo-org/gone", state="unknown", why="it is <hidden>")
NAME = "octo-org/<script>alert(1)</script>"
WORLD = [
    hub(environment(can_admins_bypass=True, reviewers={"users": [], "teams": []})),
    hub(environment("staging"), name=NAME),
    lab(lab_environment(), tag()),
    GONE,
    account(PYPI_TOKEN="all"),
]


def report() -> Report:
    """A report with something of everything."""
    marks = {one.id: one.fingerprint for one in make_report("x", WORLD, today=TODAY).findings}
    known = (
        Accepted(marks["audit-admin-bypass"], "one <admin> only", None, "", HUB),
        Accepted("0" * 24, "long gone", None, "an old one", HUB),
    )
    return make_report("octo-org", WORLD, None, known, TODAY)


def made(form: str, file: str | None = None) -> str:
    """One format."""
    found = rendered(report(), form, TODAY, file)
    return found if isinstance(found, str) else "\n".join(found)


def test_text_tells_worst_first_and_the_numbers() -> None:
    """Findings with fix and place, what was not seen, the baseline, the shares."""
    lines = made("text").splitlines()

    assert f"{HUB} (open)" in lines
    assert (
        "  error environment/pypi: nobody has to review a deployment [audit-no-reviewers]" in lines
    )
    assert "    accepted: one <admin> only" in lines
    assert "  not seen: octo-org/gone: it is <hidden>" in lines
    assert any(line.startswith("baseline: an old one (0000") for line in lines)
    assert "     2 of 4 (50 %) open: " in "\n".join(lines)
    assert "octo-org: 2 errors, 1 warning, 1 accepted, 1 not seen" == lines[-1]


def test_nothing_found_is_said() -> None:
    """A clean world is one line of numbers."""
    assert ["x: nothing found"] == list(text(make_report("x", [hub(environment("a"))])))


def test_json_is_as_its_schema() -> None:
    """The document is what `trustpub schema audit` describes."""
    document = json.loads(made("json"))

    jsonschema.validate(
        document, AuditDocument.model_json_schema(by_alias=True, mode="serialization")
    )
    assert {"name": "trustpub.audit", "version": 1} == document["schema"]
    assert [{"what": "octo-org/gone", "why": "it is <hidden>"}] == document["unknown"]
    assert {"open": 2, "weak": 0, "unseen": 1, "guarded": 0, "idle": 1} == (
        document["report"]["totals"]["stages"]
    )


@pytest.mark.parametrize("file", [None, "release.yaml"])
def test_sarif_is_valid_and_stable(file: str | None) -> None:
    """By OASIS's schema; at the config or the repository by name; accepted ones suppressed."""
    log = json.loads(made("sarif", file))

    jsonschema.validate(log, sarif_schema())
    run = log["runs"][0]
    assert len(report().findings) == len(run["results"])
    places = [place for one in run["results"] for place in one["locations"]]
    assert {file is not None} == {"physicalLocation" in place for place in places}
    names = {place["logicalLocations"][0]["fullyQualifiedName"] for place in places}
    assert f"{HUB}/environment/pypi" in names
    marks = {one.fingerprint for one in report().findings}
    assert marks == {one["partialFingerprints"]["trustpub-audit/v1"] for one in run["results"]}
    assert ["one <admin> only"] == [
        one["suppressions"][0]["justification"] for one in run["results"] if "suppressions" in one
    ]
    assert all(
        one["shortDescription"]["text"].endswith(".") for one in run["tool"]["driver"]["rules"]
    )
    assert 1 == len(run["invocations"][0]["toolExecutionNotifications"])


@pytest.mark.parametrize("form", ["text", "json", "sarif", "html"])
def test_every_finding_has_every_format(form: str) -> None:
    """Whatever a rule can raise is told, with its id and its repository."""
    for row in ROWS:
        made = rendered(make_report("x", [row.bad], today=TODAY), form, TODAY)
        text = made if isinstance(made, str) else "\n".join(made)
        assert row.rule in text
        assert row.bad.name in text


class Page(HTMLParser):
    """Elements and texts of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(" ".join(data.split()))


def test_page_needs_nothing_else() -> None:
    """No script, no image, no other file; names are text."""
    text = made("html")
    page = Page(text)

    assert not {"script", "link", "img", "iframe", "form"} & {name for name, _ in page.found}
    assert "url(" not in text
    assert "@import" not in text
    assert NAME in page.texts
    links = [attrs["href"] for name, attrs in page.found if name == "a"]
    assert all(link and link.startswith("https://") for link in links)


def test_page_has_a_section_each_and_the_shares() -> None:
    """One part for each repository with something to tell, idle ones listed, shares in words."""
    page = Page(made("html"))

    titles = [attrs["id"] for name, attrs in page.found if name == "details" and "id" in attrs]
    assert 4 == len(titles)
    for said in ("50 %", "(2 of 4)", HUB, "octo-org/gone", "Idle", "Baseline"):
        assert said in page.texts, said
    assert "flex: 2 1 0" in made("html")


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, Sites()),
        ({"GITHUB_BASE_URL": "https://api.github.com"}, Sites()),
        (
            {"GITHUB_BASE_URL": "https://ghe.example/api/v3/"},
            Sites(github="https://ghe.example"),
        ),
        (
            {"GITLAB_BASE_URL": "https://me:secret@git.example/gl/api/v4"},
            Sites(gitlab="https://git.example/gl"),
        ),
    ],
)
def test_pages_are_where_people_open_them(environ: dict[str, str], expected: Sites) -> None:
    """An API's address becomes that of the site, without a password in it."""
    assert expected == sites(environ)


def test_page_compares_no_repository_with_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its time grows with the repositories, and not with their square."""
    report = make_report("octo-org", WORLD, today=TODAY)

    def compared(one: object, other: object) -> bool:
        raise AssertionError("two sections were compared")

    monkeypatch.setattr(Section, "__eq__", compared)

    assert "octo-org/gone" in rendered(report, "html", TODAY, None, (), False)
