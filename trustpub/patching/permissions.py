"""GitHub: `permissions`, of the job and of the workflow."""

from collections.abc import Iterator, Mapping

from ..chain.model import Finding
from .blocks import drop, fill, put, replace, rewrite
from .edits import Edits
from .github_jobs import uses
from .quiet import publishes_only
from .scene import Scene
from .spots import Spot

ID_TOKEN = {"id-token": "write"}
LEAST = {"contents": "read", **ID_TOKEN}
QUIET = frozenset(
    {
        *("actions/checkout", "actions/cache", "actions/setup-python", "actions/setup-node"),
        *("actions/upload-artifact", "actions/download-artifact", "astral-sh/setup-uv"),
        *("pypa/cibuildwheel", "codecov/codecov-action"),
    }
)
"""Actions that ask for no ID token unless an input tells them to."""
ASKING = ("id-token", "id_token", "oidc", "attest", "cosign", "sigstore", "gcloud", "aws", "vault")
"""Words of jobs that may ask for one."""


def id_token(scene: Scene, finding: Finding) -> Iterator[Edits | None]:
    """`id-token: write` for the job, with all that it may do already."""
    job = scene.job(finding.job)
    own = job.get("permissions") if job else None
    if job is None or (own is not None and own.shared):
        return
    if own is None:
        granted = inherited(scene, finding)
        if granted is not None:
            yield put(scene.page, job, "permissions", {**granted, **ID_TOKEN}, scene.after)
    elif own.kind == "map":
        now = own.get("id-token")
        yield rewrite(now, "write") if now else put(scene.page, own, "id-token", "write")
    elif own.empty:
        yield fill(scene.page, job, "permissions", "id-token", "write")
    elif own.value == "read-all" and publishes_only(scene, finding):
        yield replace(scene.page, job, "permissions", LEAST)


def inherited(scene: Scene, finding: Finding) -> Mapping[str, str] | None:
    """What a job without a block of its own may do; None where that cannot be told.

    Without any block it has the repository's default, which a block of its own would end.
    """
    block = scene.page.root.get("permissions")
    if block is None:
        return {"contents": "read"} if publishes_only(scene, finding) else None
    if block.kind == "map":
        return {key.value: value.value for key, value in block.entries if key.value != "id-token"}
    if block.value == "read-all":
        return {"contents": "read"} if publishes_only(scene, finding) else None
    return None


def wide(scene: Scene, finding: Finding) -> Iterator[Edits | None]:
    """Without what the job is known not to need."""
    job, trail = scene.job(finding.job), scene.trail(finding.at)
    if job is None or not trail or trail[-1].key is None or not publishes_only(scene, finding):
        return
    key = trail[-1].key.value
    if not scene.within(trail, finding.job):
        yield put(scene.page, job, "permissions", narrowed(scene), scene.after)
    elif key == "permissions":
        yield replace(scene.page, job, "permissions", LEAST)
    elif key == "contents":
        yield rewrite(trail[-1].value, "read")
    else:
        yield drop(scene.page, trail[-1].owner, {key})


def narrowed(scene: Scene) -> Mapping[str, str]:
    """What the workflow grants, and no more writing than publishing takes."""
    block = scene.page.root.get("permissions")
    if block is None or block.kind != "map":
        return LEAST
    granted = {key.value: value.value for key, value in block.entries}
    own = {"contents": "read"} if "contents" in granted else {}
    kept = ("id-token", "attestations")
    return {**own, **{name: level for name, level in granted.items() if name in kept}}


def for_all(scene: Scene, finding: Finding) -> Iterator[Edits | None]:
    """The right to an ID token, moved from the workflow into the jobs that publish."""
    trail = scene.trail(finding.at)
    block = scene.page.root.get("permissions")
    publishing = {job.job for job in scene.verdict.jobs if job.file == scene.verdict.path}
    if not trail or block is None or block.kind != "map" or block.shared or scene.jobs is None:
        return
    granted = {key.value: value.value for key, value in block.entries}
    others = [(k, v) for k, v in scene.jobs.entries if k.value not in publishing]
    edits: list[Edits | None] = [less(scene, block)]
    if any(may_ask(scene, job) for _, job in others if job.get("permissions") is None):
        return
    for name in sorted(publishing):
        job = scene.job(name)
        if job is None:
            return
        if job.get("permissions") is None:
            edits.append(put(scene.page, job, "permissions", granted, scene.after))
    if all(edits):
        yield tuple(edit for group in edits for edit in group or ())


def less(scene: Scene, block: Spot) -> Edits | None:
    """The workflow's block without the right."""
    if len(block.entries) == 1:
        return replace(scene.page, scene.page.root, "permissions", {})
    return drop(scene.page, block, {"id-token"})


def may_ask(scene: Scene, job: Spot) -> bool:
    """Whether another job may need an ID token."""
    steps = job.get("steps")
    text = scene.page.text[job.start : job.end].lower()
    if job.kind != "map" or steps is None or any(word in text for word in ASKING):
        return True
    names = [uses(step).partition("@")[0].lower() for step in steps.items]
    return any(name and name not in QUIET for name in names)
