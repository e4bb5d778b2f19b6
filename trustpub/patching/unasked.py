"""GitLab: uploads fed by variables that no file names, as they would be without them.

A command that only loses its token uploads by identity but sends no attestations, and then nothing
ever shows which publisher it was: it becomes what is rendered, where that can be done.
"""

from collections.abc import Collection

from ..config import Config
from ..workflows.model import Snapshot
from .edits import applied
from .judging import Verdict, judge
from .patch import scene_of
from .same_uploads import same_uploads
from .swap_gitlab import swapped


def signed(config: Config, path: str, text: str, snapshot: Snapshot, lines: Collection[int]) -> str:
    """The text with the jobs whose uploads are at some lines swapped; as it was where none is."""
    verdict = judge(config, snapshot, path, text)
    names = [
        job.job
        for job in verdict.jobs
        if any(step.mark.file == path and step.mark.line in lines for step in job.uploads)
    ]
    for name in dict.fromkeys(names):
        verdict = without(config, snapshot, verdict, name)
    return verdict.text


def without(config: Config, snapshot: Snapshot, before: Verdict, name: str) -> Verdict:
    """One job swapped, if nothing gets worse by it."""
    scene = scene_of(config, before)
    edits = swapped(scene, name) if scene else ""
    if not edits or isinstance(edits, str):
        return before
    after = judge(config, snapshot, before.path, applied(before.text, edits))
    fine = not after.faults and not after.counts - before.counts
    return after if fine and same_uploads(before, after) else before
