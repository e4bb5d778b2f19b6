"""The report of a migration in all its formats; names of others are text in each of them."""

import json
from html.parser import HTMLParser
from typing import Any

import jsonschema
import pytest
from markdown_it import MarkdownIt

from trustpub.documents import MigrateDocument
from trustpub.migrate.acting.entries import Entry
from trustpub.migrate.judged import User
from trustpub.migrate.judging.shared import shared
from trustpub.migrate.judging.standing import standing
from trustpub.migrate.model import STAGES, Kept
from trustpub.migrate.telling.picture import pictures
from trustpub.migrate.telling.points import counts, points, removed
from trustpub.migrate.telling.report import Report, code, report
from trustpub.model import Problem

from .reports import ORG, made, past, told
from .sights import HIDDEN, HUB, REVOKED, day, kept, mention, proof, said, sight, swap

FORMS = ("text", "json", "markdown", "html")


def test_order_and_numbers() -> None:
    """The longest way first; each token counted once; steps by who has to do them."""
    one = made()

    assert ["octo-org/new", "octo-org/unregistered", "octo-org/blind", "octo-org/tested"] == [
        each.repository for each in one.standings[:4]
    ]
    assert (6, 1, 3, 1) == (
        one.totals.projects,
        one.totals.done,
        one.totals.tokens,
        one.totals.literals,
    )
    assert 6 == sum(one.totals.stages.values())
    assert [("person", "declare"), ("person", "register"), ("person", "release-pypi")] == [
        (each.who, each.id) for each in one.next[:3]
    ]
    assert ("trustpub", "remove") == (one.next[-1].who, one.next[-1].id)


def test_text_has_a_line_for_each_project() -> None:
    """Stage, what shows it, what is next; then tokens and numbers."""
    lines = told(made(), "text").splitlines()

    assert "tokens-in-use (0 of 8) octo-org/new (release.yaml)" in lines
    assert "done (8 of 8) octo-org/done: sampleproject (release.yaml)" in lines
    assert "  next, you: Declare a publisher in release.yaml" in lines
    assert any(line.startswith("    its value could be read by every maintainer") for line in lines)
    user = "octo-org/beside .github/workflows/release.yml:12"
    assert any("PYPI_API_TOKEN (secret of organisation" in line and user in line for line in lines)
    assert lines[-1].startswith("octo-org: 1 of 6 projects done, 3 tokens left (1 may go now), 1 ")


def test_next_is_only_what_is_next() -> None:
    """Grouped by who, with links and values, and without the stages."""
    text = told(made(), "text", only_next=True)

    assert text.index("Next, for a person") < text.index("Next, for `trustpub migrate apply`")
    assert "    octo-org/unregistered: Register release.yml for sampleproject on PyPI" in text
    assert "      Workflow name: release.yml" in text
    assert "tokens-in-use" not in text
    assert "Nothing is next." in told(made(sight()), "text", only_next=True)
    assert "# Projects" not in told(made(), "markdown", only_next=True)


def test_json_is_as_its_schema() -> None:
    """The document is what `trustpub schema migrate` describes."""
    problem = Problem(id="config-yaml", found="x", fix="y")
    document = json.loads(told(made(looks=past(9, 4)), "json", problems=[problem]))

    schema = MigrateDocument.model_json_schema(by_alias=True, mode="serialization")
    jsonschema.validate(document, schema)
    assert {"name": "trustpub.migrate", "version": 1} == document["schema"]
    assert ["config-yaml"] == [one["id"] for one in document["problems"]]
    assert 1 == len(document["unknown"])
    assert 6 == len(document["projects"])
    assert [9, 4] == [one["tokens"] for one in document["points"]]


class Page(HTMLParser):
    """Elements of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_page_needs_nothing_else() -> None:
    """No script, no image, no other file; links lead to pages; the picture has its words."""
    text = told(made(looks=past(9, 4)), "html")
    page = Page(text)

    assert not {"script", "link", "img", "iframe", "form"} & {name for name, _ in page.found}
    assert "url(" not in text
    assert {"https"} == {
        str(attrs["href"]).partition(":")[0] for name, attrs in page.found if name == "a"
    }
    labels = [attrs["aria-label"] for name, attrs in page.found if name == "svg"]
    words = "9 on 2027-01-01, 4 on 2027-01-02"
    assert [
        f"Tokens left: {words}",
        "Projects not done: 2 on 2027-01-01, 2 on 2027-01-02",
    ] == labels
    ids = [attrs["id"] for _, attrs in page.found if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_markdown_has_no_markup_of_others() -> None:
    """No link, no element, no call of a person comes from a name."""
    text = told(made(), "markdown")
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    inner = [each for one in tokens for each in one.children or ()]

    html = {one.content for one in [*tokens, *inner] if one.type in ("html_inline", "html_block")}
    links = [str(one.attrs["href"]) for one in inner if one.type == "link_open"]
    assert {"<!-- -->"} == html
    assert links
    assert {"https"} == {one.partition(":")[0] for one in links}
    assert [] == [one for one in links if "evil" in one]
    # GitHub makes these of bare text: GitHub Flavored Markdown, "Autolinks (extension)".
    assert [] == [one for one in ("@octocat", "www.evil") if one in text]


@pytest.mark.parametrize("form", FORMS)
def test_nothing_steers_a_reader(form: str) -> None:
    """No control character of a name reaches any format, and all of the name is there."""
    text = told(made(), form)

    assert [] == [one for one in text if not one.isprintable() and one != "\n"]
    assert "alert" in text
    assert form == "text" or "<script>" not in text.replace("&lt;script&gt;", "") or form == "json"


@pytest.mark.parametrize("form", FORMS)
def test_every_stage_is_told(form: str) -> None:
    """An empty migration, one project, one that is done: no format fails."""
    assert "octo-org" in told(made(sight()), form)
    assert "octo-org" in told(report("octo-org", ()), form)


def test_colours_only_for_terminals() -> None:
    """The stage is coloured where the caller knows of a terminal."""
    assert "\x1b[31mtokens-in-use (0 of 8)\x1b[0m octo-org/new" in told(made(), "text", colour=True)


UNREAD = sight(swaps=(swap("testpypi"), swap(state="unknown")))
SILENT = sight(proofs=(proof("testpypi"), proof(state="unknown")))
CODES: dict[str, tuple[int, Report]] = {
    "done": (0, made(sight())),
    "nothing was looked at": (3, report("x", ())),
    "something to do": (1, made(sight(), sight(kept=(kept(),)))),
    "unknown alone": (3, made(sight(), sight(unlisted=(HIDDEN,)))),
    "unknown and to do": (1, made(sight(unlisted=(HIDDEN,)), sight(missing=("x",)))),
    "an upload that cannot be read": (3, made(UNREAD)),
    "a silent index": (3, made(SILENT, said=(said("registered"),))),
    "unknown of the organisation": (3, made(sight(), unseen=(HIDDEN,))),
    "a token that is used elsewhere": (
        1,
        made(sight(kept=(kept(),), mentions=(mention("elsewhere"),))),
    ),
    "a person has to speak": (1, report("x", (standing(sight()),))),
}


@pytest.mark.parametrize("name", CODES)
def test_code(name: str) -> None:
    """0 all done, 1 something to do, 3 nothing but what could not be seen."""
    expected, one = CODES[name]

    assert expected == code(one)


def test_users_of_tokens_that_reach_nobody_do_not_count() -> None:
    """What hides behind another organisation's token does not hold this migration up."""
    far = shared((kept(level="organization", holder="far"),), (sight(),))

    assert 0 == code(report("x", made(sight()).standings, far))


def entry(at: int, what: str, **more: Any) -> Entry:
    """A line of the journal."""
    return Entry(at=day(at), what=what, **more)


def test_journal_makes_points() -> None:
    """Each look is a point, the last of a day counts, and what was kept can be read again."""
    now = counts(made())
    lines = [
        entry(2, "seen", counts={"tokens": 9, "done": 1}),
        entry(1, "seen", counts={"tokens": 12}),
        entry(2, "removed", place=kept().place, name="PYPI_TOKEN"),
        entry(2, "seen", counts=now),
        entry(3, "seen"),
    ]

    found = made(sight(), looks=points(lines)).points

    assert [12, 3] == [one.tokens for one in found]
    assert set(STAGES) == set(found[0].stages)
    assert made().totals.stages == found[1].stages


def test_journal_tells_what_is_gone() -> None:
    """Removed, or gone before; where the journal does not say whom it reached, all below it."""
    org = Kept(place=ORG.place, name=ORG.name)
    lines = [
        entry(9, "removing", place=ORG.place, name=ORG.name, scope="*"),
        entry(30, "removed", place=ORG.place, name=ORG.name, scope="*"),
        entry(30, "found-gone", place=kept(holder="octo-org/b").place, name="X"),
    ]

    found = removed(lines)

    assert [org, kept("X", holder="octo-org/b")] == [one.kept for one in found]
    assert "secrets-removed" == standing(sight(), REVOKED, found).stage
    assert "done" == standing(sight(), REVOKED, found[1:]).stage


def test_picture_falls() -> None:
    """The line runs through the days, the highest point at the top; one look is no picture."""
    one, _ = pictures(past(10, 5, 0))

    assert "M0 0 L300 80 L600 160" == one.line
    assert () == pictures(past(10))
    assert () == pictures(())


def test_users_are_all_told() -> None:
    """Every repository that still refers to a shared token is in the report."""
    user = User(repository=HUB, file="a.yml", line=1, use="upload")
    many = tuple(user.model_copy(update={"repository": f"octo-org/r{n}"}) for n in range(60))
    one = shared((ORG,), (sight(),))[0].model_copy(update={"users": many})

    for form in FORMS:
        text = told(report("x", (), (one,)), form)
        assert [] == [n for n in range(60) if f"octo-org/r{n}" not in text]
