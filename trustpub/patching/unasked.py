"""GitLab: uploads fed by variables that no file names, as they would be without them.

A command that only loses its token uploads by identity but sends no attestations, and then nothing
ever shows which publisher it was: it becomes what is rendered, where that can be done.
"""

from collections.abc import Collection

from ..config import Config
from ..workflows.model import Snapshot
from .edits import applied
from .judging import Verdict
from .patch import scene_of
from .same_uploads import same_uploads
from .swap_gitlab import swapped
from .trying import Judge


def signed(config: Config, path: str, text: str, snapshot: Snapshot, lines: Collection[int]) -> str:
    """The text with the jobs whose uploads are at some lines swapped; as it was where none is."""
    judge = Judge(config, snapshot, path)
    verdict = judge.of(text)
    names = [
        job.job
        for job in verdict.jobs
        if any(step.mark.file == path and step.mark.line in lines for step in job.uploads)
    ]
    for name in dict.fromkeys(names):
        verdict = without(judge, verdict, name)
    return verdict.text


def without(judge: Judge, before: Verdict, name: str) -> Verdict:
    """One job swapped, if nothing gets worse by it."""
    scene = scene_of(judge.config, before)
    edits = swapped(scene, name) if scene else ""
    if not edits or isinstance(edits, str):
        return before
    after = judge.of(applied(before.text, edits))
    fine = not after.faults and not after.counts - before.counts
    return after if fine and same_uploads(before, after) else before
