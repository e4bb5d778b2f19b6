"""What GitHub refuses in a workflow: one such place, and nothing of the file ever runs.

Keys are those of workflow-parser/src/workflow-v1.0.json in actions/languageservices.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ....model import Problem
from ....tree import Mark, Node
from ..expressions.functions import FUNCTIONS
from ..expressions.nodes import Call, Name, nodes
from ..expressions.parse import parse
from ..expressions.template import segments
from ..expressions.tokens import ExpressionError
from .places import STATUS, Place, places
from .running import known_needs, order
from .shape import Job, Workflow, scalar

TOP = frozenset(["on", "name", "run-name", "defaults", "env", "permissions", "concurrency", "jobs"])
PUSH = ("branches", "branches-ignore", "tags", "tags-ignore", "paths", "paths-ignore")
BOTH = frozenset(
    ["name", "needs", "if", "permissions", "concurrency", "strategy", "uses", "with", "secrets"]
)
JOB = frozenset(
    [
        *("needs", "if", "strategy", "name", "runs-on", "timeout-minutes", "container", "services"),
        *("cancel-timeout-minutes", "continue-on-error", "env", "environment", "permissions"),
        *("concurrency", "outputs", "defaults", "steps", "snapshot"),
    ]
)
DOES = ("run", "uses", "wait", "wait-all", "cancel", "parallel")
"""What a step does: one of these."""
STEP = frozenset(
    [
        *("name", "id", "if", "timeout-minutes", "continue-on-error", "env", "with"),
        *("working-directory", "shell", "background", *DOES),
    ]
)
JOB_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


class Refusal(NamedTuple):
    """A place, and what is wrong there."""

    mark: Mark
    found: str
    fix: str


def refusals(workflow: Workflow) -> Iterator[Problem]:
    """All that GitHub refuses, as far as it is looked for."""
    for one in (*of_keys(workflow), *of_events(workflow), *of_jobs(workflow), *of_texts(workflow)):
        yield Problem(
            id="workflow-shape",
            file=workflow.file,
            line=one.mark.line,
            column=one.mark.column,
            found=f"{one.found}, so GitHub refuses the file",
            fix=one.fix,
        )


def strange(owner: Node, known: Iterable[str], what: str) -> Iterator[Refusal]:
    """Keys that are not there in a place."""
    for key, mark in owner.keys.items():
        if key not in known:
            yield Refusal(mark, f"{what} has no key {key!r}", "remove the key, or mend its name")


def of_keys(workflow: Workflow) -> Iterator[Refusal]:
    """Keys of the file, of its jobs and of their steps."""
    yield from strange(workflow.root, TOP, "a workflow")
    for job in workflow.jobs.values():
        if job.calls is not None:
            yield from strange(job.node, BOTH, "a job that calls a workflow")
            continue
        yield from strange(job.node, JOB, "a job")
        for step in job.steps:
            yield from of_step(step)


def of_step(step: Node) -> Iterator[Refusal]:
    """A step does one thing, and has no keys that nobody knows."""
    yield from strange(step, STEP, "a step")
    does = [key for key in DOES if key in step.entries]
    if len(does) != 1:
        told = " and ".join(f"`{key}`" for key in does) or "neither `uses` nor `run`"
        yield Refusal(step.mark, f"a step has {told}", "write one step for each thing to do")


def of_events(workflow: Workflow) -> Iterator[Refusal]:
    """The filters of `push`."""
    push = workflow.root.get("on", "push")
    if push is None or push.kind != "map":
        return
    yield from strange(push, PUSH, "`push`")
    for key in ("branches", "tags", "paths"):
        if key in push.entries and f"{key}-ignore" in push.entries:
            found = f"`push` has both `{key}` and `{key}-ignore`"
            fix = f"write what is left out as `!pattern` under `{key}`"
            yield Refusal(push.keys[f"{key}-ignore"], found, fix)


def of_jobs(workflow: Workflow) -> Iterator[Refusal]:
    """Names of jobs, where they run, and the jobs they need."""
    sorted_out = {job.key for job in order(workflow)}
    for key, job in workflow.jobs.items():
        if not JOB_KEY.fullmatch(key):
            found = f"{key!r} is no name of a job"
            yield Refusal(job.mark, found, "use letters, digits, `_` and `-`; begin with a letter")
        if job.calls is None and not scalar_or_more(job.node.get("runs-on")):
            yield Refusal(job.mark, f"the job {key!r} has no `runs-on`", "say where it runs")
        for need in sorted(set(job.needs) - set(known_needs(workflow, job))):
            at = job.node.keys.get("needs", job.mark)
            found = f"the job {key!r} needs {need!r}, and there is no such job"
            yield Refusal(at, found, "mend the name, or remove it")
        if key not in sorted_out:
            found = f"the jobs that {key!r} needs go round in a circle"
            yield Refusal(job.mark, found, "remove one of the needs")
        yield from same_ids(job)


def scalar_or_more(node: Node | None) -> bool:
    """Whether a key has a value."""
    return node is not None and (node.kind in ("list", "map") or bool(scalar(node)))


def same_ids(job: Job) -> Iterator[Refusal]:
    """Steps of one job that are called alike."""
    met: set[str] = set()
    for step in job.steps:
        name = scalar(step.get("id")).lower()
        if name and name in met:
            fix = "give each step an id of its own"
            yield Refusal(step.keys["id"], f"the id {name!r} is that of another step too", fix)
        met.add(name)


def of_texts(workflow: Workflow) -> Iterator[Refusal]:
    """Expressions that cannot be read, or speak of what is not there in their place."""
    met: set[tuple[str, frozenset[str], bool, bool]] = set()
    for place in places(workflow):
        key = (place.node.text, *place[1:])
        if key in met or (place.node.kind != "text"):
            continue
        met.add(key)
        for found, fix in of_place(place):
            yield Refusal(place.node.mark, found, fix)


def of_place(place: Place) -> Iterator[tuple[str, str]]:
    """What is wrong with the expressions of one text."""
    try:
        for text in expressions(place):
            yield from of_expression(place, text)
    except ExpressionError as error:
        yield f"an expression cannot be read: {error.message}", "mend the expression"


def expressions(place: Place) -> Iterator[str]:
    """The expressions in a text; a condition is one, with `${{ }}` or without."""
    text = place.node.text
    if "${{" in text:
        yield from (part.text for part in segments(text) if part.is_expression)
    elif place.condition and text.strip():
        yield text


def of_expression(place: Place, text: str) -> Iterator[tuple[str, str]]:
    """Contexts and functions that are not there in a place."""
    if not place.contexts:
        yield "no expression may stand here", "write the text itself"
        return
    for node in nodes(parse(text)):
        if isinstance(node, Name) and node.name not in place.contexts:
            there = ", ".join(f"`{name}`" for name in sorted(place.contexts))
            yield f"there is no `{node.name}` here", f"use what there is: {there}"
        if isinstance(node, Call) and (why := of_call(place, node)):
            yield why, "mend the call"


def of_call(place: Place, call: Call) -> str:
    """Why a function cannot be called so; nothing where it can."""
    if call.name in STATUS:
        return "" if place.condition else f"`{call.name}()` is for conditions alone"
    if call.name not in FUNCTIONS:
        return f"there is no function `{call.name}`"
    _, least, most = FUNCTIONS[call.name]
    if call.name == "hashfiles" and not place.hashes:
        return "`hashFiles` is for steps alone"
    return "" if least <= len(call.arguments) <= most else f"`{call.name}` has other arguments"
