"""Where in a workflow expressions may stand, and what each of them may speak of there.

Keys and contexts are those of workflow-parser/src/workflow-v1.0.json in actions/languageservices;
GitHub refuses the whole file for one context or function that is not there in its place.
"""

from collections.abc import Iterator
from typing import NamedTuple

from ....tree import Node
from .shape import SCALARS, Job, Workflow

EARLY = frozenset({"github", "inputs", "vars"})
BEFORE = EARLY | {"needs"}
OF_JOB = BEFORE | {"strategy", "matrix"}
IN_JOB = OF_JOB | {"steps", "job", "runner", "env"}
ALL = IN_JOB | {"secrets"}
STATUS = frozenset({"always", "cancelled", "failure", "success"})

TOP: dict[str, frozenset[str]] = {
    "run-name": EARLY,
    "concurrency": EARLY,
    "env": EARLY | {"secrets"},
}
JOB: dict[str, frozenset[str]] = {
    "if": BEFORE,
    "strategy": BEFORE,
    **dict.fromkeys(
        ("name", "runs-on", "concurrency", "timeout-minutes", "continue-on-error"), OF_JOB
    ),
    "env": OF_JOB | {"secrets"},
    "defaults": OF_JOB | {"env"},
    "outputs": ALL,
    "uses": frozenset(),
    "with": OF_JOB,
    "secrets": OF_JOB | {"secrets"},
}
"""Key of a job -> contexts; of keys that are not here nothing is said."""
STEP: dict[str, frozenset[str]] = {
    **dict.fromkeys(("name", "run", "with", "env", "working-directory"), ALL),
    **dict.fromkeys(("timeout-minutes", "continue-on-error"), ALL),
    "if": IN_JOB,
    "uses": frozenset(),
}


class Place(NamedTuple):
    """A text in which expressions may stand."""

    node: Node
    contexts: frozenset[str]
    condition: bool = False
    """Whether the text is an expression also without `${{ }}`, and may ask how things went."""
    hashes: bool = False
    """Whether `hashFiles` may be called."""


def places(workflow: Workflow) -> Iterator[Place]:
    """All texts of a workflow of which it is known what may stand in them."""
    yield from of_owner(workflow.root, TOP, False)
    for job in workflow.jobs.values():
        yield from of_owner(job.node, JOB, False)
        yield from of_environment(job)
        for step in job.steps:
            yield from of_owner(step, STEP, True)


def of_owner(owner: Node, table: dict[str, frozenset[str]], hashes: bool) -> Iterator[Place]:
    """The texts below the keys of a table."""
    for key, contexts in table.items():
        below = owner.get(key)
        for node in below.walk() if below else ():
            if node.kind in SCALARS:
                yield Place(node, contexts, key == "if", hashes)


def of_environment(job: Job) -> Iterator[Place]:
    """The environment of a job: its address may speak of what the steps left."""
    node = job.node.get("environment")
    named = node.get("name") if node is not None and node.kind == "map" else node
    if named is not None and named.kind in SCALARS:
        yield Place(named, OF_JOB)
    address = node.get("url") if node is not None else None
    if address is not None and address.kind in SCALARS:
        yield Place(address, IN_JOB)
