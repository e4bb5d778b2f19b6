"""Which jobs can have anything to do with uploads: only those are run world by world."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ....tree import Node
from ..expressions.values import Partial, Unknown
from .calling import EVERY_SECRET, target
from .jobs import Place, row_found
from .library import Library
from .permissions import id_token, in_force
from .running import known_needs
from .scope import Scope
from .shape import Job, Workflow


@dataclass(frozen=True)
class Ears:
    """Listens once to each job as if nothing were known: what is quiet then is always quiet."""

    library: Library
    workflows: Mapping[str, Workflow]
    idle: dict[Job, frozenset[Node]] = field(default_factory=dict)
    """Steps of a job that do nothing in any world."""

    @cached_property
    def own(self) -> dict[str, set[str]]:
        """File -> its jobs whose own steps are loud, or that call what cannot be looked at."""
        return {
            file: {job.key for job in workflow.jobs.values() if self.is_loud(workflow, job)}
            for file, workflow in self.workflows.items()
        }

    @cached_property
    def all(self) -> dict[str, frozenset[str]]:
        """File -> the jobs that may upload or hide an upload, and all that they need."""
        loud = {file: set(keys) for file, keys in self.own.items()}
        calls = [
            (workflow.file, job.key, callee.file)
            for workflow in self.workflows.values()
            for job in workflow.jobs.values()
            if isinstance(callee := self.callee(job), Workflow)
        ]
        for _ in self.workflows:
            for file, key, callee_file in calls:
                if loud[callee_file]:
                    loud[file].add(key)
        return {
            file: frozenset(with_needs(self.workflows[file], keys)) for file, keys in loud.items()
        }

    def loud(self, workflow: Workflow) -> frozenset[str]:
        """The jobs of one workflow that are worth a look."""
        return self.all[workflow.file]

    def callee(self, job: Job) -> Workflow | str | None:
        """The workflow that a job calls, or why it cannot be looked at; None if it calls none."""
        return target(job.calls, self.workflows, ()) if job.calls else None

    def is_loud(self, workflow: Workflow, job: Job) -> bool:
        """Whether a job may upload, or hide an upload, by its own steps."""
        if job.calls:
            return isinstance(self.callee(job), str)
        scope = Scope({"github": Partial(), "inputs": Partial(), "secrets": EVERY_SECRET})
        anything = Unknown("any row of the matrix")
        place = Place(self.library, workflow, job)
        found, _ = row_found(place, scope, anything, "unknown")
        self.idle[job] = frozenset(found.idle)
        granted = in_force(workflow, job)
        asks = id_token(granted)[0] != "none" or (granted is None and workflow.callable)
        doubts = [doubt for doubt in found.doubts if asks or not doubt.needs_permission]
        return bool(found.hits or doubts or found.open)

    def below(self, workflow: Workflow) -> Iterator[Workflow]:
        """A workflow and all that it calls, near and far."""
        waiting, met = [workflow], {workflow.file}
        while waiting:
            one = waiting.pop()
            yield one
            for key in self.loud(one):
                callee = self.callee(one.jobs[key])
                if isinstance(callee, Workflow) and callee.file not in met:
                    met.add(callee.file)
                    waiting.append(callee)


def with_needs(workflow: Workflow, keys: set[str]) -> Iterator[str]:
    """Some jobs, and those that they need, near and far."""
    waiting, met = list(keys), set(keys)
    while waiting:
        key = waiting.pop()
        yield key
        for need in known_needs(workflow, workflow.jobs[key]):
            if need not in met:
                met.add(need)
                waiting.append(need)
