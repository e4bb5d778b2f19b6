"""GitHub: a publisher's job, and the one that builds, behind the jobs of a file."""

import re
from collections.abc import Iterator

from ..chain.model import Finding, Link
from ..forges.base import DeclaredPublisher
from ..writing.actions import ACTIONS, RUNNER
from ..writing.github import build_job, page_url
from ..writing.jobs import Job, slug, unused
from ..writing.page import page
from ..writing.scalars import literal
from .edits import Edit, Edits
from .scene import Scene
from .spots import Spot
from .triggers import all_of

ARTIFACT = "distributions"
"""What the rendered build job calls its artifact."""


def missing_job(scene: Scene, finding: Finding) -> Iterator[Edits | None]:
    """The publisher's job, with the triggers that the file lacks and the condition it needs."""
    jobs = scene.jobs
    if jobs is None or jobs.kind != "map" or jobs.flow or jobs.shared or not jobs.entries:
        return
    idle = [link for link in scene.verdict.links if not (link.own or link.astray or link.crossed)]
    for link in idle:
        if link.publisher.workflow_field != finding.at:
            continue
        for terms in conditions(link.publisher):
            job = appended(scene, jobs, link, terms)
            yield job
            triggers = all_of(scene, link)
            yield (*job, *triggers) if triggers else None


def conditions(publisher: DeclaredPublisher) -> Iterator[list[str]]:
    """Terms of the job's `if:`, from none to all: the environment refuses other refs as well."""
    yield []
    if publisher.manual or not (publisher.tags or publisher.branches):
        return
    pushed = ["github.event_name == 'push'"]
    yield pushed
    kinds = {"refs/tags/": publisher.tags, "refs/heads/": publisher.branches}
    refs = [(kind, pattern) for kind, own in kinds.items() for pattern in own]
    yield [*pushed, *any_of([[begins(*ref)] for ref in refs])]
    yield [*pushed, *any_of([exactly(*ref) for ref in refs])]


def any_of(alternatives: list[list[str]]) -> list[str]:
    """Terms that hold where all terms of one of the alternatives do."""
    if len(alternatives) == 1:
        return alternatives[0]
    each = [" && ".join(terms) for terms in alternatives]
    return ["(" + " || ".join(f"({one})" if "&&" in one else one for one in each) + ")"]


def exactly(kind: str, pattern: str) -> list[str]:
    """Whether the ref is one of a pattern, as exactly as expressions can tell."""
    tail = literal(pattern.rpartition("*")[2]).replace("'", "''")
    found = [begins(kind, pattern)]
    if "*" in pattern and tail:
        found.append(f"endsWith(github.ref, '{tail}')")
    if "*" in pattern and "/" not in pattern:
        found.append("!contains(github.ref_name, '/')")
    return found


def begins(kind: str, pattern: str) -> str:
    """A comparison of the ref with what stands before the first `*`."""
    head, star, _ = pattern.partition("*")
    text = literal(f"{kind}{head}").replace("'", "''")
    return f"startsWith(github.ref, '{text}')" if star else f"github.ref == '{text}'"


def appended(scene: Scene, jobs: Spot, link: Link, terms: list[str]) -> Edits:
    """The text of the jobs behind the last one, indented as the others are."""
    taken = [key.value for key, _ in jobs.entries]
    built = builder(jobs)
    name = built or unused("build" if "build" not in taken else "build-distributions", taken)
    id_ = free(link.publisher, [*taken, name])
    text = publish_text(Job(id_, link.publisher, ()), terms)
    text = text.replace("needs: [build]", f"needs: [{name}]", 1)
    parts = [] if built else [build_job(()).replace("  build:", f"  {name}:", 1)]
    shift = " " * (scene.page.lines.column(jobs.entries[0][0].start) - 2)
    lines = "\n".join([*parts, text]).rstrip().split("\n")
    body = "\n".join((shift + line) if line else "" for line in lines)
    end = scene.page.lines.end(jobs.entries[-1][1].end)
    return (Edit(end, end, f"\n\n{body}"),)


def free(publisher: DeclaredPublisher, taken: list[str]) -> str:
    """`publish-pypi`, with the environment where that is taken."""
    name = f"publish-{publisher.index}"
    longer = f"{name}-{slug(publisher.environment.name) or 'two'}"
    return name if name not in taken else unused(longer, taken)


def publish_text(job: Job, terms: list[str]) -> str:
    """The publish job as `trustpub render` writes it, on its own condition."""
    return page(
        "github-publish.yml",
        job=job,
        condition=terms,
        runner=RUNNER,
        environment=literal(job.publisher.environment.name),
        page_url=page_url(job),
        actions=ACTIONS,
    )


def builder(jobs: Spot) -> str | None:
    """The job that uploads an artifact of this name already."""
    for key, job in jobs.entries:
        steps = job.get("steps")
        for step in steps.items if steps else ():
            uses, name = step.get("uses"), step.get("with", "name")
            uploads = uses and re.match("actions/upload-artifact@", uses.value)
            if uploads and name and name.value == ARTIFACT:
                return key.value
    return None
