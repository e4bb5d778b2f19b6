"""The jobs of a pipeline that upload, with all that rules ask about them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ....tree import Mark
from ....workflows.model import Truth, UploadJob
from .describing import describe
from .files import Files
from .made import Made, Run
from .outcomes import extras
from .pipelines import Pipeline
from .sights import Seen
from .steps import Gathered, Way, step, way
from .worlds import ALL

MOST_COPIES = 500
"""Combinations of a matrix and of variables of rules that are looked at."""


def uploading(pipeline: Pipeline) -> Iterator[UploadJob]:
    """Every job of a pipeline that uploads somewhere."""
    names = (name for made in pipeline.all_made for name in made.jobs)
    for name in dict.fromkeys(names):
        if not worth_it(pipeline, name):
            continue
        runs = [run for world in ALL for run in pipeline.runs(name, world) if run.truth != "no"]
        if runs:
            yield from of_job(pipeline, name, runs)
    lost(pipeline)


def worth_it(pipeline: Pipeline, name: str) -> bool:
    """Whether a job could upload, whatever lets it in: the rest need not be worked out."""
    return any(
        seen.sights or seen.opaque
        for made in pipeline.all_made
        if name in made.jobs
        for seen in looks(pipeline, name, [(made, extra) for extra in extras(made.jobs[name])])
    )


def looks(pipeline: Pipeline, name: str, ways: Iterable[Way]) -> Iterator[Seen]:
    """What every copy of a job does, as far as there are not too many."""
    copies = ((made, extra, row) for made, extra in ways for row in made.jobs[name].rows)
    for number, (made, extra, row) in enumerate(copies):
        if number == MOST_COPIES:
            pipeline.files.doubt(f"{pipeline.top} job {name}", f"has over {MOST_COPIES} copies")
            return
        yield made.see(name, extra, row, pipeline.files.snapshot)


def of_job(pipeline: Pipeline, name: str, runs: list[Run]) -> Iterator[UploadJob]:
    """A job that can run, if it uploads."""
    found: dict[object, Gathered] = {}
    builds: dict[Mark, None] = {}
    ways = dict.fromkeys(way(run) for run in runs)
    for one in ways:
        for seen in looks(pipeline, name, [one]):
            builds |= dict.fromkeys(seen.builds)
            doubts(pipeline.files, seen)
            for sight in seen.sights:
                found.setdefault(sight, Gathered(sight)).ways[one] = None
    if found:
        steps = tuple(step(one, pipeline, name) for one in found.values())
        first = next(iter(ways))[0].jobs[name]
        known = describe(first, list(ways), steps, tuple(builds))
        yield replace(
            known,
            tops=(pipeline.top,),
            reusable="callee" if pipeline.parent else "none",
            waits=waits(runs, name),
        )


def doubts(files: Files, seen: Seen) -> None:
    """Commands that nobody can see through, and addresses that are not in the files."""
    for words, why, mark in seen.opaque:
        files.doubt(f"{mark.file}:{mark.line} {words}", why)
    for sight in seen.sights:
        if sight.upload.index == "unknown":
            what = f"{sight.mark.file}:{sight.mark.line} index of the upload"
            files.doubt(what, f"the address {sight.upload.url or '?'} is not in the files")


def waits(runs: list[Run], name: str) -> Truth:
    """Whether a person starts the job in every run, or one that holds it up."""
    cases = {run.waits or held_up(run.made, run, name) for run in runs}
    return "yes" if cases == {True} else "no"


def held_up(made: Made, run: Run, name: str) -> bool:
    """Whether an earlier stage waits for a person."""
    return made.presence(run.arrived).blocked(made.jobs[name])


def lost(pipeline: Pipeline) -> None:
    """What jobs are made of and no file defines; where includes are not read, that was said."""
    for made in pipeline.all_made:
        config, files = made.config, pipeline.files
        if config.remotes:
            continue
        for name, parents in config.missing.items():
            place = config.place(name)
            why = f"extends {', '.join(dict.fromkeys(parents))}, which no file defines"
            files.doubt(f"{place.file}:{place.line} {name}", why)
        for mark, path in config.dangling.items():
            files.doubt(f"{mark.file}:{mark.line} !reference [{path}]", "no file defines it")
