"""What the forges make of a text, and threads, on both forges of the sandbox."""

from typing import Any

from .conftest import Place


def test_too_long(place: Place) -> None:
    """Not cut in the middle: the comment says that it is not shown, and so does the run."""
    place.kept("one")
    limit = 65_536 if place.forge == "github" else 1_000_000
    mark = len(place.comments()[0]) - len("one")
    place.push()
    fits = "ä" * (limit - mark)
    assert ("edited", ()) == (place.kept(fits).state, place.kept(fits).notes)
    assert fits == place.only()
    outcome = place.kept(f"{fits}ä")
    assert ("edited", 1) == (outcome.state, len(outcome.notes))
    assert f"a comment takes {limit:,}" in place.only()


def test_threads(place: Place) -> None:
    """Resolved when nothing is left to do, opened again when something is; on GitLab alone."""
    if place.forge == "github":
        return
    place.kept("one")

    def thread() -> Any:
        (found,) = place.asked().discussions.list(get_all=True)
        return found

    thread().notes.create({"body": "Why?"})
    before = place.sandbox.mark()
    assert "resolved" == place.kept(None).state
    assert thread().attributes["notes"][0]["resolved"]
    assert ["PUT notes", "PUT discussions"] == [
        f"{one.split()[0]} {one.split('/')[-2]}" for one in place.writes(before)
    ]
    assert "unchanged" == place.kept(None).state
    assert "edited" == place.kept("two").state
    assert not thread().attributes["notes"][0]["resolved"]
    found = thread()
    found.resolved = True
    found.save()
    assert "edited" == place.kept("three").state
    assert thread().attributes["notes"][0]["resolved"]


def test_gitlab_is_given_no_orders(place: Place) -> None:
    """A line that begins with `/` would be done with the token's rights."""
    place.kept("text\n/merge\r/close\r\n```\n/approve\n```")
    (text,) = place.comments()
    assert any(line.startswith("/") for line in text.split("\n")) is (place.forge == "github")
