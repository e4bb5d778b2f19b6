"""Ways in which a job may be in a pipeline, and the variables that rules add on the way."""

from collections.abc import Iterator
from dataclasses import dataclass

from ....tree import Node
from ....workflows.model import Truth
from .job import Job, Row
from .nodes import flat, scalar
from .rules import Match, sure
from .truth import both, either
from .variables import settings


@dataclass(frozen=True)
class Outcome:
    """One way in which a job may be in a pipeline."""

    when: str
    extra: Row
    """Variables of the rules that let it in: they win over the job's own."""
    truth: Truth
    """`yes`: it is there in just this way."""
    some: Truth
    """`yes`: it is there in this way or another of the same rules."""
    waits: bool
    """Whether a person has to start it, or a job that it needs."""
    blocks: bool = False
    """Whether later stages wait for it too."""


def extras(job: Job) -> tuple[Row, ...]:
    """The variables of every pair of a workflow's and a job's rule."""
    workflow = flat(job.config.top("workflow", "rules"))
    rows = (row(rule) for rule in workflow)
    kept = (tuple(pair for pair in found if pair[0] not in job.written) for found in rows)
    first = dict.fromkeys([(), *kept])
    second = dict.fromkeys([(), *(row(rule) for rule in flat(job.own("rules")))])
    return tuple({tuple({**dict(a), **dict(b)}.items()): None for a in first for b in second})


def ways(matches: tuple[Match, ...]) -> Iterator[tuple[Truth, Truth, Row]]:
    """The matches that let something in, and their variables."""
    truth, some = certainty(matches), sure(matches)
    return ((truth, some, row(match.rule)) for match in matches if match.when != "never")


def certainty(matches: tuple[Match, ...]) -> Truth:
    """Whether each match comes to the same: which of them holds does not matter then."""
    same = {(match.when == "never", row(match.rule)) for match in matches}
    with_needs = any(match.rule and match.rule.get("needs") for match in matches)
    return "yes" if len(same) == 1 and not (with_needs and len(matches) > 1) else "unknown"


def way(job: Job, when: str, rule: Node | None, truth: Truth, some: Truth) -> Outcome:
    """One outcome before needs; `rules` make a manual job block, unless they say otherwise."""
    manual = when == "manual"
    fails = scalar(rule.get("allow_failure") if rule else None) or scalar(job.own("allow_failure"))
    blocks = fails == "false" or (fails is None and rule is not None)
    return Outcome(when, row(rule), truth, some, manual, manual and blocks)


def row(rule: Node | None) -> Row:
    """The variables of a rule."""
    found = settings(rule.get("variables") if rule else None)
    return tuple((name, setting.value) for name, setting in found.items())


def stage_of(job: Job) -> str:
    """A job's stage."""
    return scalar(job.own("stage")) or "test"


def may_wait(job: Job) -> bool:
    """Whether anything in a job says `manual`."""
    rules = (scalar(rule.get("when")) for rule in flat(job.own("rules")))
    return "manual" in (scalar(job.own("when")), *rules)


def all_block(outcomes: tuple[Outcome, ...]) -> bool:
    """Whether a job is there for certain, and holds the pipeline up in every case."""
    return there(outcomes) == "yes" and all(outcome.blocks for outcome in outcomes)


def there(outcomes: tuple[Outcome, ...]) -> Truth:
    """Whether a job is there, in whichever way."""
    if outcomes and both(outcome.some for outcome in outcomes) == "yes":
        return "yes"
    return either(outcome.truth for outcome in outcomes)
