"""The worlds of `on:`."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trustpub.forges.github.expressions.evaluate import Truth, condition
from trustpub.forges.github.expressions.events import MOST_WORLDS, World, called_world, worlds
from trustpub.forges.github.expressions.values import Pattern, Unknown

STATUS = {"success": True, "failure": False, "cancelled": False}
HEADS, TAGS = "refs/heads/", "refs/tags/"


def kinds(on: object) -> set[tuple[str, str, tuple[str, ...]]]:
    """Event, trigger and patterns of each world."""
    return {(world.event, world.trigger, world.patterns) for world in worlds(on)}


TAG, BRANCH = ("push", "tags"), ("push", "branches")
ALL = ("**",)

PUSHES: list[tuple[Any, set[tuple[str, str, tuple[str, ...]]]]] = [
    ("push", {(*TAG, ALL), (*BRANCH, ALL)}),
    (["push"], {(*TAG, ALL), (*BRANCH, ALL)}),
    ({"push": None}, {(*TAG, ALL), (*BRANCH, ALL)}),
    ({"push": {}}, {(*TAG, ALL), (*BRANCH, ALL)}),
    ({"push": {"paths": ["src/**"]}}, {(*TAG, ALL), (*BRANCH, ALL)}),
    ({"push": {"branches": ["main"]}}, {(*BRANCH, ("main",))}),
    ({"push": {"branches": "main"}}, {(*BRANCH, ("main",))}),
    ({"push": {"branches": [1.0]}}, {(*BRANCH, ("1",))}),
    ({"push": {"branches-ignore": ["dev/**"]}}, {(*BRANCH, ("**", "!dev/**"))}),
    ({"push": {"branches-ignore": ["**"]}}, set()),
    ({"push": {"tags": ["v*", "!v0*"]}}, {(*TAG, ("v*", "!v0*"))}),
    ({"push": {"tags-ignore": ["v*"]}}, {(*TAG, ("**", "!v*"))}),
    ({"push": {"tags": ["!v*"]}}, set()),
    ({"push": {"tags": ["v*"], "paths": ["x"]}}, {(*TAG, ("v*",))}),
    ({"push": {"branches": ["main"], "tags": ["v*"]}}, {(*BRANCH, ("main",)), (*TAG, ("v*",))}),
    ({"push": {"branches": []}}, {(*TAG, ALL), (*BRANCH, ALL)}),
    ({"push": {"branches": None}}, {(*TAG, ALL), (*BRANCH, ALL)}),
    ({"push": ["main"]}, {(*TAG, ALL), (*BRANCH, ALL)}),
    ({"push": {"tags": ["v["]}}, {(*TAG, ("v[",))}),
]


@pytest.mark.parametrize(("on", "expected"), PUSHES, ids=[repr(row[0]) for row in PUSHES])
def test_pushes(on: object, expected: set[tuple[str, str, tuple[str, ...]]]) -> None:
    """A filter for one kind of ref leaves the other out; paths do not touch tags."""
    assert expected == kinds(on)


@pytest.mark.parametrize(
    ("event", "trigger", "actions", "prefixes"),
    [
        ("release", "release", 7, {TAGS}),
        ("workflow_dispatch", "dispatch", 1, {HEADS, TAGS}),
        ("schedule", "schedule", 1, {HEADS}),
        ("pull_request", "other", 3, {"refs/pull/"}),
        ("pull_request_target", "other", 3, {HEADS}),
        ("workflow_run", "other", 3, {HEADS}),
        ("repository_dispatch", "other", 1, {HEADS}),
        ("create", "other", 1, {"refs/"}),
        ("merge_group", "other", 1, {"refs/heads/gh-readonly-queue/"}),
        ("issues", "other", 20, {HEADS}),
        ("watch", "other", 1, {HEADS}),
    ],
)
def test_events(event: str, trigger: str, actions: int, prefixes: set[str]) -> None:
    """Each event has its trigger, its default activities and its refs."""
    found = worlds([event])

    assert {(event, trigger)} == {(world.event, world.trigger) for world in found}
    assert prefixes == {r.prefix for w in found if isinstance(r := w.github["ref"], Pattern)}
    assert actions == len({str(activity(world)) for world in found})


def activity(world: World) -> object:
    """`github.event.action` of a world."""
    event = world.github["event"]
    assert isinstance(event, dict)
    return event["action"]


def holds(text: str, on: object) -> set[str]:
    """What a condition is in the worlds of `on:`."""
    return {condition(text, world.context(), STATUS).value for world in worlds(on)}


PUBLISHED = {"release": {"types": ["published"]}}
BOTH = {"push": {"branches": ["main"]}, **PUBLISHED}
DISPATCH = {
    "workflow_dispatch": {
        "inputs": {
            "index": {"type": "choice", "options": ["testpypi", "pypi"]},
            "dry": {"type": "boolean", "default": True},
            "why": None,
        }
    }
}
CONDITIONS = [
    ("github.event_name == 'release'", PUBLISHED, {"true"}),
    ("github.event_name == 'release'", BOTH, {"true", "false"}),
    ("github.event.action == 'published'", PUBLISHED, {"true"}),
    ("github.event.action == 'created'", PUBLISHED, {"false"}),
    ("github.event.action == 'created'", "push", {"false"}),
    ("startsWith(github.ref, 'refs/tags/')", PUBLISHED, {"true"}),
    ("github.ref_type == 'tag'", PUBLISHED, {"true"}),
    ("github.ref_name == 'main'", {"push": {"branches": ["main"]}}, {"true"}),
    ("github.ref_name == 'main'", {"push": {"tags": ["v*"]}}, {"false"}),
    ("startsWith(github.event.ref, 'refs/tags/v')", {"push": {"tags": ["v*"]}}, {"true"}),
    ("startsWith(github.event.ref, 'refs/tags/v')", PUBLISHED, {"false"}),
    ("github.event.release.prerelease", PUBLISHED, {"unknown"}),
    ("github.event.release.draft", PUBLISHED, {"false"}),
    ("github.event.release.prerelease", {"release": {"types": "prereleased"}}, {"true"}),
    ("github.event.release.prerelease", {"release": {"types": "released"}}, {"false"}),
    ("github.event.release", "push", {"false"}),
    ("github.event.pull_request.merged", "push", {"false"}),
    ("github.event.pull_request.merged", {"pull_request": {"types": ["closed"]}}, {"unknown"}),
    ("github.ref_type == 'tag'", "pull_request", {"false"}),
    ("github.ref == 'refs/heads/main'", {"pull_request": {"types": ["closed"]}}, {"unknown"}),
    ("github.ref == 'refs/heads/main'", "pull_request", {"false"}),
    ("github.base_ref == 'main'", {"pull_request": {"branches": ["main"]}}, {"true"}),
    ("github.head_ref == 'main'", "pull_request", {"unknown"}),
    ("github.head_ref", "push", {"false"}),
    ("inputs.index == 'pypi'", DISPATCH, {"true", "false"}),
    ("inputs.index == 'other'", DISPATCH, {"false"}),
    ("inputs.dry == true", DISPATCH, {"true", "false"}),
    ("github.event.inputs.dry == 'true'", DISPATCH, {"true", "false"}),
    ("github.event.inputs.dry == true", DISPATCH, {"false"}),
    ("inputs.why == 'x'", DISPATCH, {"unknown"}),
    ("inputs.absent", DISPATCH, {"false"}),
    ("github.event.inputs.index", "workflow_dispatch", {"false"}),
    ("inputs.index", "push", {"false"}),
    ("github.event.schedule == '0 0 * * *'", {"schedule": [{"cron": "0 0 * * *"}]}, {"true"}),
    ("github.event.schedule", "push", {"false"}),
    ("github.repository == 'octo/pkg'", "push", {"unknown"}),
    ("github.repository", "push", {"true"}),
    ("github.event.client_payload.x", {"repository_dispatch": {"types": ["go"]}}, {"unknown"}),
    ("github.event.action == 'go'", {"repository_dispatch": {"types": ["go"]}}, {"true"}),
    ("github.event_name == 'push'", "workflow_call", {"unknown"}),
    ("github.event_name == 'push'", "new_event", {"false"}),
    ("github.ref == 'refs/heads/x'", "new_event", {"unknown"}),
    ("github.event_name == 'push'", None, {"unknown"}),
    ("inputs.x", None, {"unknown"}),
    ("github.event.workflow_run.conclusion == 'success'", "workflow_run", {"unknown"}),
    ("github.ref == format('refs/heads/{0}', github.event.x)", PUBLISHED, {"false"}),
]


@pytest.mark.parametrize(("text", "on", "expected"), CONDITIONS)
def test_conditions_in_worlds(text: str, on: object, expected: set[str]) -> None:
    """What a condition comes to in the worlds of a workflow."""
    assert expected == holds(text, on)


def test_inputs_with_their_defaults() -> None:
    """Defaults are noted, the type's own where none is written."""
    assert {"index": "", "dry": True, "why": ""} == worlds(DISPATCH)[0].defaults


def test_too_many_inputs_become_unknown() -> None:
    """At most 256 worlds; what goes beyond is unknown, not left out."""
    inputs = {f"i{n}": {"type": "boolean"} for n in range(20)}
    found = worlds({"workflow_dispatch": {"inputs": inputs}})

    assert MOST_WORLDS == len(found)
    assert {True, False} == {world.inputs["i0"] for world in found}
    assert all(isinstance(world.inputs["i19"], Unknown) for world in found)


def test_other_events_leave_room_for_inputs() -> None:
    """Beside other events fewer inputs are told apart, but not none."""
    inputs = {f"i{n}": {"type": "boolean"} for n in range(20)}
    found = worlds({"push": None, "workflow_dispatch": {"inputs": inputs}})

    assert 130 == len(found)
    assert {True, False} == {w.inputs["i0"] for w in found if w.event == "workflow_dispatch"}


def test_too_many_activities_become_unknown() -> None:
    """Beyond the bound an event is one world with an unknown activity."""
    found = worlds({"release": {"types": [f"t{n}" for n in range(300)]}, "push": None})

    assert 3 == len(found)
    assert isinstance(activity(found[0]), Unknown)


def test_too_many_events_are_one_unknown_world() -> None:
    """A flood of events is one world of which nothing is known."""
    (found,) = worlds([f"event{n}" for n in range(500)])

    assert ("", "other") == (found.event, found.trigger)
    assert found.why


@pytest.mark.parametrize("on", [None, 3, "", [], {}, [None], [{}], True])
def test_malformed_on_is_an_unknown_world(on: object) -> None:
    """An `on:` that names no event says so."""
    (found,) = worlds(on)

    assert "other" == found.trigger
    assert "`on:` names no event" in found.why


CALLED = {
    "workflow_call": {
        "inputs": {
            "index": {"type": "string", "default": "testpypi"},
            "Really": {"type": "boolean"},
            "count": {"type": "number"},
            "where": {"type": "string"},
            "ref": {"type": "string", "default": "${{ github.event_name }}"},
        }
    }
}


def test_called_workflow_takes_the_callers_world() -> None:
    """The `github` context is the caller's, inputs are given or defaults."""
    caller = worlds({"push": {"tags": ["v*"]}})[0]
    got = called_world(caller, CALLED, {"INDEX": "pypi", "unheard": 1})

    expected = {"index": "pypi", "Really": False, "count": 0, "where": "", "ref": "push"}
    assert expected == got.inputs
    assert (caller.github, "tags") == (got.github, got.trigger)


def test_call_without_caller_knows_names_only() -> None:
    """Without a caller every input is unknown."""
    (found,) = worlds(CALLED)

    assert ("workflow_call", "other") == (found.event, found.trigger)
    assert all(isinstance(value, Unknown) for value in found.inputs.values())
    assert "testpypi" == found.defaults["index"]


KEYS = (
    *("push", "branches", "tags", "inputs", "types", "type", "options", "schedule", "cron"),
    *("release", "workflow_dispatch", "workflow_call", "pull_request", "tags-ignore"),
)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["push", "v*", "![", "boolean"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(DATA)
def test_nothing_raises(on: object) -> None:
    """Any data gives worlds, never too many."""
    found = worlds(on)

    assert len(found) <= MOST_WORLDS
    for world in found:
        called_world(world, on, {"x": 1})
        assert condition("github.ref == 'x' || inputs.y", world.context()) in Truth
