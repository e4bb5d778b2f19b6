"""The live part of a comment: its bytes, and what names and values of others can do to it."""

import re
from typing import Any, TypeVar

import pytest
from hypothesis import assume, given, settings

from trustpub.live.model import Live, LiveProject, Sign, Today
from trustpub.model import Problem, Unknown
from trustpub.preview import markdown, text
from trustpub.preview.model import Preview
from trustpub.rollout.detail import Detail, Setting

from ..preview.test_markdown import TEXT, hostile, many, tokens

V = TypeVar("V", Today, Detail)


def everything(said: str, count: int = 1) -> Live:
    """A live part in which all that others say is one text."""
    told: dict[str, Any] = {"kind": "github.environment", "name": said, "reason": said}
    values = {"asked": [said, {said: said}], "stored": {said: [said]}}
    today = Today(setting=said, state="differs", **told, **values)
    extra = Today(setting="", state="beside", severity="note", settled=True, **told)
    setting = Setting(name=said, before=said, after=[said])
    step = Detail(
        operation="update",
        kind="github.environment",
        name=said,
        settings=(setting,),
        hidden=(said,),
    )
    sign = Sign(
        doing="register",
        index="pypi",
        project=said,
        publisher=said,
        state="no-sign",
        evidence=said,
    )
    problem = Problem(id="github-unknown-name", file=said, field=said, found=said, fix=said)
    projects = [
        LiveProject(
            name=f"{said}{number}",
            drift=(numbered(today, number), numbered(extra, number)),
            there=(numbered(today, number),),
            as_declared=2,
            stops=(problem,),
            publishers=(sign,),
            effects=(numbered(step, number),),
            pending=(step,),
            withdrawn=(step,),
            engine=True,
            unknown=(Unknown(what=f"{said}{number}", why=said),),
        )
        for number in range(count)
    ]
    unknown = (Unknown(what=said, why=said),)
    return Live(projects=tuple(projects), plan="plan-sha256:0", unknown=unknown)


def numbered(one: V, number: int) -> V:
    """The same about another thing."""
    return one.model_copy(update={"name": f"{one.name}{number}"})


def shown(said: str) -> str:
    """The comment."""
    return markdown.render(hostile("x").model_copy(update={"live": everything(said)}))


@settings(deadline=None)
@given(TEXT)
def test_what_others_say_is_but_code(said: str) -> None:
    """No link, mention, picture, HTML or heading of theirs, and all of it in ASCII."""
    comment = shown(said)
    found = list(tokens(comment))
    html = [one.content for one in found if one.type in ("html_block", "html_inline")]
    words = "".join(one.content for one in found if one.type == "text")

    assert comment.isascii()
    assert 1 == comment.count("<!--")
    assert all(re.match(r"<!-- trustpub-preview -->|</?(?:details|summary)", one) for one in html)
    assert not re.search(r"[@<>#$~`|\\]|://|www\.|[^\x20-\x7e]", words)


@settings(deadline=None)
@given(TEXT)
def test_headings_are_ours(said: str) -> None:
    """No text makes another heading, list or rule."""

    def kinds(comment: str, *blocks: str) -> list[str]:
        return [one.type for one in tokens(comment) if one.type in blocks]

    plain, other = shown("plain"), shown(said)
    blocks = ("heading_open", "hr", "tr_open", "blockquote_open", "fence")
    assert kinds(plain, *blocks) == kinds(other, *blocks)
    assert len(kinds(other, "list_item_open")) <= len(kinds(plain, "list_item_open"))


@settings(deadline=None)
@given(TEXT)
def test_lines_of_the_terminal_are_ours(said: str) -> None:
    """Nothing makes a line of its own, turns the text or cannot be seen."""
    assume(said)
    told = [
        "\n".join(text.render(hostile("x").model_copy(update={"live": everything(one)})))
        for one in ("plain", said)
    ]

    assert told[0].count("\n") == told[1].count("\n")
    assert told[1].isascii()


@pytest.mark.parametrize("count", [1, 40, 300])
@pytest.mark.parametrize("long", ["x", "y" * 400])
def test_never_too_long(count: int, long: str) -> None:
    """It has a share of its own; what does not fit in is counted, and both digests stay."""
    big = many(count, long if len(long) > 1 else "")
    both = big.model_copy(update={"live": everything(long, count)})
    comment = markdown.render(both)

    assert len(comment.encode()) <= 65_000
    assert comment.count("`") % 2 == 0
    assert "plan-sha256:0" in comment
    assert "sha256:" in comment.splitlines()[-1]
    assert len(part(comment).encode()) <= 10_000
    if count > 1:
        assert "more**, which are not shown here" in part(comment)


def part(comment: str) -> str:
    """The live part."""
    start = comment.index("#### Would fail")
    return comment[start : comment.index("plan-sha256:0", start)]


def test_left_out_says_why() -> None:
    """Without the part, the comment says so, and the terminal too."""
    why = "octo-org/lib is public, and this would tell everybody what is weak"
    live = Live(left_out=why, unknown=(Unknown(what="what is there today", why=why),))
    one: Preview = hostile("x").model_copy(update={"live": live})

    for told in (markdown.render(one), "\n".join(text.render(one))):
        assert "This part is left out" in told
        assert "octo-org/lib is public" in told
