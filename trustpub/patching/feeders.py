"""GitHub: entries of `env:` that fed nothing but an upload that is gone."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .blocks import drop
from .edits import Edits
from .scene import Scene
from .spots import Spot
from .step_places import Place, without

OTHER = "is set, which means nothing to the action"


class Block(NamedTuple):
    """An `env:`, what holds it, and the names of it that go."""

    owner: Spot
    env: Spot
    names: frozenset[str]

    @property
    def all(self) -> bool:
        """Whether nothing of it stays."""
        return {key.value for key, _ in self.env.entries} <= self.names

    def spans(self) -> list[tuple[int, int]]:
        """Where the entries that go stand."""
        return [
            (key.start, value.end) for key, value in self.env.entries if key.value in self.names
        ]


def unfit(scene: Scene, place: Place) -> str:
    """Why the variables do not let the action upload as the command did; empty where they do."""
    for owner in (place.step, place.job, scene.page.root):
        env = owner.get("env")
        for name in [key.value for key, _ in env.entries] if env else ():
            if name.startswith(place.tool.prefix) and not place.tool.variables.fullmatch(name):
                return f"`{name}` {OTHER}"
    return ""


def blocks(scene: Scene, place: Place) -> Iterator[Block]:
    """The entries that go, of the step, of its job and of the workflow."""
    text, spans = scene.page.text, cut_spans(scene, place)
    told = place.cut.text
    for owner in (place.step, place.job, scene.page.root):
        env = owner.get("env")
        if env is None or env.kind != "map" or env.shared:
            continue
        if owner is scene.page.root and others(scene, place):
            continue
        rest = without(text, (owner.start, owner.end), [*spans, (env.start, env.end)])
        inside = {key.value: text[key.start : value.end] for key, value in env.entries}
        fed = [
            name
            for name in inside
            if (place.tool.variables.fullmatch(name) or mentions(told, name))
            and not mentions(rest, name)
        ]
        names = frozenset(
            name
            for name in fed
            if not any(mentions(inside[other], name) for other in inside if other not in fed)
        )
        if names:
            block = Block(owner, env, names)
            spans += block.spans()
            told += "".join(text[start:end] for start, end in block.spans())
            yield block


def cut_spans(scene: Scene, place: Place) -> list[tuple[int, int]]:
    """Where what is cut out of the script stands."""
    if place.cut.whole or place.run.style != "|":
        return [(place.run.start, place.run.end)]
    lines = scene.page.lines
    numbers = [place.first + number for number in place.cut.lines]
    return [(lines.starts[number], lines.end(lines.starts[number])) for number in numbers]


def others(scene: Scene, place: Place) -> bool:
    """Whether other jobs of the file upload with the tool: it reads the workflow's variables."""
    reading = scene.verdict.case.reading
    return any(
        step.tool in (place.cut.upload.tool, "unknown")
        for job in reading.jobs
        if job.file == scene.verdict.path and scene.job(job.job) is not place.job
        for step in job.uploads
    )


def mentions(text: str, name: str) -> bool:
    """Whether a text names a variable."""
    return bool(re.search(rf"\b{re.escape(name)}\b", text))


def outside(scene: Scene, found: list[Block], step: Spot) -> Edits | None:
    """The edits of the blocks that are not the step's own."""
    edits: list[Edits | None] = [
        drop(scene.page, block.owner, {"env"})
        if block.all
        else drop(scene.page, block.env, block.names)
        for block in found
        if block.owner is not step
    ]
    return tuple(edit for one in edits for edit in one or ()) if all(edits) else None
