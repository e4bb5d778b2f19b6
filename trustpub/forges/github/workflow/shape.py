"""A workflow file as its parts: events, jobs and steps, malformed ones left out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ....tree import Mark, Node
from ..expressions.events import World, worlds
from .lines import Span

REUSABLE = "workflow_call"
SCALARS = ("text", "number", "bool")


@dataclass(frozen=True, eq=False)
class Job:
    """One job; `calls` is its own `uses:`, for a job that is a call of another workflow."""

    key: str
    mark: Mark
    node: Node
    needs: tuple[str, ...]
    steps: tuple[Node, ...]
    calls: str | None
    flaws: tuple[str, ...] = ()
    """What in it cannot be read, where an upload could hide behind it."""


@dataclass(frozen=True, eq=False)
class Workflow:
    """One file in `.github/workflows`."""

    file: str
    root: Node
    lines: tuple[str, ...]
    """Its text."""
    events: Mapping[str, Mark]
    jobs: Mapping[str, Job]
    flaws: tuple[str, ...] = ()

    @cached_property
    def spans(self) -> Mapping[str, Span]:
        """The lines of each job: up to the next one."""
        places = sorted((job.mark.line, key) for key, job in self.jobs.items())
        ends = [line for line, _ in places[1:]] + [len(self.lines) + 2]
        return {
            key: Span(line, max(line, end - 1))
            for (line, key), end in zip(places, ends, strict=True)
        }

    @cached_property
    def worlds(self) -> tuple[World, ...]:
        """The worlds in which its events start it: every trial of a run begins with them."""
        on = self.root.get("on")
        return () if on is None or not self.events else worlds(on.plain())

    @property
    def callable(self) -> bool:
        """Whether another workflow may call it."""
        return REUSABLE in self.events


def workflow(file: str, root: Node, text: str) -> Workflow:
    """A mapping as a workflow."""
    jobs, flaws = jobs_of(root)
    events = events_of(root)
    if not events and jobs:
        flaws += ("it names no event under `on`",)
    return Workflow(file, root, tuple(text.splitlines()), events, jobs, flaws)


def events_of(root: Node) -> dict[str, Mark]:
    """The events under `on`: a name, a list of names, or a mapping of them."""
    on = root.get("on")
    if on is None:
        return {}
    if on.kind == "map":
        return dict(on.keys)
    nodes = on.items if on.kind == "list" else (on,)
    return {node.text: node.mark for node in nodes if node.kind == "text" and node.text}


def jobs_of(root: Node) -> tuple[dict[str, Job], tuple[str, ...]]:
    """The jobs by their keys, and what of `jobs` is none."""
    jobs = root.get("jobs")
    if jobs is None or jobs.kind != "map":
        return {}, ("`jobs` is no mapping",)
    found: dict[str, Job] = {}
    flaws: list[str] = []
    for key, node in jobs.entries.items():
        if node.kind == "map":
            found[key] = job(key, jobs.keys[key], node)
        else:
            flaws.append(f"job {key!r} is no mapping")
    return found, tuple(flaws)


def job(key: str, mark: Mark, node: Node) -> Job:
    """A mapping as a job."""
    calls = node.get("uses")
    steps = node.get("steps")
    flaws = []
    if steps is not None and steps.kind != "list":
        flaws.append("its `steps` are no list")
    if calls is not None and calls.kind != "text":
        flaws.append("its `uses` is no text")
    listed = tuple(unpacked(steps.items)) if steps else ()
    good = tuple(step for step in listed if step.kind == "map")
    if len(good) < len(listed):
        flaws.append("a step of it is no mapping")
    if steps is None and calls is None:
        flaws.append("it has neither `steps` nor `uses`")
    for step in good:
        part = step.get("uses") or step.get("run")
        if part is not None and part.kind != "text":
            flaws.append("a step of it has a `uses` or `run` that is no text")
    return Job(key, mark, node, texts(node.get("needs")), good, scalar(calls) or None, tuple(flaws))


def unpacked(steps: Iterable[Node]) -> Iterator[Node]:
    """Steps, and in place of a step `parallel:` those in it (workflow-v1.0.json, parallel-step)."""
    for step in steps:
        inner = step.get("parallel")
        if inner is not None and inner.kind == "list":
            yield from unpacked(inner.items)
        else:
            yield step


def texts(node: Node | None) -> tuple[str, ...]:
    """A text or a list of texts, as a list."""
    if node is None:
        return ()
    nodes = node.items if node.kind == "list" else (node,)
    return tuple(item.text for item in nodes if item.kind in SCALARS)


def scalar(node: Node | None) -> str:
    """A scalar as it is written; nothing for what is none, or empty."""
    return node.text if node is not None and node.kind in SCALARS else ""


def scalars(node: Node | None) -> dict[str, str]:
    """A mapping of scalars (`env`, `with`): texts as GitHub makes them; others are left out."""
    if node is None or node.kind != "map":
        return {}
    return {
        key: value.text.lower() if value.kind == "bool" else value.text
        for key, value in node.entries.items()
        if value.kind in SCALARS or value.kind == "null"
    }
