"""A job that calls another workflow of the repository: what it hands on."""

from collections.abc import Mapping

from ....tree import Node
from ..expressions.values import Partial, Unknown, Value
from .scope import Scope, secrets_of
from .shape import Job, Workflow, scalar
from .uses import is_local, path_of

FOLDER = ".github/workflows"
DEEPEST = 10
"""Levels of workflows that GitHub allows ("Reuse workflows", nesting)."""
OWN: Mapping[str, Value] = {"GITHUB_TOKEN": Unknown("a token of the job's own", truth=True)}
EVERY_SECRET: Mapping[str, Value] = Partial(OWN)
"""The secrets of a repository: which there are is not in its files."""


def target(calls: str, workflows: Mapping[str, Workflow], above: tuple[str, ...]) -> Workflow | str:
    """The workflow that is called, or why it cannot be looked at."""
    if not is_local(calls):
        return "it stands in another repository"
    path = path_of(calls)
    if path in above:
        return "it calls itself"
    if len(above) >= DEEPEST:
        return f"workflows are nested over {DEEPEST} deep"
    if path not in workflows:
        return "there is no such workflow that can be read"
    found = workflows[path]
    return found if found.callable else "it has no `workflow_call` under `on`"


def harmless(job: Job) -> bool:
    """Whether nothing but an ID token would let the called workflow upload: it has no secrets."""
    block = job.node.get("secrets")
    handed = block is not None and (block.kind != "map" or bool(block.entries))
    return not handed and not is_local(job.calls or "")


def given_inputs(job: Job, scope: Scope) -> dict[str, Value]:
    """What `with:` gives the called workflow."""
    block = job.node.get("with")
    entries = block.entries if block else {}
    return {name: given(node, scope) for name, node in entries.items()}


def given(node: Node, scope: Scope) -> Value:
    """One value of `with:`, kinds kept."""
    return scope.value(node.text) if node.kind == "text" else node.plain()


def given_secrets(
    job: Job, scope: Scope
) -> tuple[Mapping[str, Value], Mapping[str, tuple[str, ...]] | None]:
    """The secrets that the called workflow has, and whose they are here; None: the very same."""
    block = job.node.get("secrets")
    if block is not None and block.text == "inherit":
        secrets = scope.context["secrets"]
        return (secrets if isinstance(secrets, Mapping) else EVERY_SECRET), None
    written = block.entries.items() if block else ()
    texts = {name: scalar(node) for name, node in written}
    names = {name.lower(): secrets_of(scope.write(text)) for name, text in texts.items()}
    return {**OWN, **{name: scope.value(text) for name, text in texts.items()}}, names
