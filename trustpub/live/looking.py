"""Changed projects -> what is there today: forges and indexes asked, reads only."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from ..careful import careful
from ..model import Plan, Unknown
from ..observing.matching import place
from ..observing.model import Repository
from ..rollout.running.hiding import discreet
from ..status.answer import Outcome
from ..status.cache import looks_folder
from ..status.looking import Key, Looking
from ..verifying.looking import Notice, forges, look
from .chosen import Changed
from .model import LiveProject
from .signs import signs, wanted
from .signs import unknowns as unasked
from .standing import all_plans, plan_of, standing
from .stopping import Stopping, stopping


class Looked(NamedTuple):
    """All that the forges and indexes said."""

    repositories: tuple[Repository, ...]
    stopping: Mapping[str, Stopping]
    """By project."""
    outcomes: Mapping[Key, Outcome]
    now: datetime


def looked(
    changes: Sequence[Changed],
    environ: Mapping[str, str],
    now: Callable[[], datetime],
    notice: Notice,
) -> Looked:
    """Ask all of them; who does not answer is unknown."""
    seen = repositories(all_plans(changes, environ), environ, notice)
    stops = {one.name: stopping(one.name, one.after, environ) for one in changes}
    asking = Looking(looks_folder(environ), 0, now)
    nobody: dict[Key, Outcome] = {}
    outcomes = careful(lambda: asking.all(wanted(changes, environ)), lambda why: nobody)
    return Looked(seen, stops, outcomes, now())


def repositories(plan: Plan, environ: Mapping[str, str], notice: Notice) -> tuple[Repository, ...]:
    """Every repository; where a look fails as a whole, none of them is known."""
    here = {(one.kind.partition(".")[0], place(one)) for one in plan.resources}
    return careful(
        lambda: look(plan, environ, notice)[0],
        lambda why: tuple(
            Repository(forge=forge, name=name, state="unknown", why=why)
            for forge in forges(plan)
            for kind, name in sorted(here)
            if kind == forge
        ),
    )


def project(change: Changed, found: Looked, environ: Mapping[str, str]) -> LiveProject:
    """One project, as they said. Pure."""
    before, after = (
        plan_of(entry.config if entry else None, environ) for entry in (change.before, change.after)
    )
    stands = standing(before, after, found.repositories)
    stops = found.stopping.get(change.name, Stopping())
    told = signs(change, found.outcomes, environ, found.now)
    unseen = (*stands.unknown, *stops.unknown, *unasked(told))
    return LiveProject(
        name=change.name,
        dropped=change.after is None,
        declared=stands.declared,
        drift=stands.drift,
        there=stands.there,
        as_declared=stands.as_declared,
        stops=stops.stops,
        publishers=told,
        unknown=tuple(dict.fromkeys(hushed(one, environ) for one in unseen)),
    )


def hushed(one: Unknown, environ: Mapping[str, str]) -> Unknown:
    """Without tokens, whoever repeats one."""
    return Unknown(what=one.what, why=discreet(one.why, environ))
