"""Everything a job takes in by `uses:`, that of local actions included."""

from collections.abc import Iterable, Iterator

from ....tree import Node
from ....workflows.model import Use
from .library import Library
from .shape import Job, scalar
from .uses import is_local, path_of, use


def uses_of(library: Library, job: Job) -> Iterator[Use]:
    """The job's own `uses:`, or those of its steps, whether they run or not."""
    if job.calls:
        return use(job.node)
    return uses_in(library, job.steps, set())


def uses_in(library: Library, steps: Iterable[Node], met: set[str]) -> Iterator[Use]:
    """The `uses:` of steps, and of the steps of local actions, each action once."""
    for step in steps:
        yield from use(step)
        text = scalar(step.get("uses")).strip()
        folder = path_of(text)
        if not is_local(text) or folder in met:
            continue
        met.add(folder)
        root = library.action(folder)
        inner = root.get("runs", "steps") if root else None
        steps = [item for item in inner.items if item.kind == "map"] if inner else []
        yield from uses_in(library, steps, met)
