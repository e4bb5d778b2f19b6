"""What GitLab refuses in a pipeline's configuration: one such place, and no pipeline is made.

lib/gitlab/ci/yaml_processor.rb and lib/gitlab/ci/config/entry/{job,bridge,processable}.rb.
"""

from collections.abc import Iterator
from typing import NamedTuple

from ....model import Problem
from ....tree import Mark, Node
from .config import RESERVED, Config
from .expression import Expression, Operation, Pattern, parse
from .job import Job, need_of
from .made import Made
from .nodes import flat, is_reference, key_mark, scalar
from .outcomes import stage_of
from .presence import COPY, STAGES
from .regex import LONGEST, compiled
from .worlds import words

KEYS = words(
    """after_script allow_failure artifacts before_script cache coverage dast_configuration
    dependencies environment except extends hooks id_tokens identity image inherit inputs
    interruptible manual_confirmation needs only pages parallel publish release resource_group
    retry rules run script secrets services stage start_in tags timeout trigger variables when"""
)
"""Of a job (docs.gitlab.com/ci/yaml, job keywords)."""


class Refusal(NamedTuple):
    """A place, and what is wrong there."""

    mark: Mark
    found: str
    fix: str


def refusals(made: Made) -> Iterator[Problem]:
    """All that GitLab refuses in one configuration, as far as it is looked for."""
    found = [one for job in made.jobs.values() for one in of_job(made, job)]
    for one in (*found, *of_conditions(made.config.top("workflow", "rules")), *idle(made.config)):
        yield Problem(
            id="workflow-shape",
            file=one.mark.file,
            line=one.mark.line,
            column=one.mark.column,
            found=f"{one.found}, so GitLab refuses the pipeline",
            fix=one.fix,
        )


def of_job(made: Made, job: Job) -> Iterator[Refusal]:
    """One job."""
    for key in job.node.entries:
        if key not in KEYS:
            found = f"the job {job.name!r} has a key {key!r} that is none"
            yield Refusal(key_mark(job.node, key), found, "remove the key, or mend its name")
    for key in ("only", "except"):
        if job.own("rules") is not None and job.own(key) is not None:
            found = f"the job {job.name!r} has both `rules` and `{key}`"
            yield Refusal(key_mark(job.node, key), found, f"say it in `rules`, and remove `{key}`")
    yield from of_conditions(job.own("rules"))
    yield from of_stage(made, job)
    if not made.config.remotes:
        yield from of_needs(made, job)
        for parent in dict.fromkeys(made.config.missing.get(job.name, ())):
            found = f"the job {job.name!r} extends {parent!r}, which no file defines"
            yield Refusal(key_mark(job.node, "extends"), found, "mend the name")


def stages(config: Config) -> list[str]:
    """The stages in their order."""
    named = [text for item in flat(config.top("stages")) if (text := scalar(item))]
    return [".pre", *(named or STAGES), ".post"]


def of_stage(made: Made, job: Job) -> Iterator[Refusal]:
    """The stage is one that is listed; a list in a file that is not read could have it."""
    stage, listed = stage_of(job), stages(made.config)
    if stage in listed or "$" in stage or made.config.remotes:
        return
    found = f"the job {job.name!r} is in the stage {stage!r}, and `stages` has none of this name"
    yield Refusal(key_mark(job.node, "stage"), found, "add it to `stages`, or mend the name")


def of_needs(made: Made, job: Job) -> Iterator[Refusal]:
    """The jobs that it needs are there, and not in a later stage."""
    order = stages(made.config)
    mark = key_mark(job.node, "needs")
    for need in flat(job.own("needs")):
        text = need_of(need)
        if text is None or "$" in text or is_reference(need):
            continue
        other = made.jobs.get(text) or made.jobs.get(COPY.sub("", text))
        if other is None and scalar(need.get("optional")) != "true":
            found = f"the job {job.name!r} needs {text!r}, and there is no such job"
            yield Refusal(mark, found, "mend the name, or add `optional: true`")
        here, there = stage_of(job), stage_of(other) if other else ""
        if here in order and there in order and order.index(there) > order.index(here):
            found = f"the job {job.name!r} needs {text!r}, which is in a later stage"
            yield Refusal(mark, found, "put the one into an earlier stage, or the other later")


def of_conditions(rules: Node | None) -> Iterator[Refusal]:
    """Conditions that are no expressions of GitLab's."""
    for rule in flat(rules):
        node = rule.get("if")
        text = scalar(node)
        if node is not None and text is not None and not readable(text):
            found = f"{text[:60]!r} is no condition that GitLab can read"
            yield Refusal(node.mark, found, "mend it: texts stand in quotes, patterns between `/`")


def readable(text: str) -> bool:
    """Whether a text is an expression, with patterns that are some."""
    return "$[[" in text or len(text) > LONGEST or valid(parse(text))


def valid(expression: Expression | None) -> bool:
    """Whether the patterns of an expression are some."""
    match expression:
        case None:
            return False
        case Operation(_, left, right):
            return valid(left) and valid(right)
        case Pattern(text, flags):
            return len(text) > LONGEST or compiled(text, flags) is not None
    return True


def idle(config: Config) -> Iterator[Refusal]:
    """Jobs that say neither what to run nor what to trigger."""
    for name, node in config.root.entries.items():
        if name.startswith(".") or name in RESERVED or node.kind != "map" or config.runs(name):
            continue
        if not config.remotes and not config.missing.get(name):
            found = f"the job {name!r} has neither `script` nor `run` nor `trigger`"
            yield Refusal(config.place(name), found, "add what it is to run")
