"""The worlds in which a workflow can run: by event, ref, activity and choice of inputs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from .activities import ACTIVITIES, ANY_NAME, HEAD, PULL_REQUESTS, TAG
from .coercion import text_of
from .dispatch_inputs import combinations_of, declared, defaults, given_by_hand, given_or_default
from .evaluate import template
from .github_context import github_of, no_action, ref_of, told
from .github_glob import admits_some
from .push_filters import Globs, admitted, pushed, texts_of
from .values import Partial, Pattern, Unknown, Value

MOST_WORLDS = 256
"""Beyond this, inputs and then activities are taken together as unknown."""
BOUNDS = ((MOST_WORLDS, True), (128, True), (32, True), (1, True), (1, False))
"""Most ways to fill in the inputs, and whether activities are told apart; tried in this order."""
TRIGGERS = {"release": "release", "workflow_dispatch": "dispatch", "schedule": "schedule"}


@dataclass(frozen=True)
class World:
    """One way a workflow can be started, as far as it is known beforehand."""

    event: str
    trigger: str
    """tags, branches, release, dispatch, schedule or other."""
    github: Mapping[str, Value] = field(default_factory=Partial, hash=False)
    inputs: Mapping[str, Value] = field(default_factory=dict, hash=False)
    patterns: Globs = ()
    """Filter list of the tags or branches that start it; the ones aimed at for pull requests."""
    defaults: Mapping[str, Value] = field(default_factory=dict, hash=False)
    """Defaults of the declared inputs."""
    why: str = ""
    """Why nothing is known, where `on:` cannot be read."""

    def context(self) -> dict[str, Value]:
        """The contexts this world knows; the others are unknown."""
        return {"github": self.github, "inputs": self.inputs}


def worlds(on: object) -> tuple[World, ...]:
    """The worlds of a workflow's `on:`, given as plain data with text keys; never raises."""
    events = settings_of(on)
    if not events:
        return (unreadable(on),)
    for most_inputs, activities in BOUNDS:
        found = [
            w for name, own in events.items() for w in started(name, own, most_inputs, activities)
        ]
        if len(found) <= MOST_WORLDS:
            return tuple(found)
    return (unreadable("more events than can be looked at"),)


def called_world(caller: World, on: object, given: Mapping[str, Value]) -> World:
    """The world of a called workflow: that of its caller, with the inputs it is given.

    "Reuse workflows" in GitHub's docs: the `github` context is always that of the caller.
    """
    settings = settings_of(on).get("workflow_call")
    inputs = {
        name: template(value, caller.context())
        for name, value in given_or_default(settings, given).items()
    }
    return replace(caller, inputs=inputs, defaults=defaults(settings))


def settings_of(on: object) -> dict[str, object]:
    """Event -> its settings, however `on:` is written."""
    if isinstance(on, Mapping):
        return {str(name): own for name, own in on.items()}
    return dict.fromkeys(texts_of(on)) if isinstance(on, str | list | tuple) else {}


def unreadable(on: object) -> World:
    """The world of which nothing is known."""
    why = f"`on:` names no event: {str(on)[:60]!r}"
    return World("", "other", inputs=Partial(), why=why)


def started(event: str, own: object, most_inputs: int, activities: bool) -> Iterator[World]:
    """The worlds of one event."""
    if event == "schedule":
        return scheduled(own if activities else None)
    settings = own if isinstance(own, Mapping) else {}
    if event == "push":
        return pushes(settings)
    if event == "workflow_dispatch":
        return dispatched(settings, most_inputs)
    if event == "workflow_call":
        return iter([called(settings)])
    return others(event, settings, activities)


def pushes(settings: Mapping[str, object]) -> Iterator[World]:
    """A push of a tag, and of a branch."""
    for kind, globs in pushed(settings).items():
        if admits_some(globs) is not False:
            ref = Pattern(TAG if kind == "tags" else HEAD, globs)
            yield World("push", kind, github_of("push", ref, {"ref": ref}), patterns=globs)


def dispatched(settings: Mapping[str, object], most: int) -> Iterator[World]:
    """A run by hand, on a branch or on a tag, for each choice of inputs."""
    for inputs in combinations_of(settings, most // 2):
        sent = {name: sent_text(value) for name, value in inputs.items()} or None
        for prefix in (HEAD, TAG):
            ref = Pattern(prefix)
            github = github_of("workflow_dispatch", ref, {"inputs": sent, "ref": ref})
            own = defaults(settings)
            yield World("workflow_dispatch", "dispatch", github, inputs, ANY_NAME, own)


def sent_text(value: Value) -> Value:
    """An input as `github.event.inputs` has it: booleans are texts there."""
    return text_of(value) if isinstance(value, bool) else value


def scheduled(own: object) -> Iterator[World]:
    """A run by the clock, for each line of the schedule."""
    lines = own if isinstance(own, list | tuple) else [None]
    for line in lines or [None]:
        cron = line.get("cron") if isinstance(line, Mapping) else None
        known = cron if isinstance(cron, str) else Unknown("the schedule is not known", truth=True)
        github = github_of("schedule", Pattern(HEAD), {"schedule": known})
        yield World("schedule", "schedule", github)


def called(settings: Mapping[str, object]) -> World:
    """A call from another workflow, of which only the inputs' names are known."""
    inputs: dict[str, Value] = {name: given_by_hand(name) for name in declared(settings)}
    return World("workflow_call", "other", inputs=inputs, defaults=defaults(settings))


def others(event: str, settings: Mapping[str, object], activities: bool) -> Iterator[World]:
    """Every other event, for each of its activity types."""
    types = texts_of(settings.get("types")) or tuple(ACTIVITIES.get(event, "").split())
    actions: tuple[Value, ...] = types if activities else ()
    aimed = admitted(settings, "branches") if event in PULL_REQUESTS else None
    if aimed is not None and admits_some(aimed) is False:
        return
    for action in actions or (no_action(event, types),):
        payload: dict[str, Value] = {"action": action, **told(event, action)}
        github = github_of(event, ref_of(event, action, aimed), payload)
        if event in PULL_REQUESTS:
            github["base_ref"] = Pattern("", aimed or ANY_NAME)
        patterns = ANY_NAME if event == "release" else aimed or ()
        yield World(event, TRIGGERS.get(event, "other"), github, patterns=patterns)
