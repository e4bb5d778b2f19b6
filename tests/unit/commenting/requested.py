"""A repository that git can fetch from, a checkout of its trusted branch, and what git pushes."""

import os
import subprocess
from pathlib import Path
from typing import Any

from trustpub.cli import main

from .conftest import BOT, NAMES, Place

IDENTITY = {
    **{f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    **{f"GIT_{who}_DATE": "2026-11-01T00:00:00Z" for who in ("AUTHOR", "COMMITTER")},
}
FORKS = {"github": "stranger/lib", "gitlab": "group/fork"}
REFS = {"github": "refs/pull", "gitlab": "refs/merge-requests"}
VARIABLES = (
    *("GITHUB_REPOSITORY", "GITHUB_EVENT_PATH", "GITHUB_SERVER_URL", "GITHUB_RUN_ID"),
    *("CI_PROJECT_PATH", "CI_PROJECT_ID", "CI_MERGE_REQUEST_IID", "CI_MERGE_REQUEST_PROJECT_PATH"),
    *("CI_SERVER_URL", "CI_JOB_TOKEN", "CI_JOB_URL", "TRIGGER_PAYLOAD"),
)
CONFIG = """\
project: sampleproject
github:
  repository: octo-org/lib
  workflow: release.yml
publishers:
  - index: pypi
    environment:
      name: pypi
      reviewers: {{users: [octocat]}}
      wait_timer: {wait}m
tags:
  - pattern: "v*"
    created_by: {{teams: [release-managers]}}
"""


def config(wait: int) -> str:
    """A config; what differs between two is the time to wait."""
    return CONFIG.format(wait=wait)


class Requested:
    """One forge's repository, in git and in the sandbox."""

    def __init__(self, place: Place, folder: Path) -> None:
        self.place, self.remote, self.here = place, folder / "lib.git", folder / "here"
        place.sandbox.reset()
        self.run("init", "-q", "--bare", "-b", "main", str(self.remote))
        self.start = self.commit(config(10))
        self.git("update-ref", "refs/heads/main", self.start)
        self.run("clone", "-q", str(self.remote), str(self.here))

    def run(self, *words: str, text: str = "") -> str:
        """One git command."""
        env = {**os.environ, **IDENTITY}
        done = subprocess.run(
            ["git", *words], input=text, env=env, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def git(self, *words: str, text: str = "") -> str:
        """One in the repository of the forge."""
        return self.run(f"--git-dir={self.remote}", *words, text=text)

    def commit(self, text: str, *parents: str) -> str:
        """A commit that has this release.yaml."""
        blob = self.git("hash-object", "-w", "--stdin", text=text)
        tree = self.git("mktree", text=f"100644 blob {blob}\trelease.yaml\n")
        above = [word for parent in parents for word in ("-p", parent)]
        return self.git("commit-tree", tree, *above, "-m", "change")

    def push(self, number: int, text: str, *parents: str, **more: Any) -> str:
        """A request with a new commit, in git and at the forge."""
        head = self.commit(text, *(parents or (self.start,)))
        self.set(number, head)
        self.tell(number, head=head, **more)
        return head

    def set(self, number: int, head: str) -> None:
        """What git has for a request."""
        self.git("update-ref", f"{REFS[self.place.forge]}/{number}/head", head)

    def tell(self, number: int, **more: Any) -> None:
        """What the forge is to say of a request."""
        body = {"repository": NAMES[self.place.forge], "number": number, **more}
        self.place.sandbox.call(self.place.forge, "/_sandbox/requests", body)

    def variables(self, token: str = BOT) -> dict[str, str]:
        """What a job of the trusted branch is started with."""
        name = NAMES[self.place.forge]
        if self.place.forge == "github":
            return {**self.place.env(token), "GITHUB_REPOSITORY": name}
        return {**self.place.env(token), "CI_PROJECT_PATH": name, "CI_PROJECT_ID": self.project}

    @property
    def project(self) -> str:
        """The number of the project."""
        return str(self.place.repo.id)

    def comments(self, number: int) -> list[str]:
        """Our comments on a request, each without its mark."""
        repo, forge = self.place.repo, self.place.forge
        if forge == "github":
            listed = [one.body for one in repo.get_pull(number).get_issue_comments()]
        else:
            found = repo.mergerequests.get(number, lazy=True)
            listed = [one.body for one in found.notes.list(get_all=True)]
        return [one.partition("\n")[2] for one in listed]


def post(*words: str) -> int:
    """The command, with all that a comment job gives it."""
    return main(["preview", "--fetch", "--post", "--request", *words])


def only_comments(world: Requested, before: int) -> bool:
    """Whether nothing but comments was written."""
    paths = [event["path"] for event in world.place.sandbox.writes(before)]
    return bool(paths) and all("/comments" in one or "/notes" in one for one in paths)
