"""For the tests of what was reviewed: fleets in git, edits, and who wrote what."""

import copy
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from lab.world import CLONE

from .test_rollout import Place

IDENTITY = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
KEPT = "work\n.trustpub-rollout\ntrustpub-rollout.jsonl\n"


def edited(config: dict[str, Any], timer: str = "30m") -> dict[str, Any]:
    """A config with another wait before its release."""
    found = copy.deepcopy(config)
    found["publishers"][1]["environment"]["wait_timer"] = timer
    return found


def writes(place: Place, mark: int) -> list[tuple[str, str]]:
    """Method and path of all that was written since a mark."""
    return [(one["method"], one["path"]) for one in place.world.writes(mark)]


def other(place: Place, files: Path | None = None) -> Place:
    """A machine with the same state, and no journal; with the checkout of `files`."""
    folder = place.folder.parent / f"{place.folder.name}-{len(list(place.folder.parent.iterdir()))}"
    if files:
        shutil.copytree(files, folder, ignore=shutil.ignore_patterns(*KEPT.split()))
    else:
        folder.mkdir()
    return Place(folder, place.world, place.env)


def commit(folder: Path, *words: str) -> str:
    """`git WORDS`; what it says."""
    done = subprocess.run(
        ["git", *IDENTITY, *words], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def repository(place: Place, *projects: dict[str, Any]) -> None:
    """Make the folder a repository whose first commit is a fleet of these."""
    commit(place.folder, "init", "--quiet", "--initial-branch=main")
    (place.folder / ".gitignore").write_text(KEPT)
    reviewed(place, *projects)


def reviewed(place: Place, *projects: dict[str, Any]) -> None:
    """Commit a fleet of these, each in a file of its own."""
    (place.folder / "of").mkdir(exist_ok=True)
    for number, project in enumerate(projects):
        (place.folder / f"of/{number}.yaml").write_text(yaml.safe_dump(project))
    place.folder.joinpath("fleet.yaml").write_text('projects: [{files: "of/*.yaml"}]\n')
    commit(place.folder, "add", ".")
    commit(place.folder, "commit", "--quiet", "-m", "a fleet")


def digest_of(place: Place, base: str, head: str) -> str:
    """The digest that `trustpub preview` ends with."""
    words = ("preview", "fleet.yaml", "--base", base, "--head", head, "--format", "json")
    done = subprocess.run(
        [sys.executable, "-m", "trustpub", *words],
        cwd=place.folder,
        env={**os.environ, "PYTHONPATH": str(CLONE)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, (done.returncode, done.stdout, done.stderr)
    return str(json.loads(done.stdout)["preview"]["digest"])
