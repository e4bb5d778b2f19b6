"""Look at a proposal, carry it out, take it back."""

from collections.abc import Mapping
from typing import NamedTuple

from ..config import Config
from ..errors import Broken
from .choosing import AnySide, Chosen, chosen, every
from .declared import written
from .model import Decision, Outcome, Place, Wish
from .on_github import github_side
from .on_gitlab import gitlab_side
from .plan import closable, decide, ending, refused, together, wish
from .wording import change

AGREES = "The files on the default branch are no longer to be changed this way."
JOINED = "All files of the release config are one proposal now: {link}"
PART = (
    "{link} proposes a part of this too, and its branch is protected or holds commits of others;"
    " take it or close it"
)
NOT_THERE = "it is not there, or the token may not see it (404)"
GONE = "The release config no longer asks for this proposal."
STAYS = "the branch {branch} is protected or holds commits of others; it stays"


class Looked(NamedTuple):
    """A proposal as it is, and what is to be written for it."""

    at: Chosen
    wish: Wish
    decision: Decision

    @property
    def outcome(self) -> Outcome:
        """What the resource shows once the steps are taken."""
        found = self.at.seen.request
        if found is None and self.wish.change and self.decision.state == "declined":
            found = refused(self.at.seen.declined, self.wish.change)
        closed = "close" in self.decision.steps
        link = found.link if found and not closed else ""
        return Outcome(self.decision.state, link, self.decision.left)


def look(config: Config, place: Place, environ: Mapping[str, str]) -> Looked:
    """Reads only."""
    side = side_of(place, environ)
    if side is None:
        raise Broken(f"{place.repository}: {NOT_THERE}")
    files = side.files()
    wishes = [
        wish(config, one, files) for one in written(config, place.forge) if one.path in place.paths
    ]
    wanted = together(wishes, lambda edits, rest: change(edits, rest, place.claims))
    return judged(chosen(side, place), wanted)


def judged(at: Chosen, wanted: Wish) -> Looked:
    """What is to be written, beside it the end of what it takes the place of."""
    decision = decide(wanted, at.seen, at.side.ref)
    over = decision.state in ("proposed", "agrees", "needs a person")
    if over and any(closable(one.seen) for one in at.beside):
        decision = decision._replace(steps=(*decision.steps, "join"))
    more = tuple(
        PART.format(link=one.seen.request.link)
        for one in at.beside
        if one.seen.request and not closable(one.seen)
    )
    return Looked(at, wanted, decision._replace(left=(*decision.left, *more)))


def side_of(place: Place, environ: Mapping[str, str]) -> AnySide | None:
    """Where it is proposed; None where that is not there."""
    made = github_side if place.forge == "github" else gitlab_side
    return made(place, environ)


def carry_out(looked: Looked) -> Outcome:
    """Take the steps; after a failure the next look finds what is still missing."""
    side, seen, change = looked.at.side, looked.at.seen, looked.wish.change
    request, outcome = seen.request, looked.outcome
    for step in looked.decision.steps:
        if step == "close" and request:
            side.close(request.number, AGREES)
        elif change and step == "commit":
            side.commit(change, seen)
        elif change and step == "open":
            outcome = outcome._replace(link=side.open(change).link)
        elif change and step == "describe" and request:
            side.describe(change, request.number)
        elif step == "join":
            join(looked.at.beside, outcome.link)
    return outcome


def join(beside: tuple[Chosen, ...], link: str) -> None:
    """Close what one proposal takes the place of, with its branch."""
    for one in beside:
        if closable(one.seen) and one.seen.request:
            one.side.close(one.seen.request.number, JOINED.format(link=link) if link else AGREES)
            if one.seen.branch:
                one.side.delete()


def take_back(place: Place, environ: Mapping[str, str]) -> str:
    """Close the request and delete the branch, if they are ours; a sentence on what is left."""
    side = side_of(place, environ)
    if side is None:
        return f"{place.repository}: {NOT_THERE}; nothing was taken back"
    left = (taken_back(one) for one in every(side, place))
    return "; ".join(filter(None, list(left)))


def taken_back(at: Chosen) -> str:
    """One branch, with the request from it."""
    side, seen = at.side, at.seen
    steps = ending(seen)
    if "close" in steps and seen.request:
        side.close(seen.request.number, GONE)
    if "delete" in steps:
        side.delete()
    return STAYS.format(branch=side.ref) if not steps and (seen.branch or seen.request) else ""
