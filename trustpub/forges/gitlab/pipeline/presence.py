"""Whether a job is in a pipeline: its rules, those of the workflow, and the jobs it needs."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ....tree import Node
from ....workflows.model import Truth
from .config import Config
from .job import Job, Row, need_of
from .nodes import flat, scalar, texts
from .outcomes import Outcome, all_block, certainty, may_wait, stage_of, there, way, ways
from .policy import allowed
from .rules import matched, sure
from .truth import both
from .variables import Scope, Variables, settings
from .worlds import World

COPY = re.compile(r"(?:: \[.*\]| \d+/\d+)$")
"""What GitLab puts behind the name of one of several copies."""
STAGES = ("build", "test", "deploy")
THERE = (Outcome("on_success", (), "yes", "yes", False),)
"""What is taken for granted of jobs that need each other in a circle."""


class Presence:
    """The jobs of one configuration in one world."""

    def __init__(self, config: Config, jobs: Mapping[str, Job], world: World) -> None:
        self.config, self.jobs, self.world = config, jobs, world
        self.said: dict[str, Truth] = {}
        """Of expressions about nothing but the world."""
        self.done: dict[str, tuple[Outcome, ...]] = {}
        self.workflow = tuple(self.of_workflow())
        self.begun: set[str] = set()

    def of_workflow(self) -> Iterator[tuple[Truth, Truth, Row]]:
        """Whether there is a pipeline at all, with the variables that its rules add."""
        rules = self.config.top("workflow", "rules")
        if rules is None:
            return iter([("yes", "yes", ())])
        around = settings(self.config.top("variables"))
        scope = Scope(self.world, Variables(around), self.said)
        return ways(matched(rules, self.world, scope.holds, "always"))

    def outcomes(self, name: str) -> tuple[Outcome, ...]:
        """Every way in which a job may be in the pipeline, the jobs that it needs first."""
        waiting = [name]
        while waiting:
            job = self.jobs[waiting[-1]]
            begun, needs = job.name in self.begun, map(self.name, job.needed)
            self.begun.add(job.name)
            first = [need for need in needs if need in self.jobs and need not in self.begun]
            if first and not begun:
                waiting += first
                continue
            if job.name not in self.done:
                self.done[job.name] = tuple(self.fresh(job))
            waiting.pop()
        return self.done[name]

    def fresh(self, job: Job) -> Iterator[Outcome]:
        """The outcomes of a job that was not asked for before."""
        for truth, some, found in self.workflow:
            added = tuple(pair for pair in found if pair[0] not in job.written)
            for outcome, rule in self.let_in(job, dict(added)):
                needs = (rule.get("needs") if rule else None) or job.own("needs")
                met, waits = self.needed(needs)
                whole = both([truth, outcome.truth, met])
                if whole != "no":
                    extra = tuple({**dict(added), **dict(outcome.extra)}.items())
                    any_way = both([some, outcome.some, met])
                    waiting = waits or outcome.waits
                    yield replace(outcome, extra=extra, truth=whole, some=any_way, waits=waiting)

    def let_in(self, job: Job, added: Mapping[str, str]) -> Iterator[tuple[Outcome, Node | None]]:
        """What the job's own rules say, and the rule that says it."""
        around = job.around(tuple(added.items()))
        scope = Scope(self.world, Variables(around), self.said)
        default = scalar(job.own("when")) or "on_success"
        rules = job.own("rules")
        if rules is None:
            open_to_all = self.config.top("workflow", "rules") is not None
            only, exclude = job.own("only"), job.own("except")
            truth = allowed(only, exclude, not open_to_all, self.world, scope.holds)
            outcome = way(job, default, None, truth, truth)
            return iter([(outcome, None)] if default != "never" else [])
        matches = matched(rules, self.world, scope.holds, default)
        truth, some = certainty(matches), sure(matches)
        found = (match for match in matches if match.when != "never")
        return ((way(job, match.when, match.rule, truth, some), match.rule) for match in found)

    def needed(self, needs: Node | None) -> tuple[Truth, bool]:
        """Whether all needed jobs are there (else no pipeline is made), and whether one waits."""
        truths: list[Truth] = []
        waits = False
        for need in flat(needs):
            written = need_of(need)
            if written is None or scalar(need.get("optional")) == "true":
                continue
            name = self.name(written)
            if name not in self.jobs:
                truths.append("unknown" if self.config.remotes else "no")
                continue
            known = self.done.get(name, THERE)
            truths.append(there(known))
            waits = waits or all(outcome.waits for outcome in known)
        return both(truths), waits

    def name(self, text: str) -> str:
        """The job that a need means; one copy of it stands for all."""
        return text if text in self.jobs else COPY.sub("", text)

    def blocked(self, job: Job) -> bool:
        """Whether a job waits for a manual one of an earlier stage."""
        if job.own("needs"):
            return False
        order = self.stages()
        stage = order.get(stage_of(job), len(order))
        earlier = (one for one in self.jobs.values() if order.get(stage_of(one), 0) < stage)
        waiting = (one for one in earlier if may_wait(one))
        return any(all_block(self.outcomes(one.name)) for one in waiting)

    def stages(self) -> dict[str, int]:
        """The stages in their order."""
        named = texts(self.config.top("stages")) or STAGES
        return {name: number for number, name in enumerate([".pre", *named, ".post"])}
