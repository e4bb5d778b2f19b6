"""GitHub: actions by the hash of a commit, where the version that is meant is known."""

import re
from collections.abc import Iterator

from ..chain.model import Finding
from ..writing.actions import ACTIONS, Action
from .edits import Edit, Edits
from .judging import Verdict
from .scene import Scene
from .spots import Page, Spot

KNOWN = {action.name: action for action in ACTIONS.values()}
REF = re.compile(r"(?:release/)?v(\d+)((?:\.\d+)*)")
"""`v1`, `v1.14`, `v1.14.0`, and `release/v1`, a branch."""
COMMIT = re.compile(r"[0-9a-f]{40}")
SAID = re.compile(r"\s*#\s*v?\d[\w.]*\s*$")
"""A comment that tells a version and nothing else."""
TRUSTED_SINCE = (1, 8)
"""pypa/gh-action-pypi-publish v1.8.0, "Trusted Publishing"."""


def unpinned(scene: Scene, finding: Finding) -> Iterator[Edits | None]:
    """Every action of the job that is known at its major version."""
    job = scene.upload(finding.job)
    found: list[Edit] = []
    for use in job.uses if job else ():
        trail = () if use.pinned else scene.trail(use.mark)
        if trail and trail[-1].key and trail[-1].key.value == "uses":
            found += pin(scene.page, trail[-1].owner, trail[-1].value)
    yield tuple(found)


def pin(page: Page, step: Spot, spot: Spot) -> list[Edit]:
    """One `uses:`, the version beside it as a comment."""
    name, _, ref = spot.value.partition("@")
    action = KNOWN.get(name.lower())
    written = page.text[spot.start : spot.end]
    if action is None or not same_major(action, ref) or spot.marked or spot.shared:
        return []
    if spot.kind != "scalar" or written.count(f"@{ref}") != 1:
        return []
    edits = [Edit(spot.start, spot.end, written.replace(f"@{ref}", f"@{action.commit}"))]
    end = page.lines.end(spot.end)
    rest = page.text[spot.end : end]
    if not step.flow and (not rest.strip() or rest.lstrip().startswith("#")):
        stop = end if SAID.fullmatch(rest) else spot.end
        edits.append(Edit(spot.end, stop, f" # {action.version}"))
    return edits


def same_major(action: Action, ref: str) -> bool:
    """Whether the pinned version is one that the reference may lead to, or a later minor of it."""
    found = REF.fullmatch(ref)
    return (
        bool(found)
        and found is not None
        and numbers(ref) <= numbers(action.version)
        and (numbers(ref)[0] == numbers(action.version)[0])
    )


def numbers(version: str) -> tuple[int, ...]:
    """`release/v1` -> (1,)."""
    return tuple(map(int, re.findall(r"\d+", version)))


def loose(verdict: Verdict, finding: Finding) -> int:
    """How many uses of a job are not pinned."""
    jobs = [job for job in verdict.jobs if job.job == finding.job]
    return sum(not use.pinned for job in jobs for use in job.uses)


def knows_trusted_publishing(page: Page, step: Spot) -> bool:
    """Whether the publishing action is new enough, as far as its reference or comment tells."""
    spot = step.get("uses")
    ref = spot.value.partition("@")[2] if spot else ""
    if spot and COMMIT.fullmatch(ref):
        found = re.search(r"#.*?v?(\d+)\.(\d+)", page.text[spot.end : page.lines.end(spot.end)])
        return bool(found) and found is not None and (int(found[1]), int(found[2])) >= TRUSTED_SINCE
    version = REF.fullmatch(ref)
    if version is None:
        return False
    return numbers(ref) >= TRUSTED_SINCE or numbers(ref) == (1,)
