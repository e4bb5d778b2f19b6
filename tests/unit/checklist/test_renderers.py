"""The checklist as text, Markdown and a page; golden files as `--bless` accepted them."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from trustpub.checklist import markdown, page, text
from trustpub.checklist.model import Checklist

from .known import GITHUB, GITLAB, UNSEEN, absent, example, items, made, released

GOLDEN = Path(__file__).parent / "golden"
VOID = {"meta", "link", "br", "img", "input", "hr"}
RENDERERS = {
    "txt": lambda one: "\n".join(text.render(one)) + "\n",
    "md": lambda one: "\n".join(markdown.render(one)) + "\n",
    "html": lambda one: page.render(one) + "\n",
    "json": lambda one: one.model_dump_json(indent=2) + "\n",
}


def github() -> Checklist:
    """Released on PyPI, nothing on TestPyPI yet."""
    done = released("pypi", "sampleproject", "2026-06-01", GITHUB)
    return made(example("github"), {"testpypi": absent("testpypi", "sampleproject"), "pypi": done})


def gitlab() -> Checklist:
    """TestPyPI does not answer; somebody else's pipeline published on PyPI."""
    other = {**GITLAB, "workflow_filepath": ".gitlab-ci.yml"}
    seen = released("pypi", "otherproject", "2026-06-01", other)
    return made(example("gitlab"), {"testpypi": UNSEEN, "pypi": seen})


EXAMPLES = {"github": github, "gitlab": gitlab}


@pytest.mark.parametrize("form", RENDERERS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_checklist_is_rendered(name: str, form: str, bless: bool) -> None:
    """Each example in each format is its golden file."""
    actual = RENDERERS[form](EXAMPLES[name]())
    path = GOLDEN / f"{name}.{form}"
    if bless:
        path.parent.mkdir(exist_ok=True)
        path.write_text(actual, "utf-8")

    assert path.read_text("utf-8") == actual


class Page(HTMLParser):
    """Reads a page and fails on tags that are not closed in order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(source)
        self.close()
        assert [] == self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """It closes what was opened last."""
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        """All text, the style sheet included."""
        self.text += data

    def of(self, tag: str) -> Iterator[dict[str, str | None]]:
        """The attributes of each such tag."""
        return (attrs for name, attrs in self.tags if name == tag)


@pytest.fixture(params=EXAMPLES)
def both(request: pytest.FixtureRequest) -> tuple[Checklist, Page]:
    """A checklist and its page."""
    one = EXAMPLES[request.param]()
    return one, Page(page.render(one))


def test_page_needs_nothing_else(both: tuple[Checklist, Page]) -> None:
    """No script, no form, no other file; the page itself forbids them."""
    _, read = both

    names = {name for name, _ in read.tags}
    assert not names & {"script", "link", "img", "iframe", "object", "form", "base", "video"}
    assert not [a for _, attrs in read.tags for a in attrs if a == "src" or a.startswith("on")]
    style = read.text[read.text.index(":root") : read.text.index("@media print")]
    assert not re.search(r"url\(|@import", style)
    policy = [a["content"] for a in read.of("meta") if a.get("http-equiv")]
    assert ["default-src 'none'; style-src 'unsafe-inline'"] == policy


def test_page_works_on_a_phone(both: tuple[Checklist, Page]) -> None:
    """Language, title and the width of the device are said; long words break."""
    _, read = both
    metas = {a.get("name"): a.get("content") for a in read.of("meta")}

    assert "width=device-width, initial-scale=1" == metas["viewport"]
    assert "en" == next(read.of("html"))["lang"]
    assert "overflow-wrap: anywhere" in read.text


def test_links_come_in_order(both: tuple[Checklist, Page]) -> None:
    """The page opens the links of the checklist, in its order, in new tabs without a referrer."""
    one, read = both
    opened = [a for a in read.of("a") if a.get("target")]

    wanted = [link.url for s in one.sections for item in s.items for link in item.links]
    assert wanted == [a["href"] for a in opened]
    assert {"noopener noreferrer"} == {a["rel"] for a in opened}


def test_anchors_lead_to_sections(both: tuple[Checklist, Page]) -> None:
    """Every section is in the table of contents, has a heading, and ids are there once."""
    one, read = both
    ids = [attrs["id"] for _, attrs in read.tags if attrs.get("id")]
    anchors = [a["href"] for a in read.of("a") if str(a["href"]).startswith("#")]

    assert sorted(set(map(str, ids))) == sorted(map(str, ids))
    assert [f"#{s.id}" for s in one.sections] == anchors
    assert {s.id for s in one.sections} <= set(ids)
    assert [s.id for s in one.sections] == [a["aria-labelledby"] for a in read.of("section")]


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_text_can_be_read(both: tuple[Checklist, Page]) -> None:
    """Every colour of text has a contrast of 4.5 and more, in light and in dark."""
    _, read = both
    themes = [dict(re.findall(r"--(\w+): (#\w{6})", t)) for t in read.text.split("prefers-")[:2]]

    assert 2 == len(themes)
    for theme in themes:
        for ground in ("paper", "ground"):
            for ink in ("ink", "soft", "blue", "red", "orange", "violet", "green"):
                pair = sorted((luminance(theme[ink]), luminance(theme[ground])))
                assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5, (ink, ground)


def test_state_is_said_in_words(both: tuple[Checklist, Page]) -> None:
    """No state is told by colour alone, and what is unknown is never ticked."""
    one, read = both
    counts = one.counts()
    words = re.findall(r"\n(done|open|not known)\n", read.text)

    assert [counts["yes"], counts["no"], counts["unknown"]] == [
        words.count(word) for word in ("done", "open", "not known")
    ]
    ticked = "\n".join(markdown.render(one)).count("- [x]")
    assert counts["yes"] == ticked == "\n".join(text.render(one)).count("\n  [x]")


@pytest.mark.parametrize("form", ["md", "html"])
def test_markup_stays_text(form: str) -> None:
    """What an index answers cannot become markup."""
    evil = UNSEEN.__class__(None, "<script>alert(1)</script> [x](javascript:1) **b**")
    one = made(example("github"), {"pypi": evil, "testpypi": evil})

    printed = RENDERERS[form](one)
    assert "<script>" not in printed.replace("\\<script\\>", "")
    assert "[x](" not in printed or form == "html"


@pytest.mark.parametrize("name", EXAMPLES)
def test_never_prefilled_where_it_is_not(name: str) -> None:
    """A page that fills nothing in is never said to."""
    for item in items(EXAMPLES[name](), "register"):
        told, done = " ".join(item.actions), item.done.state == "yes"
        assert (item.filled_in and not done) == ("compare" in told)
        assert (not item.filled_in and not done) == ("type each value" in told)
