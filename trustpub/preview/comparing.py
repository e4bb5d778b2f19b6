"""Two sides -> Preview: only what differs is looked at. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ..fleet.entries import Entry
from ..model import Problem, Unknown
from .differing import things
from .digest import digest
from .model import Preview, ProjectChange, What
from .pairing import Pair, moves
from .risks import risks
from .sides import Side
from .todo import todo
from .views import View
from .words import accepted, words

OUT = "a pattern leads there, it is not part of the commit, and a checkout may hold projects there"
LOST = "it could not be read before this change, and is not declared any more"
UNSEEN = "what is declared for the repositories that it names changes, and no forge was asked"


class Comparing:
    """One change: the day on which it is judged, and the addresses of the indexes."""

    def __init__(self, base: Side, head: Side, today: date, environ: Mapping[str, str]) -> None:
        self.base, self.head = base, head
        self.today, self.addresses = today, environ

    def preview(self, file: str, base: str, head: str) -> Preview:
        """All of it."""
        projects = tuple(sorted(self.projects(), key=worst))
        both = self.base.entries.keys() & self.head.entries.keys()
        return Preview(
            file=file,
            base=base,
            head=head,
            base_state=self.base.state,
            fleet=self.head.fleet or (self.head.state != "read" and self.base.fleet),
            projects=projects,
            same=len(both - {one.name for one in projects}),
            digest=self.digest(projects),
            problems=tuple(self.told()),
            before=self.base.errors,
            unknown=tuple(dict.fromkeys(self.unknown())),
        )

    def digest(self, projects: Iterable[ProjectChange]) -> str:
        """Nothing to approve where the head has errors."""
        if self.head.errors:
            return ""
        return digest(projects, [*self.apart(), *self.behind()])

    def told(self) -> Iterator[Problem]:
        """Every error of the head, and those of its warnings that come with the change."""
        known = {(one.id, one.field, one.found) for one in self.base.problems}
        for one in self.head.problems:
            if one.severity == "error" or (one.id, one.field, one.found) not in known:
                yield one

    def projects(self) -> Iterator[ProjectChange]:
        """Every project that does not stay as it is."""
        base, head = self.base.entries, self.head.entries
        for name in base.keys() & head.keys():
            before, after = base[name], head[name]
            if before.document != after.document and before.config != after.config:
                yield self.one(before, after)
        gone = [one for name, one in base.items() if name not in head] if self.head.whole else []
        come = [one for name, one in head.items() if name not in base]
        found = moves(gone, come, not (self.base.fleet or self.head.fleet))
        yield from (self.one(before, after) for before, after in found.both)
        yield from (self.one(None, after) for after in found.come)
        yield from (self.one(before, None) for before in found.gone)

    def one(self, before: Entry | None, after: Entry | None) -> ProjectChange:
        """One project."""
        pair = Pair(View(before) if before else None, View(after) if after else None)
        what = self.what(before, after)
        found = tuple(risks(pair, what == "unknown"))
        known = words(pair, found, self.today)
        entry = after or before
        assert entry is not None
        return ProjectChange(
            name=entry.name,
            was=before.name if before and before.name != entry.name else None,
            what=what,
            things=things(pair),
            risks=tuple(accepted(found, known)),
            words=known,
            todo=todo(pair, self.base.fleet and self.head.fleet, self.addresses),
        )

    def what(self, before: Entry | None, after: Entry | None) -> What:
        """What becomes of it; a project that some query may have named was perhaps there."""
        if after is None:
            return "deleted"
        if before is None:
            unsure = not self.base.whole or self.base.queries
            return "unknown" if unsure else "made"
        return "changed" if before.name == after.name else "moved"

    def unknown(self) -> Iterator[Unknown]:
        """What may change and is not seen."""
        if self.head.state == "broken" or self.head.errors:
            return
        yield from (Unknown(what=query, why=UNSEEN) for query, _ in self.apart())
        yield from (Unknown(what=name, why=LOST) for name in self.lost())
        out = {path for path, total in self.head.missed.items() if not total}
        for path in sorted(out.union(path for path, _ in self.behind())):
            yield Unknown(what=path, why=OUT)

    def behind(self) -> set[tuple[str, str]]:
        """What is not part of the commits, where that differs."""
        return set(self.base.missed.items()) ^ set(self.head.missed.items())

    def apart(self) -> list[tuple[str, str]]:
        """Queries for which something changes, those of the head first."""
        one, other = self.head.queries, self.base.queries
        return [*(q for q in one if q not in other), *(q for q in other if q not in one)]

    def lost(self) -> list[str]:
        """Projects that were there and had errors, and that none of those which came can be."""
        if self.base.state == "broken":
            return [] if self.head.entries else [one.file or "" for one in self.base.errors[:1]]
        gone = sorted(self.base.refused - self.head.entries.keys())
        return gone if len(self.head.entries.keys() - self.base.entries.keys()) < len(gone) else []


def worst(one: ProjectChange) -> tuple[int, int, str]:
    """What nobody accepted first."""
    open_ones = sum(not risk.accepted for risk in one.risks)
    return -open_ones, -len(one.risks), one.name
