"""The request that swaps the CI of one project: looked at, and made or brought up to date.

All files of the release config on a forge are one request, asked for by `workflow_by` or not;
branch and request are those of an `up`, so that there is one of them however it came about.
"""

from collections.abc import Collection, Iterator, Mapping

from ...config import Config
from ...errors import Broken
from ...model import Forge
from ...proposing.choosing import chosen
from ...proposing.declared import place as place_of
from ...proposing.declared import places as by_up
from ...proposing.declared import written
from ...proposing.model import Outcome, Place, Wish
from ...proposing.plan import wish as wish_of_up
from ...proposing.propose import NOT_THERE, Looked, carry_out, judged, side_of
from ...workflows.model import Snapshot
from ..model import Request
from .swap_wish import wish

OWN = "trustpub/without-tokens"
"""The branch where an `up` delivers the files too, and would take back what it does not want."""
STATES = ("conflict", "declined", "needs a person", "unknown", "none", "proposed", "agrees")
"""Of two forges, the first state of any of them is told."""


def look_at_request(
    config: Config,
    environ: Mapping[str, str],
    forge: Forge | None = None,
    given: Collection[str] | None = None,
) -> Request:
    """What is there; `none` where a request is to be made. Reads only.

    `given`: names of GitLab's variables that reach the project, None where they are not known.
    """
    looks = list(looked(config, environ, forge, given))
    return together([told(one.outcome, "open" in one.decision.steps) for one in looks])


def propose(
    config: Config,
    environ: Mapping[str, str],
    forge: Forge | None = None,
    given: Collection[str] | None = None,
) -> Request:
    """Make the request of each forge, or bring it up to date; none a second time."""
    looks = list(looked(config, environ, forge, given))
    return together([told(carry_out(one), False) for one in looks])


def places(config: Config, forge: Forge | None = None) -> tuple[Place, ...]:
    """The files of the config, one place a forge."""
    found = (place_of(config, on) for on in config.forges() if forge in (None, on))
    return tuple(one for one in found if one is not None)


def looked(
    config: Config,
    environ: Mapping[str, str],
    forge: Forge | None,
    given: Collection[str] | None,
) -> Iterator[Looked]:
    """The proposal of each forge as it is, and what is to be written for it."""
    names = None if given is None else frozenset(given)
    for place in places(config, forge):
        side = side_of(place, environ)
        if side is None:
            raise Broken(f"{place.repository}: {NOT_THERE}")
        snapshot = side.files()
        wanted = wish(config, place.forge, snapshot, names, place.claims)
        by_others = edits_of_up(config, place.forge, snapshot)
        if wanted.change and by_others not in (None, edits(wanted)):
            place = place_of(config, place.forge, OWN) or place
        found = judged(chosen(side, place), wanted)
        # What an `up` proposes beyond the tokens is not for a migration to close.
        idle = bool(by_others) and not wanted.change
        yield found._replace(decision=found.decision._replace(steps=())) if idle else found


def edits(wanted: Wish) -> frozenset[tuple[str, str]]:
    """Paths and texts of what is proposed."""
    return (
        frozenset((one.path, one.text) for one in wanted.change.edits)
        if wanted.change
        else frozenset()
    )


def edits_of_up(
    config: Config, forge: Forge, snapshot: Snapshot
) -> frozenset[tuple[str, str]] | None:
    """Paths and texts of what an `up` proposes; None where it delivers nothing."""
    if forge not in {one.forge for one in by_up(config)}:
        return None
    found = (wish_of_up(config, one, snapshot).edit for one in written(config, forge))
    return frozenset((one.path, one.text) for one in found if one)


def told(outcome: Outcome, missing: bool) -> Request:
    """What is told; `missing`: nothing is proposed yet."""
    state = "needs a person" if outcome.state == "unreadable" else outcome.state
    return Request(state="none" if missing else state, link=outcome.link, left=outcome.left)


def together(requests: list[Request]) -> Request:
    """One answer for all forges: the state that most needs somebody, every link and remainder."""
    if len(requests) == 1:
        return requests[0]
    if not requests:
        return Request(state="none", left=("the release config names no file",))
    ordered = sorted(requests, key=lambda one: STATES.index(one.state))
    link = next((one.link for one in ordered if one.link), "")
    more = tuple(one.link for one in requests if one.link and one.link != link)
    left = tuple(text for one in requests for text in one.left)
    return Request(state=ordered[0].state, link=link, left=(*left, *more))
