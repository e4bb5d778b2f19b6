"""GitLab: a publisher's job, and those it needs, behind the jobs of a pipeline."""

import re
from collections.abc import Iterator

from ..chain.model import Finding, Link
from ..writing import gitlab
from ..writing.jobs import Job, unused
from .blocks import append
from .edits import Edit, Edits
from .github_append import free
from .scene import Scene

STAGES = ("build", "publish")
"""Those of the rendered jobs."""


def missing_job(scene: Scene, finding: Finding) -> Iterator[Edits | None]:
    """The publisher's job, with a build of its own, and the stages it needs."""
    root = scene.page.root
    if root.flow or not root.entries:
        return
    idle = [link for link in scene.verdict.links if not (link.own or link.astray or link.crossed)]
    for link in idle:
        stages = with_stages(scene)
        if link.publisher.workflow_field == finding.at and stages is not None:
            last, named = stages
            end = scene.page.lines.end(root.entries[-1][1].end)
            yield (Edit(end, end, f"\n\n{jobs(scene, link, last)}"), *named)


def with_stages(scene: Scene) -> tuple[str, Edits] | None:
    """The stage to publish in, and the edits that declare what is not there.

    Without `stages:` a pipeline has build, test and deploy (GitLab docs, "stages").
    """
    stages = scene.page.root.get("stages")
    if stages is None:
        return ("deploy", ()) if scene.page.root.get("include") is None else None
    there = [item.value for item in stages.items]
    if "build" not in there or stages.kind != "list":
        return None
    if "publish" in there:
        return "publish", ()
    edits = append(scene.page, stages, "publish")
    return ("publish", edits) if edits else None


def jobs(scene: Scene, link: Link, stage: str) -> str:
    """The rendered jobs, under names that are free."""
    taken = [key.value for key, _ in scene.page.root.entries]
    own = Job(free(link.publisher, taken), link.publisher, ())
    parts = [gitlab.build_job((own,))]
    if gitlab.attested(own):
        parts.append(gitlab.attest_job((own,)))
    parts.append(gitlab.publish_job(own))
    text = "\n".join(parts).rstrip()
    for name in ("build", "attest"):
        new = name if name not in taken else unused(f"{name}-distributions", taken)
        text = re.sub(rf"^{name}:", f"{new}:", text, flags=re.M)
        text = re.sub(rf"^(    - |  needs: \[){name}(?=$|\])", rf"\g<1>{new}", text, flags=re.M)
    return re.sub(r"^  stage: publish$", f"  stage: {stage}", text, flags=re.M)
