"""What trustpub itself can do now: requests to open or bring up to date, tokens to remove."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from ...careful import careful
from ...model import Forge
from ...observing.client import Client
from ...printable import escaped
from ...proposing.propose import Looked
from ..judged import Removal, Standing
from ..judging.gates import fed
from ..judging.todo_swap import KIND
from ..looking.look import FORGES
from ..looking.model import Project
from ..model import Request, Sight
from ..reach import told
from ..telling.report import Report
from .entries import Entry, kept_of, unfinished
from .journal import Journal
from .remove import Outcome, remove_all
from .swap import looked, propose

REQUESTS = 3
"""Of one removal: the list it stands in, the request, and the list once more."""


class Proposal(NamedTuple):
    """A request that is to be opened, or brought up to date."""

    project: Project
    sight: Sight
    link: str
    """Of the one that is open."""


class Plan(NamedTuple):
    """All that is done once a person has agreed."""

    proposals: tuple[Proposal, ...] = ()
    removals: tuple[Removal, ...] = ()
    open: tuple[Entry, ...] = ()
    """Removals that an earlier run began and did not end: only looked at."""


def plan_of(
    report: Report,
    sights: Iterable[Sight],
    projects: Iterable[Project],
    entries: Iterable[Entry],
    environ: Mapping[str, str],
) -> Plan:
    """No request is proposed before the publisher is registered: it could not publish then."""
    stages = {(one.file, one.forge): one for one in report.standings}
    known = {(one.file, one.forge): one for one in projects}
    found = []
    for sight in sights:
        name = (sight.file, sight.forge)
        link = wanted(known[name], sight, stages[name], environ)
        if link is not None:
            found.append(Proposal(known[name], sight, link))
    allowed = tuple(one for one in report.removals if one.allowed)
    return Plan(tuple(found), allowed, unfinished(entries))


def wanted(
    project: Project, sight: Sight, standing: Standing, environ: Mapping[str, str]
) -> str | None:
    """The link of an open request, empty where there is none; None where nothing is to be done."""
    request = sight.request
    if standing.stage != "publisher-registered" or request is None or not any(fed(sight)):
        return None
    if request.state == "none":
        return ""
    if request.state != "proposed":
        return None
    stale = careful(
        lambda: [one for one in looks(project, sight, environ) if one.decision.steps],
        lambda why: [],
    )
    return request.link if stale else None


def looks(project: Project, sight: Sight, environ: Mapping[str, str]) -> Iterator[Looked]:
    """The request that is open, and what is missing in it."""
    return looked(project.config, environ, project.forge, given(sight))


def given(sight: Sight) -> frozenset[str] | None:
    """Names of what reaches the project; None where not all of it could be listed."""
    if sight.unlisted:
        return None
    return frozenset(one.name for one in (*sight.kept, *sight.others))


def shown(plan: Plan) -> Iterator[str]:
    """Each step on a line of its own."""
    for one in plan.open:
        yield f"look whether {told(kept_of(one))} is gone: an earlier run was stopped there"
    for each in plan.proposals:
        kind, name = KIND[each.project.forge], each.project.repository
        words = f"bring the {kind} up to date: {each.link}" if each.link else f"open a {kind}"
        yield f"{name}: {words}, which takes the tokens out of the CI"
    for removal in plan.removals:
        more = f"; {removal.uncovers}" if removal.uncovers else ""
        yield f"remove {told(removal.kept)}: {removal.evidence}{more}"


def proposed(proposal: Proposal, environ: Mapping[str, str], journal: Journal) -> str:
    """Make the request; a sentence on what became of it."""
    project, kind = proposal.project, KIND[proposal.project.forge]
    made = careful(
        lambda: propose(project.config, environ, project.forge, given(proposal.sight)),
        lambda why: Request(state="unknown", left=(why,)),
    )
    if made.link:
        journal.write(
            "proposed",
            repository=project.repository,
            project=project.config.project,
            link=made.link,
        )
        return f"{project.repository}: {kind} {made.link}"
    left = "; ".join(made.left) or "nothing was to be changed"
    return f"{project.repository}: no {kind} ({made.state}): {left}"


def removed(plan: Plan, clients: Callable[[Forge], Client], journal: Journal) -> Iterator[Outcome]:
    """Forge by forge: first what an earlier run left open, then each removal."""
    for forge in FORGES:
        mine = [one for one in plan.removals if one.kept.place.forge == forge]
        begun = [one for one in plan.open if one.place and one.place.forge == forge]
        if mine or begun:
            client = clients(forge)
            client.expect(REQUESTS * len(mine) + len(begun))
            yield from remove_all(client, mine, journal, begun)


TOLD = {
    "removed": "removed {name}",
    "found-gone": "{name} was gone already",
    "kept": "{name} stays: {why}",
    "unknown": "{name}: whether it is gone could not be seen: {why}",
}


def sentence(outcome: Outcome) -> str:
    """What became of one token."""
    words = TOLD[outcome.state].format(name=told(outcome.kept), why=outcome.why)
    return escaped(words)
