"""Actions from elsewhere that could publish: asked only where a publisher's upload is not found."""

from collections.abc import Iterator

from ..forges.github.workflow.actions import BUILDERS, MATURIN, PUBLISHERS
from ..model import Unknown
from ..tree import Node, read_tree
from .model import Reading, Snapshot

OWNERS = ("actions/", "github/", "docker/", "codecov/", "step-security/", "softprops/", "ncipollo/")
"""Whose actions do not publish Python packages."""
QUIET = ("astral-sh/setup-uv", "pdm-project/setup-pdm", "snok/install-poetry", "pypa/cibuildwheel")


def doubts(path: str, reading: Reading, snapshot: Snapshot) -> Iterator[Unknown]:
    """Actions that are not known in jobs of a file that may have an ID token."""
    if any(path in (job.file, *job.tops) for job in reading.jobs):
        return
    roots = read_tree(snapshot.read(path) or b"", path).roots
    jobs = roots[0].get("jobs") if roots else None
    for name, job in (jobs.entries if jobs else {}).items():
        if may_publish(roots[0], job):
            for use in foreign(job):
                at = f"{path}:{use.mark.line} "
                if any(one.what.startswith(at) for one in reading.unknown):
                    continue
                what = f"{at}job {name!r}: what {use.text} does"
                why = "it stands in another repository, and the job may have an ID token"
                yield Unknown(what=what, why=why)


def may_publish(root: Node, job: Node) -> bool:
    """Whether a job may ask for an ID token: by its own permissions, or else by the file's."""
    block = job.get("permissions") or root.get("permissions")
    if block is None:
        return False
    level = block.get("id-token")
    return block.text == "write-all" or (level is not None and level.text == "write")


def foreign(job: Node) -> Iterator[Node]:
    """What its steps use from other repositories, as far as nobody knows what that does."""
    steps = job.get("steps")
    for step in steps.items if steps else ():
        uses = step.get("uses")
        if uses is None or uses.text.startswith((".", "docker:", *OWNERS)):
            continue
        name = uses.text.partition("@")[0].lower()
        if name not in (*QUIET, *PUBLISHERS, *BUILDERS, *MATURIN):
            yield uses
