"""The life of a request on both forges of the sandbox: one comment, always true."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from trustpub.commenting.model import Step
from trustpub.commenting.on_github import GitHubSide
from trustpub.commenting.on_gitlab import GitLabSide
from trustpub.commenting.wording import RESOLVED

from .conftest import BOSS, BOT, STRANGER, Place

MARK = "<!-- trustpub-preview -->"


def own(place: Place, after: int) -> bool:
    """Whether nothing was written but comments."""
    part = "/comments" if place.forge == "github" else "/notes"
    return all(part in one for one in place.writes(after))


def test_open_push_push_fail_fix_merge(place: Place) -> None:
    """Created once, then edited in place; nothing else is ever written."""
    before, states = place.sandbox.mark(), []
    for body in ("one", "two", "three", "the preview failed", "four"):
        states.append(place.kept(f"{MARK}\n{body}").state)
        assert body == place.only()
        assert own(place, before)
        place.push()
        before = place.sandbox.mark()
    place.merge()
    before = place.sandbox.mark()
    states.append(place.kept("merged").state)
    assert "merged" == place.only()
    states.append(place.kept("merged").state)
    states.append(place.kept(None).state)
    assert RESOLVED.format(head=place.head[:12]) == place.only()
    states.append(place.kept(None).state)
    assert own(place, before)
    edited = ["edited"] * 5
    assert ["created", *edited, "unchanged", "resolved", "unchanged"] == states


def test_the_same_again_sends_only_reads(place: Place) -> None:
    """Whenever it is run."""
    made = place.kept("text")
    before = place.sandbox.mark()
    again = place.kept("text", at=datetime.now(UTC) + timedelta(minutes=5))
    assert ("unchanged", made.link) == (again.state, again.link)
    assert [] == place.writes(before)
    page = "#issuecomment-" if place.forge == "github" else "#note_"
    assert page in made.link


def test_nothing_to_say_makes_no_comment(place: Place) -> None:
    """Where there never was one."""
    before = place.sandbox.mark()
    assert "unchanged" == place.kept(None).state
    assert [] == place.writes(before)


def test_among_five_hundred(place: Place) -> None:
    """All pages are searched, and nobody else's comment is touched."""
    place.crowd(250)
    assert "created" == place.kept("one").state
    place.crowd(250)
    place.push()
    assert "edited" == place.kept("two").state
    assert "two" == place.only()
    assert 500 == len(place.comments(STRANGER))


def test_hostile_comments(place: Place) -> None:
    """The mark alone makes no comment ours; it is told who tried, in one line."""
    mine = f"<!-- trustpub-preview head={place.head} at=2026-01-01T00:00:00.000000Z -->"
    texts = [f"{MARK}\nAll is good", f"{mine}\nAll is good", f"Hello\n{MARK}\nQuoted"]
    for text in texts:
        place.say(text)
    outcome = place.kept("one")
    assert "created" == outcome.state
    (note,) = outcome.notes
    told = "2 comments of stranger have our mark and are of another account than this token's"
    assert f"{told}; they stay" == note
    assert ("one", texts) == (place.only(), place.comments(STRANGER))
    before = place.sandbox.mark()
    assert "unchanged" == place.kept("one").state
    assert [] == place.writes(before)


def test_a_quotation_of_our_own(place: Place) -> None:
    """The bot says other things too, which stay."""
    place.say(f"Another job says\n{MARK}", BOT)
    assert "created" == place.kept("one").state
    assert 2 == len(place.comments())


def test_an_old_run_leaves_it(place: Place) -> None:
    """The request moved on: the run that is late says so and writes nothing."""
    old = place.head
    place.push()
    place.kept("new")
    before = place.sandbox.mark()
    late = place.kept("old", head=old)
    assert ("left", True) == (late.state, f"the newest commit is {place.head[:12]}" in late.why)
    earlier = place.kept("earlier", at=datetime(2026, 1, 1, tzinfo=UTC))
    assert ("left", True) == (earlier.state, "a newer run" in earlier.why)
    assert ([], "new") == (place.writes(before), place.only())


def test_a_run_that_is_late(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """The request moves on between its look and its write, and the newer run is done by then."""
    side, old = {"github": GitHubSide, "gitlab": GitLabSide}[place.forge], place.head
    send, states = side.send, list[str]()

    def late(self: Any, step: Step) -> str | None:
        monkeypatch.setattr(side, "send", send)
        place.push()
        states.append(place.kept("new").state)
        return send(self, step)

    place.kept("first")
    monkeypatch.setattr(side, "send", late)
    outcome = place.kept("old", head=old)
    assert (["edited"], "outdated") == (states, outcome.state)
    assert "start that one again" in outcome.why
    (text,) = place.comments()
    assert f"It was a preview of `{old[:12]}`" in text
    assert ("edited", "new") == (place.kept("new").state, place.only())


def test_another_branch_is_not_posted_to(place: Place) -> None:
    """A number that somebody made up leads nowhere."""
    before = place.sandbox.mark()
    outcome = place.kept("one", source="mallory/lib:change")
    assert ("left", True) == (outcome.state, "comes from" in outcome.why)
    assert [] == place.writes(before)
    source = "octo-org/lib:change" if place.forge == "github" else f"{place.repo.id}:change"
    assert "created" == place.kept("one", source=source).state


def test_copies_are_folded(place: Place) -> None:
    """The oldest stays, with the newest text."""
    place.kept("one")
    first = place.comments()[0]
    for _ in range(2):
        place.say(first, BOT)
    assert "edited" == place.kept("two").state
    assert "two" == place.only()


def test_rewritten_on_the_web(place: Place) -> None:
    """Who may edit it may edit it; the next run says again what is so."""
    place.kept("one")
    if place.forge == "github":
        comment = next(iter(place.asked().get_issue_comments()))
        comment.edit(comment.body.replace("one", "All is good").replace("\n", "\r\n"))
    else:
        note = place.asked(BOSS).notes.list(get_all=True)[0]
        note.body = note.body.replace("one", "All is good")
        note.save()
    assert "edited" == place.kept("one").state
    assert "one" == place.only()
