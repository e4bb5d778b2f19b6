"""A whole organisation and group from tokens to `done`, publishing all the way."""

from collections import Counter
from typing import Any

from .conftest import Begin
from .removed import asked_twice, names, removals, unproved
from .walks import Walk, left_behind
from .worlds import World


def stages(ended: Any) -> dict[str, int]:
    """How many projects are at each stage."""
    return dict(Counter(one["stage"] for one in ended.document()["projects"]))


def told(walk: Walk) -> None:
    """When each step was over."""
    for name, seconds in walk.log:
        print(f"{seconds:7.1f} s  {name}")


def test_every_project_walks_to_done_and_can_publish_all_the_way(
    begin: Begin, large: World
) -> None:
    """By token or by publisher, at every step; nothing goes unproved, unknown or twice."""
    walk = begin()
    first, second = large.works[::2], large.works[1::2]
    everyone, both = large.everyone(), {"token", "oidc"}

    walk.publish("the start", walk.sample(3))
    assert {"token"} == set(walk.trials.ways.values())
    walk.register()
    runs = [walk.apply()]
    assert set(large.planted) == walk.hands.kept(), "nothing goes before a project is swapped"
    taken = walk.swap(first)
    walk.publish("the swap of one half", [*first, *walk.sample()])
    assert both == set(walk.trials.ways.values())
    runs.append(walk.apply())
    needed = {k for k in large.tokens() if any(large.planted[k].reaches(w) for w in second)}
    assert needed <= walk.hands.kept(), "the other half needs them"
    assert any(shared(key) for key in needed)
    walk.publish("the first removals", [*first, *walk.sample()])
    taken += walk.swap(second)
    walk.publish("the swap of the other half", second)
    runs.append(walk.apply())
    needed = {key for key in walk.hands.kept() if key.name in ("TWINE_PASSWORD", "RELEASE_KEY")}
    assert {"acme", "forge/tools"} <= {key.holder for key in needed}, "outsiders need them"
    walk.publish("the second removals", everyone)
    walk.clean()
    walk.publish("the swap of those who do not migrate", large.outsiders)
    runs.append(walk.apply())
    walk.publish("the last removals", everyone)
    runs.append(walk.command.confirm("revoked", large.works))
    runs.append(walk.command.fleet_run("status", "--format", "json"))
    told(walk)

    assert [] == walk.failed
    assert {"oidc"} == set(walk.trials.ways.values())
    projects = runs[-1].document()["projects"]
    assert [] == [(p["repository"], p["why"]) for p in projects if p["stage"] != "done"]
    assert [1, 1, 1, 1, 0, 0] == [one.code for one in runs]
    assert taken > 0
    assert set(large.planted) - large.tokens() == walk.hands.kept()
    assert [] == left_behind(walk, *runs)
    judge(walk)


def shared(key: Any) -> bool:
    """Whether it is kept above the repositories."""
    return key.level in ("organization", "group", "instance")


def judge(walk: Walk) -> None:
    """What the event log says of the removals."""
    world, events = walk.world, walk.command.sandbox.events("all")
    known = names(world.planted, walk.hands.schedules())
    gone = [key for _, key in removals(events, known)]

    assert world.tokens() == set(gone)
    assert len(gone) == len(set(gone))
    assert [] == asked_twice(events)
    assert [] == unproved(world, events, known)


def test_pages_of_every_format_hold_no_value(begin: Begin, large: World) -> None:
    """Text, markdown and a page; `status` and `next`."""
    walk = begin()
    walk.command.write(large.works[:12] + large.works[60:70])

    runs = [
        walk.command.fleet_run(step, "--format", form)
        for step, form in (("status", "text"), ("status", "html"), ("next", "markdown"))
    ]

    assert [1, 1, 1] == [one.code for one in runs]
    assert all(len(one.out) > 2000 for one in runs)
    assert [] == left_behind(walk, *runs)
