"""All workflows of a repository, run in thought: each in the worlds that its events make."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..expressions.coercion import text_of
from ..expressions.events import World, called_world
from ..expressions.values import Partial, Unknown, Value
from .calling import EVERY_SECRET, given_inputs, given_secrets, harmless, target
from .finds import Doubt, Found
from .jobs import Place, found_in, matrix_rows
from .library import Library
from .mentions import Mentions, mentions, together, what_varies
from .quiet import Ears
from .running import Outcome, Ran, order, start
from .scope import Scope
from .shape import Job, Workflow, scalars
from .uses import is_local, path_of

MOST_CALLS = 2000
"""Runs of workflows, each with other inputs, that are looked at; far beyond any real use."""


@dataclass(frozen=True)
class Evaluation:
    """The workflows of a repository by their files; what was worked out is kept."""

    library: Library
    workflows: Mapping[str, Workflow]
    mentioned: dict[Job, Mentions] = field(default_factory=dict)
    founds: dict[tuple[object, ...], Found] = field(default_factory=dict)
    outcomes: dict[tuple[object, ...], Outcome] = field(default_factory=dict)
    kept: list[World] = field(default_factory=list)
    """Worlds whose contexts are known by their identity."""

    @cached_property
    def ears(self) -> Ears:
        """Which jobs are worth a look."""
        return Ears(self.library, self.workflows)

    def of_world(self, workflow: Workflow) -> Mentions:
        """What a workflow mentions of the event that starts it, in itself and where it calls."""
        found: list[Mentions] = []
        for flow in self.ears.below(workflow):
            own = ("github", "inputs") if flow is workflow else ("github",)
            all_of = [self.mentions(flow, flow.jobs[key]) for key in self.ears.loud(flow)]
            found.append({n: parts for n, parts in together(all_of).items() if n in own})
        return together(found)

    @cached_property
    def called(self) -> frozenset[str]:
        """The files that some job of the repository calls."""
        jobs = (job for flow in self.workflows.values() for job in flow.jobs.values())
        return frozenset(path_of(job.calls) for job in jobs if job.calls and is_local(job.calls))

    def top(self, workflow: Workflow, world: World) -> Outcome:
        """A workflow that an event starts."""
        self.kept.append(world)
        return self.outcome(workflow, world, EVERY_SECRET, ())

    def outcome(
        self,
        workflow: Workflow,
        world: World,
        secrets: Mapping[str, Value],
        above: tuple[str, ...],
    ) -> Outcome:
        """A workflow with its inputs and secrets, called through those above."""
        inputs = tuple(sorted((name, repr(value)) for name, value in world.inputs.items()))
        names = tuple(sorted((name, repr(value)) for name, value in secrets.items()))
        key = (workflow.file, id(world.github), inputs, names, type(secrets), above)
        if key not in self.outcomes:
            scope = Scope({**world.context(), "secrets": secrets})
            ran: dict[str, Ran] = {}
            loud = self.ears.loud(workflow)
            for job in order(workflow):
                if job.key not in loud:
                    continue
                ran[job.key] = self.job(workflow, job, ran, scope, world, above)
            self.outcomes[key] = Outcome(workflow, ran)
        return self.outcomes[key]

    def job(
        self,
        workflow: Workflow,
        job: Job,
        ran: Mapping[str, Ran],
        scope: Scope,
        world: World,
        above: tuple[str, ...],
    ) -> Ran:
        """One job after those before it."""
        begun, inner = start(workflow, job, ran, scope)
        if begun.answer == "no":
            return begun
        if job.calls:
            return self.call(workflow, job, begun, inner, world, above)
        mentioned = self.mentions(workflow, job)
        key = (job, begun.answer, what_varies(mentioned, inner.context))
        if key not in self.founds:
            place = Place(self.library, workflow, job, self.ears.idle.get(job, frozenset()))
            self.founds[key] = found_in(place, mentioned, inner, begun.answer)
        return replace(begun, found=self.founds[key], outputs=outputs(job, inner))

    def mentions(self, workflow: Workflow, job: Job) -> Mentions:
        """What a job mentions, looked for once."""
        if job not in self.mentioned:
            self.mentioned[job] = mentions(self.library, workflow, job)
        return self.mentioned[job]

    def call(
        self,
        workflow: Workflow,
        job: Job,
        begun: Ran,
        scope: Scope,
        world: World,
        above: tuple[str, ...],
    ) -> Ran:
        """A job that calls a workflow, in each row of its matrix."""
        through = (*above, workflow.file)
        callee = target(job.calls or "", self.workflows, through)
        if len(self.outcomes) > MOST_CALLS:
            callee = f"there are over {MOST_CALLS} calls of workflows"
        if isinstance(callee, str):
            line = job.node.keys["uses"].line
            what = f"what the workflow {job.calls} does"
            doubt = Doubt(line, what, callee, harmless(job))
            return replace(begun, found=Found(doubts=(doubt,)))
        called, names = [], None
        on = callee.root.get("on")
        for row in matrix_rows(job, self.mentions(workflow, job), scope):
            seen = scope.with_contexts(matrix=row)
            secrets, names = given_secrets(job, seen)
            inner = called_world(world, on.plain() if on else None, given_inputs(job, seen))
            called.append(self.outcome(callee, inner, secrets, through))
        return replace(begun, called=tuple(called), secrets=names)


def outputs(job: Job, scope: Scope) -> Mapping[str, Value]:
    """What later jobs see of a job's outputs: those that no step decides."""
    written = scalars(job.node.get("outputs"))
    if job.node.get("strategy", "matrix") is not None:
        return Partial()
    seen = scope.with_contexts(steps=Unknown("what steps put out is known in a run only"))
    return {name: text_of(seen.value(text)) for name, text in written.items()}
