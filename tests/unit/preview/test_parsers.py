"""The comment as both forges read it, by their own parsers: a config stands in code alone."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab.forge_markdown import html
from trustpub.commenting.model import Stamp
from trustpub.commenting.wording import fitted, moment
from trustpub.model import Forge
from trustpub.preview import markdown

from .test_markdown import NASTY, TEXT, hostile

NAMES = [pytest.param(one, id=str(n)) for n, one in enumerate(filter(None, NASTY))]
SOME = (
    st.lists(TEXT, min_size=1, max_size=4).map("".join).filter(lambda text: 0 < len(text) < 6_000)
)
"""An empty text is left out together with the words around it, and so is what is far too long."""
FORGES: tuple[Forge, ...] = ("github", "gitlab")
AT = Stamp("a" * 40, moment(datetime(2026, 11, 22, tzinfo=UTC)))
CALLS = re.compile(r"[@#!~$%&^]|:\w+:|\w{7,40}\b(?<=[0-9a-f]{7})(?!\w)|://|www\.")
"""What either forge makes a mention, reference, label, emoji or link of, outside of code."""


class Read(HTMLParser):
    """The elements of a page, its links, and the text that stands in no code."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.links: list[str | None] = []
        self.comments: list[str] = []
        self.words = ""
        self.deep = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        known = dict(attrs)
        self.elements.append(tag)
        self.deep += tag == "code"
        if tag in ("a", "img"):
            self.links.append(known.get("href") or known.get("src"))

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        self.deep -= tag == "code"

    def handle_data(self, data: str) -> None:
        """Text."""
        self.words += "" if self.deep else data

    def handle_comment(self, data: str) -> None:
        """What nobody sees."""
        self.comments.append(data)


def shown(text: str, forge: Forge) -> Read:
    """A comment in which everything that a config says is one text."""
    posted, notes = fitted(markdown.render(hostile(text)), AT, forge)
    assert () == notes
    return Read(html(posted, forge))


@pytest.mark.parametrize("forge", FORGES)
@pytest.mark.parametrize("text", NAMES)
def test_every_nasty_text_is_code(forge: Forge, text: str) -> None:
    """Elements, links and words are those of a comment with plain names."""
    same(shown(text, forge), shown("plain", forge))


@pytest.mark.parametrize("forge", FORGES)
@given(SOME)
@settings(max_examples=150, deadline=None)
def test_any_text_is_code(forge: Forge, text: str) -> None:
    """The same with what nobody thought of."""
    same(shown(text, forge), shown("plain", forge))


def same(found: Read, plain: Read) -> None:
    """Nothing but what stands in code differs."""
    assert plain.elements == found.elements
    assert plain.links == found.links
    assert plain.words == found.words
    assert plain.comments == found.comments
    assert 0 == found.deep


@pytest.mark.parametrize("forge", FORGES)
def test_our_own_words_call_nobody(forge: Forge) -> None:
    """Neither a name, nor a number of a request, nor a commit stands outside of code."""
    assert [] == CALLS.findall(shown("plain", forge).words)


@pytest.mark.parametrize("forge", FORGES)
@pytest.mark.parametrize("text", NAMES)
def test_a_failure_is_code_too(forge: Forge, text: str) -> None:
    """The sentence that tells why there is no preview."""
    found, plain = (
        Read(html(fitted(markdown.failed(one), AT, forge)[0], forge)) for one in (text, "plain")
    )

    same(found, plain)


@pytest.mark.parametrize("forge", FORGES)
def test_it_would_be_seen(forge: Forge) -> None:
    """What is not in code is found by these parsers."""
    bad = Read(
        html("@octo-org/all [a](https://evil.example) <img src=x> https://evil.example", forge)
    )

    assert "https://evil.example" in bad.links
    assert "img" in bad.elements
    assert CALLS.search(bad.words)
