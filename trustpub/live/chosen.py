"""Preview -> the projects that are looked at: those of which something else is made. Pure."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..fleet.entries import Entry
from ..preview.model import ProjectChange
from ..preview.sides import Side


class Changed(NamedTuple):
    """A project of which something else is declared; None where it is not there."""

    name: str
    before: Entry | None
    after: Entry | None

    @property
    def entry(self) -> Entry:
        """The newer of both."""
        found = self.after or self.before
        assert found is not None
        return found


def changed(projects: Iterable[ProjectChange], base: Side, head: Side) -> Iterator[Changed]:
    """Those of which more changes than words: an `accept`, or the way in which it is written."""
    for one in projects:
        if one.what == "changed" and all(thing.kind == "config" for thing in one.things):
            continue
        before = None if one.what == "made" else base.entries.get(one.was or one.name)
        yield Changed(one.name, before, None if one.what == "deleted" else head.entries[one.name])
