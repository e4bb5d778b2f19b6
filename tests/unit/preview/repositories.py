"""Small repositories of git, each commit made of the files that it holds."""

import os
import subprocess
from pathlib import Path

WHO = {
    "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}
RELEASE = """project: sampleproject
github: {repository: octo-org/sampleproject, workflow: release.yml}
publishers:
  - index: pypi
    environment: {name: pypi, reviewers: {users: [octocat]}, admins_can_bypass: false}
tags:
  - pattern: "v*"
    created_by: {teams: [core]}
"""
LOOSER = RELEASE.replace("admins_can_bypass: false", "admins_can_bypass: true")


class Repository:
    """A checkout."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main", ".")

    def git(self, *words: str) -> str:
        """What git says."""
        done = subprocess.run(
            ["git", *words],
            cwd=self.root,
            env={**os.environ, **WHO},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def write(self, files: dict[str, str]) -> None:
        """Files, uncommitted."""
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    def commit(self, files: dict[str, str] | None = None) -> str:
        """All that is there, as a commit."""
        self.write(files or {})
        self.git("add", "--all", "--force")
        self.git("commit", "--quiet", "--allow-empty", "--message=x")
        return self.git("rev-parse", "HEAD")


def branched(root: Path, files: dict[str, str]) -> Repository:
    """Files on `main`, with the branch `change` checked out."""
    made = Repository(root)
    made.commit(files)
    made.git("checkout", "--quiet", "-b", "change")
    return made
