"""One look of the audit as tests compare it, and changes in the middle of it."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from trustpub.audit.progress import Progress

from .conftest import Audit


class Told(NamedTuple):
    """What one look tells."""

    code: int
    found: frozenset[tuple[str, str, str, str]]
    """Id, repository, object and setting of what counts."""
    notes: frozenset[tuple[str, str, str, str]]
    stages: dict[str, str]
    unseen: dict[str, str]
    """What was not seen -> why."""

    def about(self, name: str) -> set[tuple[str, str, str, str]]:
        """What is found in one repository."""
        return {one for one in self.found if one[1] == name}

    def elsewhere(self, *names: str) -> set[tuple[str, str, str, str]]:
        """What is found in all others."""
        return {one for one in self.found if one[1] not in names}

    def hidden(self, name: str) -> dict[str, str]:
        """What was not seen of one repository: below its name -> why."""
        return {
            what[len(name) :].strip(" /"): why
            for what, why in self.unseen.items()
            if what.startswith(name) and what[len(name) :][:1] in ("", " ", "/")
        }


def told(audit: Audit, *words: str, **tokens: str) -> Told:
    """One look; the exit code follows from what it tells, and nothing unseen is called clean."""
    code, out, _ = audit(*words, "--format", "json", **tokens)
    document = json.loads(out)
    listed = [one for part in document["report"]["sections"] for one in part["findings"]]
    keys = ("id", "repository", "object", "setting")
    found = {tuple(one[k] for k in keys) for one in listed if one["severity"] != "note"}
    notes = {tuple(one[k] for k in keys) for one in listed if one["severity"] == "note"}
    unseen = {one["what"]: one["why"] for one in document["unknown"]}
    assert (1 if found else 3 if unseen else 0) == code
    assert all(why.strip() for why in unseen.values())
    for part in document["report"]["sections"]:
        blind = bool(part["unseen"])
        assert part["account"] or not blind or part["stage"] in ("open", "weak", "unseen"), part
    stages = {one["name"]: one["stage"] for one in document["report"]["sections"]}
    return Told(code, frozenset(found), frozenset(notes), stages, unseen)


class Moment:
    """Something that happens when so many answers have come."""

    def __init__(self) -> None:
        self.answers = 0
        self.when = 0
        self.act: Callable[[], Any] = lambda: None

    def after(self, count: int, act: Callable[[], Any]) -> None:
        """Let it happen in the next look."""
        self.answers, self.when, self.act = 0, count, act

    def answered(self) -> None:
        """One more answer."""
        self.answers += 1
        if self.answers == self.when:
            self.act()


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> Moment:
    """Nothing happens until the test says what and when."""
    made = Moment()
    monkeypatch.setattr(Progress, "__call__", lambda self, sent, predicted: made.answered())
    return made
