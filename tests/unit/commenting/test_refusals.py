"""Where there can be no comment, and writes that fail: one sentence, and no token in it."""

from typing import Any

import pytest
from github import UnknownObjectException

from trustpub.commenting.keeping import kept
from trustpub.commenting.model import Request
from trustpub.commenting.opening import client
from trustpub.errors import Broken, Forbidden, Refused, Unanswered, WorldError

from .conftest import BOSS, BOT, STRANGER, Place

WRITES = {"github": ("POST", "PATCH"), "gitlab": ("POST", "PUT")}


def fault(place: Place, method: str, **more: Any) -> dict[str, Any]:
    """What goes wrong with comments."""
    path = "/comments" if place.forge == "github" else "/notes"
    return {"method": method, "path": path, **more}


def test_missing_right(place: Place) -> None:
    """The right is named, as it is called where it is given."""
    with pytest.raises(Forbidden) as found:
        place.kept("one", "read-token")
    right = "`pull-requests: write`" if place.forge == "github" else "scope `api`, role Reporter"
    assert right in str(found.value)
    assert "read-token" not in str(found.value)


def test_unknown_token(place: Place) -> None:
    """Its variable is named, and the token is not."""
    with pytest.raises(Refused, match=f"{place.forge.upper()}_TOKEN") as found:
        place.kept("one", "secret-word")
    assert "secret-word" not in str(found.value)


@pytest.mark.parametrize("more", [{"number": 77}, {"repository": "octo-org/none"}])
def test_no_such_request(place: Place, more: dict[str, Any]) -> None:
    """It is not there, or hidden."""
    outcome = place.kept("one", **more)
    assert ("refused", True) == (outcome.state, "is not there, or hidden from the" in outcome.why)


def test_an_issue_is_no_request(place: Place) -> None:
    """The number of an issue is never commented on."""
    if place.forge == "github":
        place.repo.create_issue("A question")
    else:
        place.repo.issues.create({"title": "A question"})
    before = place.sandbox.mark()
    assert "refused" == place.kept("one", number=2).state
    assert [] == place.writes(before)


def test_archived(place: Place) -> None:
    """Nothing is tried."""
    if place.forge == "gitlab":
        place.repo.archive()
    else:
        path = "/repos/octo-org/lib"
        place.sandbox.patch("github", path, BOSS, {"archived": True})
    before = place.sandbox.mark()
    outcome = place.kept("one")
    assert ("refused", True) == (outcome.state, "is archived" in outcome.why)
    assert [] == place.writes(before)


def test_locked(place: Place) -> None:
    """Who may talk all the same may."""
    if place.forge == "github":
        place.asked().as_issue().lock("resolved")
    else:
        request = place.asked()
        request.discussion_locked = True
        request.save()
    token = BOT if place.forge == "github" else STRANGER
    outcome = place.kept("one", token)
    assert ("refused", True) == (outcome.state, "the conversation is locked" in outcome.why)
    assert "created" == place.kept("one", BOSS).state


def test_renamed(place: Place) -> None:
    """Reads are redirected and writes are not: it is written to by the name that it has now."""
    if place.forge == "gitlab":
        return
    path, head = "/repos/octo-org/lib", place.head
    place.sandbox.patch("github", path, BOSS, {"name": "other"})
    try:
        assert "created" == place.kept("one", head=head).state
    except UnknownObjectException:
        pytest.fail("the former name was written to")


@pytest.mark.parametrize("turn", [0, 1])
@pytest.mark.parametrize("status", [0, 502])
def test_lost_answer(place: Place, turn: int, status: int) -> None:
    """The write was done: it is looked up, and not sent again."""
    for number in range(turn):
        place.kept(f"before {number}")
    method = WRITES[place.forge][turn]
    place.sandbox.faults(place.forge, fault(place, method, status=status, when="after"))
    before = place.sandbox.mark()
    assert ("created", "edited")[turn] == place.kept("one").state
    assert [method] == [one.split()[0] for one in place.writes(before)]
    assert ["one"] == [text.partition("\n")[2] for text in place.comments()]


@pytest.mark.parametrize("status", [0, 503])
def test_not_done(place: Place, status: int) -> None:
    """It is looked up, and sent again because it was not done; not for ever."""
    post = fault(place, "POST", status=status)
    place.sandbox.faults(place.forge, {**post, "times": 2})
    assert "created" == place.kept("one").state
    assert 1 == len(place.comments())
    place.push()
    edit = fault(place, WRITES[place.forge][1], status=status)
    place.sandbox.faults(place.forge, {**edit, "times": None})
    before = place.sandbox.mark()
    with pytest.raises((Unanswered, Broken)):
        place.kept("two")
    assert 3 == len(place.writes(before))


def test_limits(place: Place) -> None:
    """As long as the forge says, nothing is sent."""
    status = 403 if place.forge == "github" else 429
    slow = fault(place, "POST", status=status, headers={"Retry-After": "1"})
    place.sandbox.faults(place.forge, {**slow, "body": {"message": "slow down"}})
    waits: list[float] = []
    opened = client(place.forge, place.env(BOT), waits.append)
    assert "created" == kept(opened, place.request(), "one").state
    assert any(0.5 < wait <= 1 for wait in waits)
    times = [e["at"] for e in place.sandbox.events(place.forge) if e.get("method") == "POST"]
    assert times[-1] - times[-2] >= 0.9


def test_refused_for_good(place: Place) -> None:
    """What the forge refuses for what it asks is not sent again."""
    place.sandbox.faults(place.forge, fault(place, "POST", status=422, times=None))
    before = place.sandbox.mark()
    with pytest.raises(Broken, match="422"):
        place.kept("one")
    assert 1 == len(place.writes(before))


def test_a_list_that_cannot_be_seen(place: Place) -> None:
    """Without it nobody knows whether there is a comment: nothing is written."""
    for status in (404, 500):
        place.sandbox.faults(place.forge, fault(place, "GET", status=status, times=None))
        before = place.sandbox.mark()
        with pytest.raises(WorldError):
            place.kept("one")
        assert [] == place.writes(before)
        place.sandbox.faults(place.forge)


def test_another_app(place: Place) -> None:
    """GitHub tells an app's token not whose it is: it is told, or learned by the first write."""
    if place.forge == "gitlab":
        return
    app = "app-token"
    for turn, body in enumerate(("one", "two")):
        outcome = place.kept(body, app)
        assert ("created", body) == (outcome.state, place.comments(app)[0].partition("\n")[2])
        assert 1 == len(place.comments(app)), turn
    before = place.sandbox.mark()
    assert "edited" == place.kept("three", app, author="My-App[bot]").state
    assert 1 == len(place.writes(before))


def test_requests_are_numbers_of_a_repository() -> None:
    """Nothing else gets into an address."""
    good: dict[str, Any] = {"forge": "github", "repository": "o/.github", "number": 1}
    good["head"] = "a" * 40
    assert Request(**good)
    bad = {
        "number": [0, -1, 2**31, "1", "1/../2", True, 1.0],
        "repository": ["o", "o/r?x", "../r", "o/..", "o/r\n", "o//r", "ö/r", ""],
        "head": ["", "a", "A" * 40, "a" * 41, "a" * 40 + "\n", "main"],
    }
    for field, values in bad.items():
        for value in values:
            with pytest.raises(ValueError, match=field):
                Request(**{**good, field: value})
