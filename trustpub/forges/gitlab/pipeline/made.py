"""One configuration with its jobs, and the runs that come to them."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ....workflows.model import Snapshot, Truth
from .config import Config
from .job import Job, Row
from .nodes import scalar
from .outcomes import Outcome
from .presence import Presence
from .sights import Seen, see
from .variables import Scope, Variables
from .worlds import ANY, World


@dataclass(frozen=True, eq=False)
class Made:
    """One configuration with its jobs."""

    config: Config
    jobs: dict[str, Job]
    present: dict[World, Presence] = field(default_factory=dict)
    seen: dict[tuple[str, Row, Row], Seen] = field(default_factory=dict)

    def presence(self, world: World) -> Presence:
        """Its jobs in one world."""
        if world not in self.present:
            self.present[world] = Presence(self.config, self.jobs, world)
        return self.present[world]

    def see(self, name: str, extra: Row, row: Row, snapshot: Snapshot) -> Seen:
        """What one copy of a job does, looked at once."""
        copy = (name, extra, row)
        if copy not in self.seen:
            self.seen[copy] = see(self.jobs[name], extra, row, snapshot)
        return self.seen[copy]


class Arrival(NamedTuple):
    """A world in which an event of the repository comes to a pipeline."""

    world: World
    truth: Truth
    waits: bool
    """Whether a person has to start it."""


@dataclass(frozen=True, eq=False)
class Run:
    """A job in one world: how it may be there."""

    world: World
    """Of the pipeline that the repository's event makes, also for the job of a child."""
    arrived: World
    """Of the job's own pipeline."""
    made: Made
    outcome: Outcome
    truth: Truth
    some: Truth
    """Whether the job is there in this way or another."""
    waits: bool


def child(world: World, run: Run, trigger: Job) -> World:
    """The world of a child: its parent's ref, and the variables it is handed."""
    around = trigger.around(())
    forward = scalar(trigger.node.get("trigger", "forward", "yaml_variables"))
    scope = Scope(world, Variables(around))
    names = around if forward != "false" else {}
    handed = {name: scope.written(mine, name) for name, mine in names.items()}
    for name, value in (*run.outcome.extra, *(pair for row in trigger.rows for pair in row)):
        known = "$" not in value and (name, value) in run.outcome.extra
        handed[name] = frozenset([value]) if known else ANY
    given = tuple((name, handed[name]) for name in sorted(handed))
    return replace(world, source="parent_pipeline", given=given)
