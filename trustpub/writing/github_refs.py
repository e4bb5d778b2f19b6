"""GitHub: the events of a workflow file, and the condition on which each job runs.

Expressions compare texts without regard to case and know no patterns (GitHub docs, "Evaluate
expressions"): they tell events and kinds of refs apart, and a shell step tells refs apart.
"""

from ..forges.base import DeclaredPublisher, union
from .jobs import Job
from .refs import events, has_refs, takes_all
from .scalars import glob, regex

Publishers = tuple[DeclaredPublisher, ...]


def filters(publishers: Publishers) -> dict[str, tuple[str, ...]]:
    """What `on: push:` lets through, of each kind."""
    found = {
        "branches": union(p.branches for p in publishers),
        "tags": union(p.tags for p in publishers),
    }
    return {kind: tuple(map(glob, patterns)) for kind, patterns in found.items() if patterns}


def by_hand(publishers: Publishers) -> bool:
    """Whether a person may start the file; nothing else could start one that names no event."""
    return any(p.manual for p in publishers) or not any(map(has_refs, publishers))


def conditions(publisher: DeclaredPublisher, job: str, publishers: Publishers) -> list[str]:
    """What must hold for its job, beyond what the events of the file ask for."""
    if not events(publisher):
        return ["false"]
    pushes = any(map(has_refs, publishers))
    if not has_refs(publisher):
        only = ["github.event_name == 'workflow_dispatch'"] if pushes else []
        return [*only, "github.ref_protected"]
    found = []
    if by_hand(publishers) and not publisher.manual:
        found.append("github.event_name == 'push'")
    kinds = {kind for kind in ("branch", "tag") if publisher.manual or refs(kind, publishers)}
    own = {kind for kind in kinds if refs(kind, (publisher,))}
    if own != kinds:
        found.append(f"github.ref_type == '{own.pop()}'")
    if needs_look(publisher, publishers):
        found.append(f"needs.build.outputs.{job} == 'true'")
    return found


def refs(kind: str, publishers: Publishers) -> tuple[str, ...]:
    """All ref patterns of one kind."""
    return union(p.tags if kind == "tag" else p.branches for p in publishers)


def needs_look(publisher: DeclaredPublisher, publishers: Publishers) -> bool:
    """Whether the file runs for refs of its kinds that it does not name."""
    if not has_refs(publisher):
        return False
    others = [
        pattern
        for kind in ("tag", "branch")
        if refs(kind, (publisher,))
        for pattern in refs(kind, publishers)
        if not takes_all(publisher, refs(kind, (publisher,)), [pattern])
    ]
    return publisher.manual or bool(others)


def looked_at(jobs: tuple[Job, ...]) -> dict[str, str]:
    """Job -> regular expression of the refs it is for, where a look is needed."""
    publishers = tuple(job.publisher for job in jobs)
    return {
        job.id: full_ref(job.publisher) for job in jobs if needs_look(job.publisher, publishers)
    }


def full_ref(publisher: DeclaredPublisher) -> str:
    """Its refs as bash reads them: `*` stops at `/`, as it does in deployment policies."""
    kinds = {"heads": publisher.branches, "tags": publisher.tags}
    each = [f"{kind}/{regex(own, '[^/]*')}" for kind, own in kinds.items() if own]
    return f"^refs/{each[0] if len(each) == 1 else '(' + '|'.join(each) + ')'}$"


def condition(job: Job, publishers: Publishers) -> list[str]:
    """The terms of a job's `if:`.

    A job that was skipped skips those that need it, unless they ask for its result themselves
    (GitHub docs, "Using conditions to control job execution").
    """
    own = conditions(job.publisher, job.id, publishers)
    if all(after.always for after in job.after):
        return own
    fine = ["needs.build.result == 'success'"]
    for after in job.after:
        result = f"needs.{after.job}.result"
        skipped = f"({result} == 'success' || {result} == 'skipped')"
        fine.append(f"{result} == 'success'" if after.always else skipped)
    return ["!cancelled()", *own, *fine]
