"""A run that is tried in thought: the worlds of its trigger, with a ref that is known."""

from collections.abc import Iterator
from dataclasses import replace

from ....workflows.model import Trial
from ..expressions.activities import HEAD, TAG
from ..expressions.events import World
from ..expressions.github_glob import matches
from ..expressions.values import Partial, Pattern, Value
from .shape import REUSABLE, Workflow

KINDS = {TAG: "tag", HEAD: "branch"}


def all_worlds(workflow: Workflow, is_called: bool) -> tuple[World, ...]:
    """The worlds in which an event starts a workflow; a call only where no caller is seen."""
    found = workflow.worlds
    return tuple(world for world in found if not (world.event == REUSABLE and is_called))


def tried_worlds(workflow: Workflow, is_called: bool, trial: Trial) -> Iterator[tuple[World, bool]]:
    """The worlds of a trial that the filters under `on` let through, and whether surely."""
    for world in all_worlds(workflow, is_called):
        same = trial.event in (None, world.event) or bool(world.why)
        if world.trigger != trial.trigger or not same:
            continue
        passes = passed(world, trial.ref)
        if passes is not False:
            yield on_ref(world, trial.ref), passes is True


def passed(world: World, name: str) -> bool | None:
    """Whether the filters of a push let a ref through."""
    return matches(world.patterns, name) if world.event == "push" else True


def on_ref(world: World, name: str) -> World:
    """A world in which the ref is known."""
    ref = world.github.get("ref")
    if not isinstance(ref, Pattern) or ref.prefix not in KINDS:
        return world
    known: dict[str, Value] = {
        "ref": f"{ref.prefix}{name}",
        "ref_name": name,
        "ref_type": KINDS[ref.prefix],
    }
    return replace(world, github=Partial({**world.github, **known, **told(world, name)}))


def told(world: World, name: str) -> dict[str, Value]:
    """What the payload of a release says of its tag."""
    event = world.github.get("event")
    release = event.get("release") if isinstance(event, Partial) else None
    if not isinstance(event, Partial) or not isinstance(release, Partial):
        return {}
    return {"event": Partial({**event, "release": Partial({**release, "tag_name": name})})}
