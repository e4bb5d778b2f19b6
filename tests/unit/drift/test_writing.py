"""How changes are sent."""

from typing import Any

import pytest

from trustpub.drift.model import Change, Tracker
from trustpub.drift.writing import SECONDS, apply, request
from trustpub.reader import Reader

GITHUB = Tracker(forge="github", name="o/r", path="/repos/o/r/issues")
GITLAB = Tracker(forge="gitlab", name="g/r", path="/projects/7/issues")
TEXT = {"title": "T", "body": "B"}


def change(step: Any, number: int | None = None) -> Change:
    """A change."""
    return Change(step=step, about="github:o/r", number=number, **TEXT)


@pytest.mark.parametrize(
    ("place", "step", "number", "sent"),
    [
        (GITHUB, "open", None, ("POST", "/repos/o/r/issues", TEXT)),
        (GITHUB, "update", 3, ("PATCH", "/repos/o/r/issues/3", {**TEXT, "state": "open"})),
        (GITHUB, "reopen", 3, ("PATCH", "/repos/o/r/issues/3", {**TEXT, "state": "open"})),
        (
            GITHUB,
            "close",
            3,
            (
                "PATCH",
                "/repos/o/r/issues/3",
                {**TEXT, "state": "closed", "state_reason": "completed"},
            ),
        ),
        (
            GITLAB,
            "open",
            None,
            (
                "POST",
                "/projects/7/issues",
                {"title": "T", "description": "B", "confidential": True},
            ),
        ),
        (GITLAB, "update", 3, ("PUT", "/projects/7/issues/3", {"title": "T", "description": "B"})),
        (
            GITLAB,
            "reopen",
            3,
            (
                "PUT",
                "/projects/7/issues/3",
                {"title": "T", "description": "B", "state_event": "reopen"},
            ),
        ),
        (
            GITLAB,
            "close",
            3,
            (
                "PUT",
                "/projects/7/issues/3",
                {"title": "T", "description": "B", "state_event": "close"},
            ),
        ),
    ],
)
def test_request(place: Tracker, step: str, number: int | None, sent: Any) -> None:
    """Method, path and body, as each forge wants them."""
    assert sent == request(place, change(step, number))


def test_a_second_lies_between_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """And none before the first; what writes nothing costs no time."""
    monkeypatch.setattr("trustpub.drift.writing.send", lambda *words: None)
    paused: list[object] = []
    changes = [change("keep", 1), change("open"), change("close", 2), change("leave", 3)]
    done = list(apply(Reader("", {}, "X"), GITHUB, [*changes, change("open")], paused.append))
    assert (3, [SECONDS, SECONDS]) == (len(done), paused)
