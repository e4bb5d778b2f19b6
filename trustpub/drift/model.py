"""The nouns: Tracker, Issue, Change."""

from typing import Literal

from ..model import Forge, Value

Step = Literal["open", "update", "reopen", "close", "keep", "leave"]
"""`keep`: it says what is so already; `leave`: there is nothing to say about it."""


class Tracker(Value):
    """Where the issues are: one repository or project."""

    forge: Forge
    name: str
    path: str
    """Of its issues, below the API's address."""


class Issue(Value):
    """An issue that this tool opened, as it is stored."""

    number: int
    title: str
    body: str
    opened: bool
    about: str
    """`github:octo-org/sampleproject`, from the mark in its text."""


class Change(Value):
    """What is to become of the issue about one repository."""

    step: Step
    about: str
    number: int | None = None
    """None where it is yet to be opened."""
    title: str = ""
    body: str = ""
    why: str = ""
    """Why it is left alone."""

    @property
    def writes(self) -> bool:
        """Whether anything is sent."""
        return self.step not in ("keep", "leave")
