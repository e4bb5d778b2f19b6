"""A workflow in one world: which of its jobs run, one after the other as they need each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ....tree import Mark
from ....workflows.model import Token
from ..expressions.values import Partial, Pattern, Unknown, Value
from .finds import Found, Hit
from .scope import Scope
from .shape import Job, Workflow
from .truths import ANYTHING, WELL, Answer, holds
from .walk import ENDS


@dataclass(frozen=True, eq=False)
class Ran:
    """One job in one world."""

    answer: Answer
    found: Found = field(default_factory=Found)
    called: tuple["Outcome", ...] = ()
    """What the workflow that it calls does, for each row of its matrix."""
    secrets: Mapping[str, tuple[str, ...]] | None = None
    """Name in the called workflow -> names here; None where all are handed on."""
    blocked: bool = False
    """Whether a job that it needs, near or far, is skipped."""
    doubtful: bool = False
    """Whether a job that it needs, near or far, may be skipped."""
    preceded: bool = False
    """Whether a job that it needs, near or far, may run, and so may fail."""
    outputs: Mapping[str, Value] = field(default_factory=Partial)

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        """The uploads of the job, and those of the jobs it calls, in its own terms."""
        found = dict.fromkeys(self.found.hits)
        for ran in self.below:
            taken = (taken_in(hit, self) for hit in ran.hits)
            found |= dict.fromkeys(h if ran.answer == "yes" else h.unsure() for h in taken)
        return tuple(found)

    @cached_property
    def builds(self) -> tuple[Mark, ...]:
        """Where the job builds, and where jobs that it calls do which upload."""
        marks = dict.fromkeys(self.found.builds)
        for ran in self.below:
            marks |= dict.fromkeys(ran.builds if ran.hits else ())
        return tuple(marks)

    @property
    def below(self) -> Iterator["Ran"]:
        """The jobs that may run in the workflow that is called."""
        for outcome in self.called:
            yield from (ran for ran in outcome.jobs.values() if ran.answer != "no")


@dataclass(frozen=True, eq=False)
class Outcome:
    """One workflow in one world."""

    workflow: Workflow
    jobs: Mapping[str, Ran]


def order(workflow: Workflow) -> Iterator[Job]:
    """The jobs, each after those it needs; what is in a circle never runs and is left out."""
    waiting = {key: len(known_needs(workflow, job)) for key, job in workflow.jobs.items()}
    after: dict[str, list[str]] = {key: [] for key in workflow.jobs}
    for key, job in workflow.jobs.items():
        for need in known_needs(workflow, job):
            after[need].append(key)
    ready = [key for key, count in waiting.items() if not count]
    for key in ready:
        yield workflow.jobs[key]
        for later in after[key]:
            waiting[later] -= 1
            if not waiting[later]:
                ready.append(later)


def known_needs(workflow: Workflow, job: Job) -> tuple[str, ...]:
    """The needed jobs that there are, each once."""
    return tuple(dict.fromkeys(need for need in job.needs if need in workflow.jobs))


def start(workflow: Workflow, job: Job, ran: Mapping[str, Ran], scope: Scope) -> tuple[Ran, Scope]:
    """Whether a job runs after those before it, and what it sees.

    `success()` is false for a job when any job before it, near or far, was skipped: "Using jobs in
    a workflow" in GitHub's docs, "a failure or skip applies to all jobs in the dependency chain".
    """
    needs = known_needs(workflow, job)
    before = [ran[need] for need in needs if need in ran]
    blocked = any(one.answer == "no" or one.blocked for one in before)
    doubtful = any(one.answer == "unknown" or one.doubtful for one in before)
    preceded = any(one.answer != "no" or one.preceded for one in before)
    can = dict(ANYTHING)
    can["success"] = False if blocked else ANYTHING["success"] if before else True
    can["failure"] = ANYTHING["failure"] if preceded else False
    well = {**WELL, "success": Unknown("a job before may be skipped") if doubtful else True}
    well["success"] = False if blocked else well["success"]
    inner = scope.with_contexts(needs={need: seen(ran[need]) for need in needs if need in ran})
    hopes = [
        inner.with_contexts(needs={need: hoped(ran[need], end) for need in needs if need in ran})
        for end in (("success", "skipped") if doubtful else ("success",))
    ]
    contexts = [hope.context for hope in hopes]
    answer = (
        "no" if len(before) < len(needs) else holds(job.node, inner.context, can, well, contexts)
    )
    return Ran(answer, blocked=blocked, doubtful=doubtful, preceded=preceded), inner


def seen(ran: Ran) -> Value:
    """What a job sees of one that it needs."""
    if ran.answer == "no":
        return {"result": "skipped", "outputs": {}}
    maybe = ("skipped",) if ran.answer == "unknown" else ()
    return {"result": Pattern(globs=(*ENDS, *maybe)), "outputs": ran.outputs}


def hoped(ran: Ran, maybe: str) -> Value:
    """The same where all goes well; of one that may not run, either way is tried."""
    if ran.answer == "no":
        return seen(ran)
    return {"result": "success" if ran.answer == "yes" else maybe, "outputs": ran.outputs}


def taken_in(hit: Hit, ran: Ran) -> Hit:
    """An upload of a called workflow as its caller knows it: with the caller's secrets."""
    sure = hit.sure and ran.answer == "yes"
    if ran.secrets is None:
        return replace(hit, sure=sure)
    tokens = tuple(renamed(token, ran.secrets) for token in hit.tokens)
    return replace(hit, sure=sure, tokens=tokens)


def renamed(token: Token, names: Mapping[str, tuple[str, ...]]) -> Token:
    """A credential with the names of its secrets in the calling workflow."""
    found = {name for secret in token.secrets for name in names.get(secret.lower(), ())}
    return token._replace(secrets=tuple(sorted(found)))
