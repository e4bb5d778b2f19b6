"""Which branch carries a config's proposal: several configs may share a repository.

Looked at are the branches that the place names. One that holds another config's proposal is passed
by, so that no config overwrites what another one proposes.
"""

from dataclasses import replace
from typing import NamedTuple

from .model import Branch, Owner, Place, Request, Seen
from .on_github import GitHubSide
from .on_gitlab import GitLabSide
from .side import Stored

AnySide = GitHubSide | GitLabSide
TAKEN = (
    "the branches {names} hold proposals of other release configs; take or close one of them first"
)


class Glance(NamedTuple):
    """One branch, and the requests from it that are the config's or may be."""

    side: AnySide
    branch: Branch | None
    protected: bool
    requests: tuple[Stored, ...]
    """Newest first."""
    foreign: bool
    """Whether it holds the proposal of another config."""

    @property
    def opened(self) -> Request | None:
        """The request that is open."""
        return next((one.request for one in self.requests if one.state == "open"), None)

    @property
    def declined(self) -> Request | None:
        """The newest request, where a person closed it without taking it."""
        last = self.requests[0] if self.requests else None
        return last.request if last and last.state == "declined" else None

    @property
    def held(self) -> bool:
        """Whether a commit of ours is on it."""
        return bool(self.branch and self.branch.owners)


class Chosen(NamedTuple):
    """The branch that is used, and others with an open request of the same config."""

    side: AnySide
    seen: Seen
    beside: tuple["Chosen", ...] = ()


def chosen(side: AnySide, place: Place) -> Chosen:
    """The branch with our request, else with our commits, else the first that may be used."""
    glances = glimpsed(side, place)
    mine = [one for one in glances if not one.foreign]
    opened = [one for one in mine if one.opened]
    free = [one for one in mine if one.side.ref in place.branches]
    ranked = [*opened, *(one for one in mine if one.held), *free]
    if not ranked:
        names = " and ".join(place.branches)
        return Chosen(side, Seen(side.base, side.head, None, TAKEN.format(names=names), None))
    best = ranked[0]
    declined = tuple(one.declined for one in glances if one.declined)
    beside = (Chosen(one.side, seen(one)) for one in opened if one is not best)
    return Chosen(best.side, seen(best)._replace(declined=declined), tuple(beside))


def every(side: AnySide, place: Place) -> list[Chosen]:
    """All branches that hold nothing of other configs."""
    return [Chosen(one.side, seen(one)) for one in glimpsed(side, place) if not one.foreign]


def glimpsed(side: AnySide, place: Place) -> list[Glance]:
    """Every branch; not those after the first, where that one is in use and nothing is old."""
    found: list[Glance] = []
    for ref in (*place.branches, *place.former):
        found.append(glance(replace(side, ref=ref), place))
        first = found[0]
        if not place.former and not first.foreign and (first.opened or first.held):
            break
    return found


def glance(side: AnySide, place: Place) -> Glance:
    """One branch as it is."""
    raw = side.branch()
    branch = side.judged(raw) if raw else None
    stored = list(side.requests())
    mine = tuple(one for one in stored if not foreign(one.request.owner, place))
    owners = branch.owners if branch else tuple(o.request.owner for o in stored if is_open(o))
    other = bool(owners) and all(foreign(one, place) for one in owners)
    if branch and len(place.paths) == 1:
        branch = branch._replace(claimed=True)
    return Glance(side, branch, bool(raw and raw["protected"]), mine, other)


def is_open(one: Stored) -> bool:
    """Whether a request can be taken."""
    return one.state == "open"


def foreign(owner: Owner, place: Place) -> bool:
    """Whether a proposal is surely another config's."""
    if owner.claims:
        return owner.claims.isdisjoint(place.claims)
    return bool(owner.path) and owner.path not in place.paths


def seen(one: Glance) -> Seen:
    """What is there of a proposal on one branch."""
    barred = one.side.barred(one.protected)
    return Seen(one.side.base, one.side.head, one.branch, barred, one.opened)
