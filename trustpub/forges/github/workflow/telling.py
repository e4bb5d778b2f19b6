"""What stays unknown, and why."""

from collections.abc import Iterable, Iterator

from ....model import Unknown
from ....workflows.model import UploadJob
from .assembling import Assembly
from .gathering import Gathered, Key
from .running import known_needs, order
from .shape import Workflow
from .trials import all_worlds


def unknown_of(assembly: Assembly, jobs: Iterable[UploadJob]) -> tuple[Unknown, ...]:
    """Everything behind which an upload could hide, and each upload to an index nobody can name."""
    found: list[Unknown] = []
    for workflow in assembly.evaluation.workflows.values():
        found += flaws(workflow)
        for job in workflow.jobs:
            found += doubts(assembly, (workflow.file, job))
    for upload in jobs:
        unknown = (step for step in upload.uploads if step.index == "unknown")
        found += (where_to(upload, step.line, step.url) for step in unknown)
    return tuple({(one.what, one.why): one for one in found}.values())


def doubts(assembly: Assembly, key: Key) -> Iterator[Unknown]:
    """What may hide an upload in one job, as far as it could be let in."""
    found = assembly.gathered.get(key, Gathered()).doubts
    may_ask = bool(found) and assembly.id_token(key)[0] != "none"
    for doubt in found:
        if may_ask or not doubt.needs_permission:
            yield Unknown(what=f"{key[0]}:{doubt.line} job {key[1]!r}: {doubt.what}", why=doubt.why)


def flaws(workflow: Workflow) -> Iterator[Unknown]:
    """Parts of a workflow that cannot be read."""
    for flaw in workflow.flaws:
        yield Unknown(what=f"{workflow.file}: what it uploads", why=flaw)
    if any(world.why for world in all_worlds(workflow, False)):
        yield Unknown(
            what=f"{workflow.file}: what starts it", why="it has more events than are looked at"
        )
    sorted_out = {job.key for job in order(workflow)}
    for key, job in workflow.jobs.items():
        what = f"{workflow.file}:{job.mark.line} job {key!r}: what it uploads"
        for flaw in dict.fromkeys(job.flaws):
            yield Unknown(what=what, why=flaw)
        if key not in sorted_out:
            yield Unknown(what=what, why="the jobs it needs go round in a circle")
        missing = set(job.needs) - set(known_needs(workflow, job))
        for need in sorted(missing):
            yield Unknown(what=what, why=f"there is no job {need!r}, which it needs")


def where_to(upload: UploadJob, line: int, url: str | None) -> Unknown:
    """An upload whose index cannot be named."""
    why = f"its address {url!r} is known in a run only" if url else "nothing here names its index"
    what = f"{upload.file}:{line} job {upload.job!r}: the index it uploads to"
    return Unknown(what=what, why=why)
