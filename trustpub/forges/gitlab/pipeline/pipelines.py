"""A pipeline and its children: which kinds of them there are, and what each consists of."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ....tree import Mark, Node
from .config import config
from .files import Files
from .includes import Decide, Gathering
from .job import Job
from .made import Arrival, Made, Run, child
from .nodes import flat
from .rules import matched, sure
from .truth import both
from .variables import Scope, Variables
from .worlds import ALL, World

DEEPEST = 2
"""Generations of children (docs.gitlab.com/ci/pipelines/downstream_pipelines)."""
MOST_CONFIGURATIONS = 32
Condition = tuple[Mark, str]
NO_VARIABLES = Variables({})
"""Rules of includes see none of the file's."""


def condition(rules: Node) -> Condition:
    """What tells the `rules:` of includes apart, however often their file is read."""
    return rules.mark, repr(rules.plain())


@dataclass(eq=False)
class Pipeline:
    """What a file or a trigger job makes."""

    files: Files
    top: str
    path: str | None = None
    """The pipeline's file; a child has the `include:` of its trigger job instead."""
    parent: "Pipeline | None" = None
    trigger: Job | None = None
    configurations: dict[tuple[bool, ...], Made | None] = field(default_factory=dict)
    by_world: dict[World, Made | None] = field(default_factory=dict)
    run: dict[tuple[str, World], tuple[Run, ...]] = field(default_factory=dict)
    arriving: dict[World, tuple[Arrival, ...]] = field(default_factory=dict)

    @cached_property
    def conditions(self) -> tuple[Node, ...]:
        """The `rules:` of all includes."""
        with self.files.tried():
            gathering, _ = self.gather(lambda rules: "unknown")
        return tuple(gathering.rules)

    def gather(self, decide: Decide) -> tuple[Gathering, Node | None]:
        """Read all files, with the includes that are decided for."""
        gathering = Gathering(self.files, decide)
        if self.path is not None:
            return gathering, gathering.file(self.path, {}, ())
        include = self.trigger and self.trigger.own("trigger")
        child = include.get("include") if include else None
        if child is None:
            return gathering, None
        above = () if self.parent is None else (f"{self.top} (parent)",)
        virtual = Node("map", child.mark, entries={"include": child}, keys={"include": child.mark})
        return gathering, gathering.over(virtual, above)

    def made(self, world: World) -> Made | None:
        """The configuration in one world; None where its file cannot be read."""
        if world not in self.by_world:
            self.by_world[world] = self.found(world)
        return self.by_world[world]

    def found(self, world: World) -> Made | None:
        """The configuration of the includes that a world takes."""
        scope = Scope(world, NO_VARIABLES)
        taken = tuple(
            sure(matched(rules, world, scope.holds, "always")) != "no" for rules in self.conditions
        )
        if taken not in self.configurations:
            if len(self.configurations) >= MOST_CONFIGURATIONS:
                taken = tuple(True for _ in taken)
            conditions = map(condition, self.conditions)
            self.configurations[taken] = self.make(dict(zip(conditions, taken, strict=True)))
        return self.configurations[taken]

    def make(self, taken: dict[Condition, bool]) -> Made | None:
        """A configuration of the includes that are taken."""
        gathering, root = self.gather(
            lambda rules: "no" if taken.get(condition(rules)) is False else "yes"
        )
        if root is None:
            return None
        whole = config(gathering, root)
        names = whole.visible()
        found = ((name, whole.job(name)) for name in names)
        jobs = {name: Job(whole, name, node, whole.place(name)) for name, node in found if node}
        return Made(whole, jobs)

    def arrivals(self, world: World) -> tuple[Arrival, ...]:
        """The worlds in which an event comes to this pipeline."""
        if self.parent is None or self.trigger is None:
            return (Arrival(world, "yes", False),)
        if world not in self.arriving:
            runs = self.parent.runs(self.trigger.name, world)
            self.arriving[world] = tuple(
                Arrival(child(run.arrived, run, self.trigger), run.truth, run.waits) for run in runs
            )
        return self.arriving[world]

    def runs(self, name: str, world: World) -> tuple[Run, ...]:
        """How a job may be there when something happens in the repository."""
        if (name, world) not in self.run:
            self.run[name, world] = tuple(self.fresh(name, world))
        return self.run[name, world]

    def fresh(self, name: str, world: World) -> Iterator[Run]:
        """The runs of a job that nobody asked for before."""
        for arrived, truth, waits in self.arrivals(world):
            made = self.made(arrived)
            if made is None or name not in made.jobs:
                continue
            for outcome in made.presence(arrived).outcomes(name):
                whole, some = both([truth, outcome.truth]), both([truth, outcome.some])
                yield Run(world, arrived, made, outcome, whole, some, waits or outcome.waits)

    @cached_property
    def all_made(self) -> tuple[Made, ...]:
        """Every configuration that one of the worlds has."""
        arrived = (there.world for world in ALL for there in self.arrivals(world))
        found = (self.made(there) for there in dict.fromkeys(arrived))
        return tuple(dict.fromkeys(made for made in found if made))


def children(pipeline: Pipeline, depth: int = 0) -> Iterator[Pipeline]:
    """A pipeline, and those that its jobs trigger in the same repository."""
    yield pipeline
    if depth >= DEEPEST:
        return
    seen: set[str] = set()
    for made in pipeline.all_made:
        for job in made.jobs.values():
            if job.name not in seen and is_parent(job):
                seen.add(job.name)
                below = Pipeline(pipeline.files, pipeline.top, None, pipeline, job)
                yield from children(below, depth + 1)


def is_parent(job: Job) -> bool:
    """Whether a job makes a child pipeline."""
    trigger = job.own("trigger")
    return bool(trigger and flat(trigger.get("include")))
