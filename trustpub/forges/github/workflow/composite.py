"""A step that uses an action of the repository itself: its steps are steps of the job."""

from collections.abc import Mapping
from dataclasses import replace

from ....tree import Node
from ..expressions.coercion import text_of
from ..expressions.values import Partial, Value
from .finds import Doubt
from .scope import Scope, is_known
from .shape import scalar
from .suspicious import foreign
from .uses import path_of
from .walk import Frame, Here, Intake, Walk, steps_of

DEEPEST = 10
"""Composite actions in composite actions that GitHub allows ("Creating a composite action")."""


def composite(walk: Walk, here: Here, uses: str) -> Mapping[str, str]:
    """Go through the steps of a local action."""
    folder = path_of(uses)
    root = walk.library.action(folder)
    runs = root.get("runs") if root else None
    depth = here.frame.intake.depth if here.frame.intake else 0
    if root is None or runs is None or scalar(runs.get("using")).lower() != "composite":
        why = "there is no such action in the repository" if root is None else "it runs code"
        doubt(walk, here, uses, why)
        return {}
    if depth >= DEEPEST:
        doubt(walk, here, uses, f"actions are nested over {DEEPEST} deep")
        return {}
    steps = runs.get("steps")
    place = f"$GITHUB_WORKSPACE/{folder}"
    frame = Frame(
        scope=inside(here, root, place),
        env={**here.env, "GITHUB_ACTION_PATH": place},
        marks=here.marks,
        intake=Intake(here.line, depth + 1, here.answer),
        folder=folder,
    )
    steps_of(walk, frame, [step for step in steps.items if step.kind == "map"] if steps else ())
    return outputs(frame, root)


def doubt(walk: Walk, here: Here, uses: str, why: str) -> None:
    """A local action that cannot be read counts as one from elsewhere."""
    before = len(walk.doubts)
    foreign(walk, here, uses)
    if len(walk.doubts) == before:
        walk.doubts.append(Doubt(here.line, f"what {uses} does", why, needs_permission=True))
    walk.loose = True


def inside(here: Here, root: Node, place: str) -> Scope:
    """What the steps of an action see: its inputs, where it stands, and no secrets."""
    written = here.inputs()
    declared = root.get("inputs")
    for name, node in declared.entries.items() if declared else ():
        if name.lower() not in written:
            written[name.lower()] = here.scope.write(scalar(node.get("default")))
    values: dict[str, Value] = {}
    origins = {key: text for key, text in here.scope.origins.items() if key.startswith("env.")}
    for name, text in written.items():
        values[name] = text_of(here.scope.value(text))
        if not is_known(text):
            origins[f"inputs.{name}"] = text
    context = {k: v for k, v in here.scope.context.items() if k not in ("secrets", "needs")}
    github = context.get("github")
    if isinstance(github, Mapping):
        context["github"] = Partial({**github, "action_path": place})
    return Scope({**context, "inputs": values, "steps": {}}, origins)


def outputs(frame: Frame, root: Node) -> dict[str, str]:
    """What the action says its outputs are."""
    declared = root.get("outputs")
    scope = replace(frame.scope, context={**frame.scope.context, "steps": frame.steps})
    return {
        name: scope.write(scalar(node.get("value")))
        for name, node in (declared.entries.items() if declared else ())
    }
