"""GitHub: the step that uploads by a command, and whether the publishing action could run there."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..workflows.model import Step
from .cutting import ATTESTED, CONFIGURED, FOLDED, SIGNED, Cut, cut
from .invocations import clean
from .scene import Scene
from .spots import Page, Spot
from .upload_tools import UPLOADERS, Uploader

LINUX = re.compile(r"ubuntu-(latest|\d\d\.\d\d)")
"""GitHub's own runners that have Docker; `ubuntu-slim` is a container, and of `-arm` nothing is
known (docs, "GitHub-hosted runners reference")."""
SHELLS = (None, "bash", "sh")
RUNNER = "the action needs a Linux runner with Docker, and `runs-on` does not name one of GitHub's"
CONTAINER = "the job runs in a container, where the action may not find Docker"
ONCE = "the job uploads more than once, and the action is made for one upload in a job"
SHELL = "its shell is not bash"
FOLDER = "its folder is known in a run only"
LATER = "another step of the job hands the tool its credential"
SHARED = "its block is written elsewhere too, by an anchor"


@dataclass(frozen=True)
class Place:
    """A step that uploads by a command, and its script without that."""

    job: Spot
    step: Spot
    run: Spot
    cut: Cut
    folder: str
    """Below the workspace: where the files are."""
    first: int
    """The file's line of the script's first one, counted from 0."""

    @property
    def tool(self) -> Uploader:
        """What the reader of the script knows of the tool."""
        return UPLOADERS[self.cut.upload.tool]


def place(scene: Scene, name: str | None) -> Place | str:
    """The upload of a job, cut out; or why not, which is empty where nobody asks."""
    job, upload = scene.job(name), scene.upload(name)
    if job is None or upload is None or not scene.served(name):
        return ""
    if not any(step.tool in UPLOADERS for step in upload.uploads):
        return ""
    if len(upload.uploads) > 1:
        return ONCE
    if ATTESTED.search(scene.page.text, job.start, job.end):
        return SIGNED
    return unfit(job) or stepwise(scene, job, upload.uploads[0])


def unfit(job: Spot) -> str:
    """Why the action cannot run in a job; empty where it can."""
    runner = job.get("runs-on")
    names = [runner.value, *(item.value for item in runner.items)] if runner else []
    if job.get("container") is not None:
        return CONTAINER
    known = [LINUX.fullmatch(one) for one in names if one]
    return "" if len(known) == 1 and known[0] else RUNNER


def stepwise(scene: Scene, job: Spot, upload: Step) -> Place | str:
    """The step of an upload."""
    if upload.mark.file != scene.verdict.path:
        return f"{upload.mark.file} runs it"
    steps = job.get("steps")
    for step in steps.items if steps else ():
        run = step.get("run")
        if run is not None and holds(scene.page, run, upload.mark.line - 1):
            if step.shared or run.shared or run.marked or steps is None or steps.shared:
                return SHARED
            return in_step(scene, job, step, upload.mark.line - 1)
    return ""


def holds(page: Page, run: Spot, line: int) -> bool:
    """Whether a script has this line of the file."""
    return page.lines.number(run.start) <= line <= page.lines.number(run.end)


def in_step(scene: Scene, job: Spot, step: Spot, line: int) -> Place | str:
    """The upload on a line of a step."""
    run = step.get("run")
    assert run is not None
    shells = [one.value for one in settings(scene, job, step, "shell")]
    folder = working(scene, job, step)
    first = scene.page.lines.number(run.start) + (run.style == "|")
    outside = without(scene.page.text, (job.start, job.end), [(step.start, step.end)])
    if any(shell not in SHELLS for shell in shells[:1]):
        return SHELL
    if folder is None:
        return FOLDER
    if CONFIGURED.search(outside):
        return LATER
    if run.style != "|" and "\n" in run.value.rstrip("\n"):
        return FOLDED

    def used(word: str) -> bool:
        return bool(re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", outside))

    offset = max(line - first, 0) if run.style == "|" else 0
    found = cut(run.value.rstrip("\n"), offset, used)
    if isinstance(found, str):
        return found
    whole = posixpath.normpath(posixpath.join(folder, found.upload.folder))
    return Place(job, step, run, found, whole, first)


def settings(scene: Scene, job: Spot, step: Spot, key: str) -> Iterator[Spot]:
    """What a step, its job and the workflow say of a script, the nearest first."""
    for one in (
        step.get(key),
        *(top.get("defaults", "run", key) for top in (job, scene.page.root)),
    ):
        if one is not None:
            yield one


def working(scene: Scene, job: Spot, step: Spot) -> str | None:
    """The folder of a script below the workspace; None where it cannot be told."""
    told = next(settings(scene, job, step, "working-directory"), None)
    return "." if told is None or told.value in (".", "./") else clean(told.value)


def without(text: str, part: tuple[int, int], spans: list[tuple[int, int]]) -> str:
    """A part of a text without some spans of it."""
    at, end = part
    found = []
    for start, stop in sorted(spans):
        found.append(text[at : max(start, at)])
        at = max(stop, at)
    return "\n".join([*found, text[at : max(end, at)]])
