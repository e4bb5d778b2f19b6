"""Look at a proposal, carry it out, take it back."""

from collections.abc import Mapping
from typing import NamedTuple

from ..config import Config
from ..errors import Broken
from .declared import written
from .model import Decision, Outcome, Place, Seen, Wish
from .on_github import GitHubSide, github_side
from .on_gitlab import GitLabSide, gitlab_side
from .plan import decide, ending, wish

AGREES = "The file on the default branch is no longer to be changed this way."
NOT_THERE = "it is not there, or the token may not see it (404)"
GONE = "The release config no longer asks for this proposal."


class Looked(NamedTuple):
    """A proposal as it is, and what is to be written for it."""

    side: GitHubSide | GitLabSide
    wish: Wish
    seen: Seen
    decision: Decision

    @property
    def outcome(self) -> Outcome:
        """What the resource shows once the steps are taken."""
        found = self.seen.request
        if found is None and self.decision.state == "declined":
            found = self.seen.declined
        closed = "close" in self.decision.steps
        link = found.link if found and not closed else ""
        return Outcome(self.decision.state, link, self.decision.left)


def look(config: Config, place: Place, environ: Mapping[str, str]) -> Looked:
    """Reads only."""
    one = written(config, place)
    if one is None:
        raise Broken(f"the release config asks for no file {place.path}; run it again")
    side = side_of(place, environ)
    if side is None:
        raise Broken(f"{place.repository}: {NOT_THERE}")
    wanted, seen = wish(config, one, side.files()), side.seen()
    return Looked(side, wanted, seen, decide(wanted, seen, place.branch))


def side_of(place: Place, environ: Mapping[str, str]) -> GitHubSide | GitLabSide | None:
    """Where it is proposed; None where that is not there."""
    made = github_side if place.forge == "github" else gitlab_side
    return made(place, environ)


def carry_out(looked: Looked) -> Outcome:
    """Take the steps; after a failure the next look finds what is still missing."""
    side, change, request = looked.side, looked.wish.change, looked.seen.request
    outcome = looked.outcome
    for step in looked.decision.steps:
        if step == "close" and request:
            side.close(request.number, AGREES)
        elif change and step == "commit":
            side.commit(change, looked.seen)
        elif change and step == "open":
            outcome = outcome._replace(link=side.open(change).link)
        elif change and step == "describe" and request:
            side.describe(change, request.number)
    return outcome


def take_back(place: Place, environ: Mapping[str, str]) -> str:
    """Close the request and delete the branch, if they are ours; a sentence on what is left."""
    side = side_of(place, environ)
    if side is None:
        return f"{place.repository}: {NOT_THERE}; nothing was taken back"
    seen = side.seen()
    steps = ending(seen)
    if "close" in steps and seen.request:
        side.close(seen.request.number, GONE)
    if "delete" in steps:
        side.delete()
    if not steps and (seen.branch or seen.request):
        return f"the branch {place.branch} is protected or holds commits of others; it stays"
    return ""
