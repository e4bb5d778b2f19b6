"""What all worlds together say of each job."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ....tree import Mark
from ..expressions.events import World
from .evaluating import Evaluation
from .finds import Doubt, Hit
from .mentions import Mentions, what_varies
from .running import Outcome, Ran
from .shape import Workflow

Key = tuple[str, str]
"""File and job."""


@dataclass
class Gathered:
    """One job in all worlds that come to it."""

    hits: dict[Hit, set[str]] = field(default_factory=dict)
    """Each upload, as if it were sure -> triggers."""
    sure: set[Hit] = field(default_factory=set)
    """Those that some world is certain to come to."""
    builds: dict[Mark, None] = field(default_factory=dict)
    doubts: dict[Doubt, None] = field(default_factory=dict)
    runs: dict[str, None] = field(default_factory=dict)
    environments: dict[str | None, None] = field(default_factory=dict)
    any_environment: bool = False
    """Whether some name of an environment is not known."""
    tops: dict[str, None] = field(default_factory=dict)
    callers: dict[Key, None] = field(default_factory=dict)


Start = tuple[Workflow, World, bool]
"""A workflow, the world it runs in, and whether that is certain to start it."""


def gather(evaluation: Evaluation, starts: Iterable[Start]) -> dict[Key, Gathered]:
    """What the jobs of all workflows do in some worlds."""
    gathering = Gathering()
    for workflow, world, sure in differing(evaluation, starts):
        outcome = evaluation.top(workflow, world)
        gathering.put(outcome, world.trigger, workflow.file, sure)
    return gathering.found


def differing(evaluation: Evaluation, starts: Iterable[Start]) -> Iterator[Start]:
    """Of worlds that are the same as far as the workflow looks, the first."""
    met: set[tuple[object, ...]] = set()
    mentioned: dict[str, Mentions] = {}
    for workflow, world, sure in starts:
        if workflow.file not in mentioned:
            mentioned[workflow.file] = evaluation.of_world(workflow)
        varies = what_varies(mentioned[workflow.file], world.context())
        key = (workflow.file, world.trigger, sure, varies)
        if key not in met:
            met.add(key)
            yield workflow, world, sure


@dataclass
class Gathering:
    """What was gathered so far; a run that was met before is not looked at again."""

    found: dict[Key, Gathered] = field(default_factory=dict)
    met: set[tuple[int, str, str, bool]] = field(default_factory=set)

    def put(
        self, outcome: Outcome, trigger: str, top: str, sure: bool, caller: Key | None = None
    ) -> None:
        """Note what the jobs of one run do, and those of the workflows they call."""
        new = (id(outcome), trigger, top, sure) not in self.met
        self.met.add((id(outcome), trigger, top, sure))
        for job, ran in outcome.jobs.items():
            if ran.answer == "no":
                continue
            key = (outcome.workflow.file, job)
            gathered = self.found.setdefault(key, Gathered())
            if caller:
                gathered.callers[caller] = None
            if not new:
                continue
            note(gathered, ran, trigger, sure)
            gathered.tops[top] = None
            for called in ran.called:
                self.put(called, trigger, top, sure and ran.answer == "yes", key)


def note(gathered: Gathered, ran: Ran, trigger: str, sure: bool) -> None:
    """Note what one job does in one world."""
    for hit in ran.hits:
        certain = replace(hit, sure=True)
        gathered.hits.setdefault(certain, set()).add(trigger)
        if hit.sure and sure:
            gathered.sure.add(certain)
    gathered.builds |= dict.fromkeys(ran.builds)
    gathered.doubts |= dict.fromkeys(ran.found.doubts)
    gathered.runs |= dict.fromkeys(ran.found.runs)
    names = ran.found.environments
    gathered.environments |= dict.fromkeys(names or ())
    gathered.any_environment |= names is None
