"""The comment: nothing of a config means anything in it, and it is never too long."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from trustpub.preview import markdown
from trustpub.preview.model import Preview, ProjectChange, Risk, Setting, Thing, Todo, Word
from trustpub.preview.shown import change, cut, name

from .field_table import HUB, put
from .made import TODAY
from .test_fields import preview

NASTY = [
    "`x`",
    "``",
    "a`",
    "\\",
    "\\`",
    "| a | b |",
    "<!-- trustpub-preview -->",
    "--> <img src=x onerror=alert(1)>",
    "</details></summary>",
    "@octo-org/all",
    "#1 octo-org/x#2 !3 &4 $5 ~6 %7",
    "https://evil.example www.evil.example a@b.example",
    "[a](https://evil.example)",
    "![a](https://evil.example/x.png)",
    "\n\n### all is fine\n\n- [x] done",
    "\r\n---\r\n/close\n/approve",
    "$`x`$ $$y$$",
    "\u202egnp.exe\u202c \u2066a\u2069",
    "\u200b\u00ad\ufeff\u3164\u2800\U000e0041",
    "\u0430dmin \u212a \uff20octo",
    "\x1b[31m \x00 \x7f \x85 \u2028",
    "&lt;b&gt; &#64;all",
    "{{ x }} {+ a +} {- b -} ~~z~~ :tada:",
    "a" * 5000,
    " ",
    "",
]
TEXT = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def hostile(text: str) -> Preview:
    """A preview in which everything that a config can say is one text."""
    word = Word(
        risk="preview-admin-bypass",
        reason=text,
        until=TODAY,
        where=text,
        new=True,
        state="used",
        file=text,
        line=1,
    )
    risk = Risk(
        id="preview-admin-bypass",
        label=text,
        what="administrators may skip every gate of the environment",
        why="one account is enough",
        setting="reviewers",
        before=[text],
        after={text: text},
        file=text,
        line=1,
        field=text,
    )
    settings = (Setting(name="name", before=text, after=[text, {text: [text]}]),)
    thing = Thing(what="changed", kind="environment", forge="github", name=text, settings=settings)
    todo = Todo(
        kind="register",
        title="Register a publisher",
        about=text,
        why="nobody else does",
        links={"here": "https://pypi.example/?x=a"},
        commands=(text,),
    )
    project = ProjectChange(
        name=text,
        was=text,
        what="changed",
        things=(thing,),
        risks=(risk, risk.model_copy(update={"word": word})),
        words=(word,),
        todo=(todo,),
    )
    base = preview(HUB, HUB)
    return base.model_copy(update={"file": text, "projects": (project,), "same": 3})


def tokens(text: str) -> Iterator[Token]:
    """All that a comment is made of, as a reader of Markdown takes it."""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        yield token
        yield from token.children or ()


ALLOWED = re.compile(
    r"<!-- trustpub-preview -->\n?"
    r"|<details>\n<summary><code>(?:[A-Za-z0-9 -]|&#\d+;)*</code>: [a-z0-9 ,;]+</summary>\n?"
    r"|</details>\n?"
)


@given(TEXT)
def test_a_config_is_but_code(text: str) -> None:
    """Links, pictures, HTML and headings are ours; all other words are, too."""
    found = list(tokens(markdown.render(hostile(text))))
    html = [one.content for one in found if one.type in ("html_block", "html_inline")]
    links = [one.attrs["href"] for one in found if one.type == "link_open"]
    words = "".join(one.content for one in found if one.type == "text")

    assert [one for one in html if not ALLOWED.fullmatch(one)] == []
    assert {"https://pypi.example/?x=a"} == set(links)
    assert [] == [one for one in found if one.type == "image"]
    assert not re.search(r"[@<>#$~`|\\]|://|www\.|[^\x20-\x7e]", words)


@given(TEXT)
def test_headings_are_ours(text: str) -> None:
    """No text makes another heading, list or rule, and the mark stands once, first."""
    shown, plain = (markdown.render(hostile(one)) for one in (text, "plain"))

    def kinds(comment: str) -> list[str]:
        blocks = ("heading_open", "list_item_open", "hr", "tr_open", "blockquote_open", "fence")
        return [one.type for one in tokens(comment) if one.type in blocks]

    assert kinds(plain) == kinds(shown)
    assert shown.startswith(f"{markdown.MARK}\n")
    assert 1 == shown.count("<!--")


@given(TEXT)
def test_only_ascii(text: str) -> None:
    """What cannot be seen, turns the text or looks like something else is shown by its number."""
    assert markdown.render(hostile(text)).isascii()
    assert markdown.failed(text).isascii()


def many(count: int, long: str = "") -> Preview:
    """So many projects, each with a risk and something to do."""
    one = hostile(f"octo-org/project{long}").projects[0]
    projects = tuple(
        one.model_copy(
            update={
                "name": f"github:octo-org/{n:05}{long}",
                "risks": tuple(r.model_copy(update={"line": n}) for r in one.risks),
            }
        )
        for n in range(count)
    )
    return hostile("x").model_copy(update={"projects": projects})


@pytest.mark.parametrize("count", [1, 20, 60, 300, 5_000])
@pytest.mark.parametrize("long", ["", "y" * 400])
def test_never_too_long(count: int, long: str) -> None:
    """Whole parts are left out, and how many; what stays is whole."""
    comment = markdown.render(many(count, long))

    assert len(comment.encode()) <= 65_000
    assert comment.count("<details>") == comment.count("</details>")
    assert comment.count("`") % 2 == 0
    assert "sha256:" in comment.splitlines()[-1]
    left = re.search(r"details of ([\d,]+) of ([\d,]+) projects", comment)
    shown = comment.count("<details>")
    assert shown + (int(left[1].replace(",", "")) if left else 0) == count


def test_what_is_left_out_is_counted() -> None:
    """Every list says how much more there is."""
    comment = markdown.render(many(5_000))
    rows = len(re.findall(r"^\| `github", comment, re.M))
    risks = len(re.findall(r"^- \*\*\w|^- accepted until", comment, re.M))

    assert f"and **{5_000 - rows:,} more** |" in comment
    assert f"and **{10_000 - risks:,} more**, which" in comment


def test_the_same_twice() -> None:
    """One change has one text."""
    assert markdown.render(many(50)) == markdown.render(many(50))


def test_long_names_stay_apart() -> None:
    """What differs in the middle alone is still told apart."""
    one, other = (name("a" * 200 + middle + "b" * 200) for middle in "XY")

    assert one != other
    assert len(one) <= 120
    assert cut("short", "short", 10) == "short"


def test_long_lists_show_what_changes() -> None:
    """Among a hundred names, the one that comes is seen."""
    before = [f"member-{number:03}" for number in range(100)]

    shown = change(before, [*before, "mallory"])
    assert "100 -> 101 entries; new: mallory" == shown


def test_risks_come_before_details() -> None:
    """What nobody accepted is what is read first."""
    loose = put(HUB, "publishers.0.environment.admins_can_bypass", True)
    text = markdown.render(preview(HUB, loose))
    places: list[Any] = [text.index(one) for one in ("1 risk", "settings", "#### Risks", "<det")]

    assert sorted(places) == places
