"""GitHub: fixes within the publishing job."""

import re
from collections.abc import Iterator

from ..chain.model import Finding
from ..indexes.pypi.sites import SITES
from ..writing.scalars import literal
from .actions import knows_trusted_publishing
from .blocks import fill, put, rewrite
from .edits import Edits
from .quiet import newest
from .scene import Scene, take_out
from .spots import Spot

PUBLISH = "pypa/gh-action-pypi-publish"
CREDENTIALS = ("user", "password")
ADDRESSES = ("repository-url", "repository_url")
VARIABLES = re.compile(
    r"TWINE_(USERNAME|PASSWORD)|UV_PUBLISH_(TOKEN|USERNAME|PASSWORD)|PDM_PUBLISH_(USERNAME|PASSWORD)"
    r"|MATURIN_(PYPI_TOKEN|USERNAME|PASSWORD)"
)
"""Variables that hold the credential of a tool which can publish by identity too."""


def environment(scene: Scene, finding: Finding) -> Iterator[Edits | None]:
    """The declared environment, in the form in which the job says its own."""
    for link in scene.links(finding.job):
        name = literal(link.environment) if scene.forge == "github" else link.environment
        yield named(scene, scene.job(finding.job), name)
        if len(link.astray) > 1:
            each = [named(scene, scene.job(job.job), name) for job in link.astray]
            yield tuple(e for edits in each for e in edits or ()) if all(each) else None


def named(scene: Scene, job: Spot | None, name: str) -> Edits | None:
    """An environment of this name."""
    now = job.get("environment") if job else None
    if job is None or now is None:
        return put(scene.page, job, "environment", name, scene.after) if job else None
    if now.kind == "map":
        spot = now.get("name")
        if spot is None or now.shared:
            return None if now.shared else put(scene.page, now, "name", name)
        now = spot
    return None if "$" in now.value else rewrite(now, name)


def token(scene: Scene, finding: Finding) -> Iterator[Edits | None]:
    """Without the inputs and variables that hold the credential."""
    trail = scene.trail(finding.at)
    if len(trail) < 2 or trail[-1].key is None or not scene.served(finding.job):
        return
    block = trail[-2].key.value if trail[-2].key else ""
    step = trail[-2].owner
    if block == "with" and uses(step).startswith(f"{PUBLISH}@"):
        if knows_trusted_publishing(scene.page, step):
            own = {k.value for k, _ in trail[-1].owner.entries if k.value.lower() in CREDENTIALS}
            yield take_out(scene, trail, own)
    elif block in ("env", "variables") and scene.within(trail, finding.job):
        yield without_variables(scene, finding, trail[-1].owner, trail)


def without_variables(
    scene: Scene, finding: Finding, owner: Spot, trail: tuple[object, ...]
) -> Edits | None:
    """Credentials out of an `env:` of the job, where nothing else in the job mentions them."""
    job = scene.job(finding.job)
    names = {key.value for key, _ in owner.entries if VARIABLES.fullmatch(key.value)}
    if job is None or not names:
        return None
    tools = {step.tool for one in (scene.upload(finding.job),) if one for step in one.uploads}
    outside = scene.page.text[job.start : owner.start] + scene.page.text[owner.end : job.end]
    if any(re.search(rf"\b{name}\b", outside) for name in names):
        return None
    if not newest(scene, finding, tools):
        return None
    return take_out(scene, scene.trail(finding.at), names)


def uses(step: Spot) -> str:
    """The action of a step."""
    spot = step.get("uses")
    return spot.value if spot else ""


def attestations(scene: Scene, finding: Finding) -> Iterator[Edits | None]:
    """Without the input that switches them off."""
    trail = scene.trail(finding.at)
    if len(trail) < 2 or trail[-1].key is None or trail[-1].key.value != "attestations":
        return
    if not explained(scene, trail[-1].key):
        yield take_out(scene, trail, {"attestations"})


def explained(scene: Scene, key: Spot) -> bool:
    """Whether the line before is a comment: then somebody had a reason."""
    lines = scene.page.lines
    number = lines.number(key.start)
    return number > 0 and lines.text[lines.starts[number - 1] :].lstrip().startswith("#")


def index_url(scene: Scene, finding: Finding) -> Iterator[Edits | None]:
    """The action's address, as the publisher of the job's environment has it."""
    trail = scene.trail(finding.at)
    indexes = {link.index for link in scene.links(finding.job)}
    if not trail or trail[-1].key is None or len(indexes) != 1:
        return
    (index,) = indexes
    key = trail[-1].key.value
    if key == "uses" and uses(trail[-1].owner).startswith(f"{PUBLISH}@"):
        url = SITES[index].upload
        yield fill(scene.page, trail[-1].owner, "with", ADDRESSES[0], url)
    elif key in ADDRESSES and uses(trail[-2].owner).startswith(f"{PUBLISH}@"):
        if index == "pypi":
            yield take_out(scene, trail, {key})
        else:
            yield rewrite(trail[-1].value, SITES[index].upload)
