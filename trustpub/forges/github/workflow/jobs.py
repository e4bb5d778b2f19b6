"""One job in one world: whether it runs, and what its steps do in every row of its matrix."""

from collections.abc import Sequence
from dataclasses import dataclass

from ....tree import Node
from ..expressions.coercion import lookup
from ..expressions.matrix import combinations
from ..expressions.values import Partial, Unknown, Value
from .doing import do
from .finds import Found
from .library import Library
from .mentions import Mentions
from .scope import Scope
from .shape import Job, Workflow, scalar, texts
from .truths import Answer
from .variables import put_env, see
from .walk import Frame, Walk, steps_of

SYSTEMS = {"ubuntu": "Linux", "linux": "Linux", "windows": "Windows", "macos": "macOS"}
"""First word of a runner's label, hosted or one's own -> `runner.os` ("Contexts reference")."""


@dataclass(frozen=True)
class Place:
    """A job, and what is known of it in every world."""

    library: Library
    workflow: Workflow
    job: Job
    skip: frozenset[Node] = frozenset()
    """Steps that do nothing in any world."""


def found_in(place: Place, mentioned: Mentions, scope: Scope, answer: Answer) -> Found:
    """What the steps of a job find, all rows of its matrix together."""
    rows = matrix_rows(place.job, mentioned, scope)
    return united([row_found(place, scope, row, answer) for row in rows])


def matrix_rows(job: Job, mentioned: Mentions, scope: Scope) -> list[Value]:
    """The rows of the matrix that differ in what the job mentions; none where the list is empty."""
    node = job.node.get("strategy", "matrix")
    if node is None:
        return [{}]
    rows = combinations(node.plain(), scope.context)
    if isinstance(rows, Unknown):
        return [rows]
    names = mentioned.get("matrix", frozenset())
    if names is None:
        return list(rows)
    cut: list[Value] = []
    for row in rows:
        part = {name: lookup(row, name) for name in names}
        if repr(part) not in map(repr, cut):
            cut.append(part)
    return cut


def united(rows: Sequence[tuple[Found, str | Unknown | None]]) -> Found:
    """The finds of several rows as one."""
    names = [name for _, name in rows]
    unsure = any(isinstance(name, Unknown) for name in names)
    known = tuple(dict.fromkeys(name for name in names if not isinstance(name, Unknown)))
    founds = [found for found, _ in rows]
    return Found(
        hits=tuple(dict.fromkeys(hit for found in founds for hit in found.hits)),
        builds=tuple(dict.fromkeys(mark for found in founds for mark in found.builds)),
        doubts=tuple(dict.fromkeys(doubt for found in founds for doubt in found.doubts)),
        runs=tuple(dict.fromkeys(run for found in founds for run in found.runs)),
        environments=None if unsure else known,
    )


def row_found(
    place: Place, outer: Scope, row: Value, answer: Answer
) -> tuple[Found, str | Unknown | None]:
    """What the steps of a job find in one row, and the environment it has there."""
    workflow, job = place.workflow, place.job
    system = runner_os(job, outer.with_contexts(matrix=row))
    runner = Partial({"os": system} if system else {})
    scope = outer.with_contexts(matrix=row, runner=runner)
    container = job.node.get("container")
    env, marks = put_env(scope, {}, container, {}) if container else ({}, {})
    env, marks = put_env(scope, env, workflow.root, marks)
    env, marks = put_env(see(scope, env, False), env, job.node, marks)
    frame = Frame(scope, env, marks)
    shell, folder = default_run(workflow, job)
    if not shell and system == "Windows":
        shell = "pwsh"
    span = workflow.spans[job.key]
    walk = Walk(place.library, workflow.lines, span, shell or "bash", do, folder, skip=place.skip)
    steps_of(walk, frame, job.steps)
    hits = walk.hits or walk.hidden
    sure = answer == "yes"
    found = Found(
        hits=tuple(hit if sure else hit.unsure() for hit in hits),
        builds=tuple(walk.builds),
        doubts=tuple(walk.doubts),
        runs=tuple(walk.runs),
        open=bool(walk.open),
        idle=tuple(walk.idle),
    )
    return found, environment(job, scope)


def runner_os(job: Job, scope: Scope) -> str | None:
    """The system that the labels of a runner name; None where none of them does."""
    runs_on = job.node.get("runs-on")
    labels = runs_on.get("labels") or runs_on if runs_on else None
    values = [scope.value(text) for text in texts(labels)]
    words = [value.lower().partition("-")[0] for value in values if isinstance(value, str)]
    return next((SYSTEMS[word] for word in words if word in SYSTEMS), None)


def default_run(workflow: Workflow, job: Job) -> tuple[str, str]:
    """Shell and folder of the scripts that name none: the job's defaults, else the workflow's."""
    owners: tuple[Node, ...] = (job.node, workflow.root)
    shell, folder = (
        next((text for o in owners if (text := scalar(o.get("defaults", "run", key)))), "")
        for key in ("shell", "working-directory")
    )
    return shell, folder


def environment(job: Job, scope: Scope) -> str | Unknown | None:
    """The environment's name in one row: None for no environment."""
    written = environment_as_written(job)
    if written is None:
        return None
    value = scope.value(written.text)
    if isinstance(value, str | None):
        return value or None
    return value if isinstance(value, Unknown) else Unknown("it is known in a run only")


def environment_as_written(job: Job) -> Node | None:
    """The name of a job's environment: a text, or the `name` of a mapping; None without one."""
    node = job.node.get("environment")
    node = node.get("name") if node is not None and node.kind == "map" else node
    return node if scalar(node) else None
