"""Changed projects -> what the engine would do before the change and with it; previews alone.

The program is ours, with the configs as data: nothing of a commit is run.
"""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ..adopting.engine import Engine, EngineError, dump
from ..fleet.naming import stack_name
from ..model import Unknown
from ..rollout.detail import Detail
from ..rollout.journal import RolloutError
from ..rollout.model import GOOD, Result
from ..rollout.planning import Planned, plan_digest, planned
from ..rollout.rolling import Run
from ..rollout.running.hiding import discreet
from ..rollout.running.placing import PROJECT
from ..rollout.setting import engine
from .chosen import Changed
from .steps import Steps, sorted_out

WHAT = "what the engine would do for {name}"
BEFORE = "{name}, as declared before"
KINDS = ("github.", "gitlab.", "pypi.")
"""Of what our program declares; the program of a repository may declare more beside it."""
PARALLEL = 2
PATIENCE = 600.0
"""Seconds that a limit is waited for: somebody waits for the preview."""


class Place(NamedTuple):
    """Where the stacks are."""

    stack: str = ""
    """Of a file that is one project; empty for a fleet, whose stacks are named by rollouts."""
    project: str = PROJECT


class Told(NamedTuple):
    """What the engine said."""

    steps: Mapping[str, Steps]
    """By project; of whom it did not tell both sides is not there."""
    plan: str = ""
    unknown: Mapping[str, Unknown] = {}
    """By project: why it did not."""
    nothing: str = ""
    """Why it was asked about none."""


def ask(changes: Sequence[Changed], place: Place, environ: Mapping[str, str]) -> Told:
    """Preview both sides of every project."""
    works = [work for one in changes for work in both(one, place)]
    try:
        if place.stack and works:
            known(place, environ)
        results = planned(works, PARALLEL, environ, project=place.project, show=impatient)
    except (RolloutError, EngineError) as error:
        return Told({}, nothing=flat(str(error), environ))
    steps = {one.name: found for one in changes if (found := steps_of(one, place, results))}
    blind = {one.name: why(one, results, environ) for one in changes if one.name not in steps}
    after = {one.name: results[one.name] for one in changes if one.after}
    return Told(steps, plan_digest(after, environ), blind)


def impatient(run: Run) -> None:
    """Start no more where that has to be waited for too long."""
    if run.pool and run.budget.left() > PATIENCE:
        run.pool.paused = run.waiting


def both(one: Changed, place: Place) -> Iterable[Planned]:
    """What is declared before, and what is with the change."""
    for name, entry in ((BEFORE.format(name=one.name), one.before), (one.name, one.after)):
        if entry:
            yield Planned(name, place.stack or stack_name(entry), entry.config)


def known(place: Place, environ: Mapping[str, str]) -> None:
    """EngineError where there is no such stack: all of it would look new."""
    engine()
    with tempfile.TemporaryDirectory() as folder:
        dump(Path(folder, "Pulumi.yaml"), {"name": place.project, "runtime": "python"})
        Engine(Path(folder), place.stack, environ).state()


def steps_of(one: Changed, place: Place, results: Mapping[str, Result]) -> Steps | None:
    """The steps of one project; None where one of its sides is not known."""
    before, after = sides(one, results)
    if any(found is not None and found.outcome not in GOOD for found in (before, after)):
        return None
    return sorted_out(ours(before, place), ours(after, place))


def sides(one: Changed, results: Mapping[str, Result]) -> tuple[Result | None, Result | None]:
    """Both results; None where it is not declared."""
    before = results[BEFORE.format(name=one.name)] if one.before else None
    return before, results[one.name] if one.after else None


def ours(found: Result | None, place: Place) -> list[Detail]:
    """The steps of a result; in the stack of a repository only those about what we declare."""
    listed = found.details if found else ()
    return [one for one in listed if not place.stack or one.kind.startswith(KINDS)]


def why(one: Changed, results: Mapping[str, Result], environ: Mapping[str, str]) -> Unknown:
    """Why the engine did not tell of a project."""
    listed = [found for found in sides(one, results) if found and found.outcome not in GOOD]
    told = next((found.why for found in listed if found.why), "it did not say why")
    return Unknown(what=WHAT.format(name=one.name), why=flat(told, environ))


def flat(text: str, environ: Mapping[str, str]) -> str:
    """What an engine says, on one line and without tokens."""
    return " ".join(discreet(text, environ).split())
