"""Part preview: a fleet of 1,000 with 5 changed projects, previewed offline from two commits."""

import os
import re
from pathlib import Path

from lab.stack import VENV

from .fleet import FORMS, written
from .measure import Cost, cost, must
from .say import progress
from .spread import spread
from .table import table

SIZE, CHANGED = 1_000, 5
COMMAND = (str(VENV / "bin" / "trustpub"), "preview", "fleet.yaml", "--base", "HEAD~1")
WHO = ("-c", "user.name=bench", "-c", "user.email=bench@example.org")
EDITS = {
    "inline": (r"created_by: \{", "created_by: {users: [mallory], "),
    "files": (r"created_by: \{", "created_by: {users: [mallory], "),
    "profiles": (r"(repository: acme/lib-\d+)\}", r"\1, workflow: other.yml}"),
}
"""What is written anew, and what stands there then: a change that a reviewer has to see."""


def measure_preview(runs: int, work: Path) -> str:
    """Each way of naming projects."""
    rows = []
    for form in FORMS:
        folder = changed(written(work / "preview" / form, form, SIZE).parent, form)
        costs = [once(folder, f"{form}, {number} of {runs}") for number in range(1, runs + 1)]
        wall, cpu = (
            spread([getattr(one, name) for one in costs]).text() for name in ("wall", "cpu")
        )
        rows.append([FORMS[form], wall, cpu, "target 3"])
    title = f"(preview) {CHANGED} of {SIZE} projects changed, two commits, {runs} runs"
    return table(title, ("projects", "wall s", "CPU s", "wall"), rows)


def once(folder: Path, what: str) -> Cost:
    """One run."""
    progress(f"(preview) {SIZE} projects, {what}")
    return cost(lambda: previewed(folder))


def changed(folder: Path, form: str) -> Path:
    """Two commits of a fleet, in the second of which some projects are changed."""
    git(folder, "init", "--quiet", "--initial-branch=main", ".")
    commit(folder)
    left, (found, instead) = CHANGED, EDITS[form]
    for path in sorted(folder.rglob("*.yaml")):
        if left and (form != "files" or path.name == "release.yaml"):
            text, count = re.subn(found, instead, path.read_text("utf-8"), count=left)
            path.write_text(text, "utf-8")
            left -= count
    commit(folder)
    return folder


def commit(folder: Path) -> None:
    """All that is there."""
    git(folder, "add", "--all")
    git(folder, *WHO, "commit", "--quiet", "--message=fleet")


def git(folder: Path, *words: str) -> None:
    """One command of git."""
    must(("git", *words), folder, os.environ)


def previewed(folder: Path) -> str:
    """One preview, which has to find exactly what was changed."""
    told = must((*COMMAND, "--head", "HEAD"), folder, os.environ)
    if f"declared for {CHANGED} of {SIZE:,} projects" not in told:
        raise ValueError(told[:200])
    return told
