"""A copy of the checkout that mutants may be written into."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

SOURCE = "trustpub"
SETTINGS = """
[tool.mutmut]
source_paths = ["{source}"]
only_mutate = {files}
pytest_add_cli_args_test_selection = {tests}
pytest_add_cli_args = ["-p", "no:cacheprovider", "--hypothesis-seed=1"]
use_git_change_detection = false
timeout_multiplier = 4.0
timeout_constant = 2.0
"""


def copy(clone: Path, work: Path, files: Sequence[str], tests: Sequence[str]) -> None:
    """What git has, or would have: the source as it is, the rest where mutmut runs the tests."""
    shutil.rmtree(work, ignore_errors=True)
    for path in tracked(clone):
        below = work if path.parts[0] == SOURCE else work / "mutants"
        target = below / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(clone / path, target)
    settings = SETTINGS.format(source=SOURCE, files=json.dumps(files), tests=json.dumps(tests))
    project = (clone / "pyproject.toml").read_text("utf-8") + settings
    (work / "pyproject.toml").write_text(project, "utf-8")


def tracked(clone: Path) -> list[Path]:
    """The files that are, or would be, in git."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listed, cwd=clone, capture_output=True, text=True, check=True)
    return [Path(p) for p in done.stdout.split("\0") if p and (clone / p).is_file()]
