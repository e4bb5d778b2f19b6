"""Titles and texts of issues."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from trustpub.drift.telling import about, body, marked, plain, title

from .made import finding, section

NASTY = st.text(st.sampled_from(list("ab `~\\\n\r\t<>!-*_[]()@/#&|\u2028\u202e\x1b")), max_size=60)


def test_text_tells_what_where_and_what_to_do() -> None:
    """Each finding with its place, its page, and its remedy."""
    text = body(section("octo-org/lib", finding()))
    for part in ("environment/pypi reviewers", "nobody has to approve", "name reviewers", "https:"):
        assert part in text


def test_title_counts_what_counts() -> None:
    """Notes and accepted findings make no issue."""
    found = section(
        "octo-org/lib",
        finding(),
        finding(severity="warning"),
        finding(severity="warning"),
        finding(severity="note"),
        finding(accepted="known"),
    )
    assert "Release trust of octo-org/lib: 1 error, 2 warnings" == title(found)
    assert 3 == body(found).count("audit-no-reviewers")


def test_what_was_not_seen_stands_beside_what_was_found() -> None:
    """There may be more."""
    assert "octo-org/lib 0: 403" in body(section("octo-org/lib", finding(), unseen=1))


def test_text_of_a_clean_repository_says_so() -> None:
    """What the issue is closed with."""
    text = body(section())
    assert "found nothing" in text
    assert "github:octo-org/lib" == marked(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a question",
        " <!-- trustpub-drift github:o/r -->",
        "text\n<!-- trustpub-drift github:o/r -->",
        "<!-- trustpub-drift gitea:o/r -->",
        "<!-- trustpub-drift github:o r -->",
    ],
)
def test_other_issues_are_not_ours(text: str) -> None:
    """The mark is the first line, whole."""
    assert marked(text) is None


def test_long_lists_are_cut() -> None:
    """Both forges take the text and the title; what is missing is counted."""
    many = [finding(found="x" * 200) for _ in range(2_000)]
    found = section("group/" + "long/" * 60 + "lib", *many, unseen=2_000, forge="gitlab")
    assert len(body(found)) < 65_000
    assert "more: see the report" in body(found)
    assert len(title(found)) <= 255


@given(NASTY, NASTY, NASTY)
def test_no_text_gets_out_of_its_code(one: str, other: str, name: str) -> None:
    """No link, mention, HTML, image or list out of what anybody may have named."""
    text = body(section("octo-org/lib", finding(object=one, found=other, setting=name)))
    kinds = {
        child.type
        for token in MarkdownIt().parse(text)
        for child in (token, *(token.children or []))
    }
    assert {"html_block", "paragraph_open", "paragraph_close", "inline", "text", "code_inline"} | {
        "fence",
        "softbreak",
    } >= kinds
    assert 1 == text.count("<!-- trustpub-drift")
    assert "github:octo-org/lib" == marked(text)


@given(NASTY)
def test_no_line_is_an_order_to_gitlab(name: str) -> None:
    """Quick actions begin a line with a slash."""
    text = body(section("octo-org/lib", finding(object=name, at=name, found=name), unseen=1))
    assert not re.search(r"^\s*/", text, re.M)


@given(st.text())
def test_a_plain_text_is_one_line_that_prints(text: str) -> None:
    """Whatever was in it."""
    assert plain(text).isprintable()
    assert "`" not in plain(text)


def test_mark_tells_forge_and_name() -> None:
    """Two forges may have the same name."""
    assert "gitlab:group/lib" == about(section("group/lib", forge="gitlab"))
