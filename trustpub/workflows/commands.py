"""What the scripts of a publishing job run, by first words: asked where its token may write."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ..tree import Node, read_tree
from .model import Snapshot, UploadJob

BREAKS = re.compile(r"\n|&&|\|\||[;|&(){}]|\$\(|`")
"""What stands between two commands of a script, as far as first words go."""
ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=\S*$")
LEAST = ("id-token", "attestations")


def with_commands(job: UploadJob, snapshot: Snapshot) -> UploadJob:
    """The job with its commands among what runs in it; on GitLab they are there already."""
    writes = any(p.level == "write" and p.scope not in LEAST for p in job.permissions or ())
    if job.forge != "github" or not writes:
        return job
    tree = read_tree(snapshot.read(job.file) or b"", job.file)
    steps = tree.roots[0].get("jobs", job.job, "steps") if tree.roots else None
    found = [word for step in (steps.items if steps else ()) for word in of_step(step)]
    return replace(job, runs=tuple(dict.fromkeys([*job.runs, *found])))


def of_step(step: Node) -> Iterator[str]:
    """The commands of a script; a local action by its path, for it may do anything."""
    uses, run = step.get("uses"), step.get("run")
    if uses is not None and uses.text.startswith("."):
        yield uses.text
    if run is not None and run.kind == "text":
        yield from first_words(run.text)


def first_words(script: str) -> Iterator[str]:
    """`cd x && FOO=1 gh release` -> `cd`, `gh`; a script for Python stays one that is not known."""
    for part in BREAKS.split(re.sub(r"\\\n", " ", script)):
        words = [word for word in part.split() if not ASSIGNMENT.match(word)]
        if words and not words[0].startswith("#"):
            yield module(words)


def module(words: list[str]) -> str:
    """`python -m build` -> `build`; any other program by its own name."""
    if words[0] in ("python", "python3") and words[1:2] == ["-m"] and len(words) > 2:
        return words[2]
    return words[0]
