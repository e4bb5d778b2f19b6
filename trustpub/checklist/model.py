"""The checklist as one value, which every renderer prints."""

from datetime import date
from typing import Literal

from ..model import StepField, Value


class Link(Value):
    """A page to open, and what it is."""

    title: str
    url: str


class Done(Value):
    """How far an item has come: by evidence, never by being told."""

    state: Literal["yes", "no", "unknown"]
    on: date | None = None
    """Day of the evidence, when done."""
    why: str
    """What was seen; why it stayed unknown."""


class Item(Value):
    """One thing to do."""

    id: str
    title: str
    links: tuple[Link, ...] = ()
    """In the order in which they are opened."""
    actions: tuple[str, ...] = ()
    """What to do, in order."""
    commands: tuple[str, ...] = ()
    """For a terminal in the repository."""
    fields: tuple[StepField, ...] = ()
    """The exact values of the form."""
    filled_in: bool = False
    """Whether the link fills the fields in, so that they are compared instead of typed."""
    done_when: str
    done: Done
    due: date | None = None
    """Last day of a pending publisher, where its first day is known."""


class Section(Value):
    """Items that belong together."""

    id: str
    title: str
    intro: tuple[str, ...] = ()
    items: tuple[Item, ...]


class Checklist(Value):
    """All of it, in order."""

    project: str
    today: date
    people: int
    sections: tuple[Section, ...]

    def counts(self) -> dict[str, int]:
        """How many items are done, open and unknown."""
        states = [item.done.state for section in self.sections for item in section.items]
        return {state: states.count(state) for state in ("yes", "no", "unknown")}
