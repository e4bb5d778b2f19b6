"""Sights of one upload in several worlds, as one Step that knows which runs come to it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ....workflows.model import Step, Trial, Trigger, Truth
from .job import Row
from .made import Made, Run
from .pipelines import Pipeline
from .sights import Sight
from .truth import alike, both, either
from .worlds import ALL, ON_TAGS, World, tried

Way = tuple[Made, Row]
"""A configuration, and the variables of the rules that let a job in."""


@dataclass
class Gathered:
    """An upload and all ways to it."""

    sight: Sight
    ways: dict[Way, None] = field(default_factory=dict)


def way(run: Run) -> Way:
    """What decides about what a job does in a run."""
    return run.made, run.outcome.extra


def step(found: Gathered, pipeline: Pipeline, name: str) -> Step:
    """The upload as rules see it."""
    upload, ways = found.sight.upload, frozenset(found.ways)

    def comes(world: World) -> Truth:
        runs = pipeline.runs(name, world)
        mine = [run.truth for run in runs if way(run) in ways]
        if mine and len(mine) == len(runs) and both(run.some for run in runs) == "yes":
            return "yes"
        strange = any(run.made not in pipeline.all_made for run in runs)
        return "unknown" if strange and not mine else either(mine)

    return Step(
        index=upload.index,
        tool=upload.tool,
        mark=found.sight.mark,
        line=found.sight.line,
        url=upload.url,
        url_mark=found.sight.mark if upload.url else None,
        auth=found.sight.auth,
        tokens=found.sight.tokens,
        attestations=upload.attestations,
        attestations_mark=found.sight.mark if upload.attestations is not None else None,
        triggers=triggers(world for world in ALL if comes(world) != "no"),
        reach=lambda trial: alike(comes(world) for world in tried(trial)),
    )


def triggers(worlds: Iterable[World]) -> tuple[Trigger, ...]:
    """The events of worlds; a tag that somebody picks is told by the push of it."""
    there = list(worlds)
    pushed = any(world.trigger == "tags" for world in there)
    return tuple(sorted({w.trigger for w in there if not (pushed and w in ON_TAGS)}))


def joined(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Steps that are one upload, reached in several pipelines, as one."""
    found: dict[tuple[object, ...], list[Step]] = {}
    for one in steps:
        key = (one.index, one.tool, one.mark, one.line, one.url, one.auth, one.tokens)
        found.setdefault(key, []).append(one)
    return tuple(whole(same) for same in found.values())


def whole(same: list[Step]) -> Step:
    """One step of several that differ in nothing but their runs."""
    if len(same) == 1:
        return same[0]

    def reach(trial: Trial) -> Truth:
        return either(one.reach(trial) for one in same)

    union = tuple(sorted({trigger for one in same for trigger in one.triggers}))
    return replace(same[0], triggers=union, reach=reach)
