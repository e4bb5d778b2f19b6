"""The nouns of a preview. What a config says and what we say about it are never in one text."""

from datetime import date
from typing import Any, Literal

from pydantic import Field

from ..accepting import Risk as RiskId
from ..live.model import Live
from ..model import Forge, Problem, StepField, Unknown, Value

What = Literal["made", "deleted", "changed", "moved", "unknown"]
"""`moved`: to another name; `unknown`: what was there before cannot be read."""
Kind = Literal["project", "repository", "environment", "tag", "publisher", "config"]
WordState = Literal["used", "unused", "expired", "far"]
"""`far`: its last day is too far ahead to count."""


class Setting(Value):
    """One setting in the words of the config; null where there is none."""

    name: str
    before: Any
    after: Any


class Thing(Value):
    """One thing that changes."""

    what: What
    kind: Kind
    forge: Forge | None
    name: str
    settings: tuple[Setting, ...] = ()


class Word(Value):
    """An `accept` of the config."""

    risk: RiskId
    reason: str
    until: date
    where: str | None
    new: bool
    """Whether it comes with this change."""
    state: WordState
    file: str
    line: int


class Risk(Value):
    """Something that weakens a gate, or may."""

    id: RiskId
    label: str
    """`environment pypi on github`: what `accept` may name as `where`."""
    what: str
    """What comes of it, as a half sentence."""
    why: str
    """Why it matters."""
    setting: str = ""
    before: Any = None
    after: Any = None
    file: str
    line: int
    field: str
    """The nearest field that the config has."""
    word: Word | None = None
    """What accepts it."""

    @property
    def accepted(self) -> bool:
        """Whether a word lets it pass."""
        return self.word is not None


class Todo(Value):
    """What a person has to do after the merge."""

    kind: Literal["move", "register", "take-away", "workflow", "stack"]
    title: str
    about: str
    """Whom or what, in the words of the config."""
    why: str
    links: dict[str, str] = Field(default_factory=dict)
    fields: tuple[StepField, ...] = ()
    commands: tuple[str, ...] = ()


class ProjectChange(Value):
    """What becomes of one project."""

    name: str
    """`github:octo-org/sampleproject`."""
    was: str | None = None
    """The name that it had, where it has another one."""
    what: What
    things: tuple[Thing, ...] = ()
    risks: tuple[Risk, ...] = ()
    words: tuple[Word, ...] = ()
    todo: tuple[Todo, ...] = ()


NO_DIGEST = "no digest: the head has errors"


class Preview(Value):
    """What a change comes to."""

    file: str
    base: str
    """The commit that it is held against; empty where that is a folder."""
    head: str
    """The commit; empty for the working tree."""
    base_state: Literal["read", "absent", "broken"]
    fleet: bool = False
    """Whether the file is a fleet."""
    projects: tuple[ProjectChange, ...]
    """The ones with risks first."""
    same: int
    """Projects that stay as they are."""
    digest: str
    """Of what changes; not of where it stands, nor of who accepted what. Empty where the head has
    errors: there is nothing to approve."""
    problems: tuple[Problem, ...] = ()
    """Of the head."""
    before: tuple[Problem, ...] = ()
    """Errors of the base."""
    unknown: tuple[Unknown, ...] = ()
    live: Live | None = None
    """What is there today; null where nobody was to be asked."""

    @property
    def risks(self) -> tuple[Risk, ...]:
        """All of them, those that nobody accepted first."""
        found = [risk for one in self.projects for risk in one.risks]
        return tuple(sorted(found, key=lambda risk: risk.accepted))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What is wrong at the head."""
        return tuple(one for one in self.problems if one.severity == "error")
