"""What an upload says of itself before and after a fix: only how it is let in may differ."""

import posixpath
from collections import Counter
from collections.abc import Iterator

from .github_jobs import PUBLISH, uses
from .judging import Verdict
from .scene import Scene
from .spots import Spot, read_page
from .step_places import Place, place

FOLDERS = ("packages-dir", "packages_dir")


def same_uploads(before: Verdict, after: Verdict) -> bool:
    """Whether the same jobs upload to the same indexes, at the same events, the same files."""
    return said(before) == said(after) and all(
        folder == folders(after).get(name, folder) for name, folder in folders(before).items()
    )


def said(verdict: Verdict) -> Counter[tuple[object, ...]]:
    """Every upload of the repository, without its tool and what lets it in."""
    return Counter(
        (job.file, job.job, job.tops, job.environment, bool(job.builds), step.index, step.triggers)
        for job in verdict.case.reading.jobs
        for step in job.uploads
    )


def folders(verdict: Verdict) -> dict[str, str]:
    """Job -> the folder whose files it uploads, where that is known."""
    page = read_page(verdict.text)
    own = tuple(link.publisher for link in verdict.links)
    if page is None or not own or own[0].identity.forge != "github":
        return {}
    scene = Scene(page, verdict, own)
    found: dict[str, str] = {}
    for job in verdict.jobs:
        by_command, spot = place(scene, job.job), scene.job(job.job)
        if isinstance(by_command, Place):
            found[job.job] = by_command.folder
        for step in by_action(spot) if spot else ():
            found[job.job] = step
    return found


def by_action(job: Spot) -> Iterator[str]:
    """The folder of each step that uses the publishing action."""
    steps = job.get("steps")
    for step in steps.items if steps else ():
        if uses(step).startswith(f"{PUBLISH}@"):
            told = [one for name in FOLDERS if (one := step.get("with", name))]
            yield posixpath.normpath(told[0].value if told else "dist")
