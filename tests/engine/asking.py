"""A request on either forge: what its author pushes, and the jobs that its CI then runs."""

import json
import os
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple

from lab.stack import VENV
from tests.unit.commenting.conftest import BOT, NAMES, Place
from tests.unit.commenting.requested import FORKS, REFS, Requested
from trustpub.preview_ci.making import CHECK, COMMENT, PREVIEW, made
from trustpub.preview_ci.model import Asked

from .ci_github import Event, run_event
from .ci_gitlab import run_pipeline
from .ci_machine import Site

ASKED = Asked("release.yaml", "trustpub render release.yaml --preview")
OFFLINE = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


class Ran(NamedTuple):
    """A workflow or pipeline that ended."""

    good: bool
    """Also where no job was to be run."""
    jobs: int
    log: str
    kept: dict[str, str]
    """The files of its artifacts, by their names."""


class Asking(Requested):
    """A repository whose default branch has the written files, and a request for it."""

    def __init__(self, place: Place, folder: Path) -> None:
        self.files = {file.path: file.text for file in made(place.forge, ASKED)}
        self.folder, self.head = folder, ""
        self.more: dict[str, Any] = {"branch": "change"}
        super().__init__(place, folder)

    def commit(self, text: str, *parents: str) -> str:
        """A commit that has this release.yaml beside all other files."""
        tree = self.tree({**self.files, "release.yaml": text})
        above = [word for parent in parents for word in ("-p", parent)]
        return self.git("commit-tree", tree, *above, "-m", "change")

    def tree(self, files: dict[str, str]) -> str:
        """A tree with these files, by their paths."""
        rows, folders = "", dict[str, dict[str, str]]()
        for path, text in files.items():
            name, inside, rest = path.partition("/")
            if inside:
                folders.setdefault(name, {})[rest] = text
            else:
                rows += (
                    f"100644 blob {self.git('hash-object', '-w', '--stdin', text=text)}\t{name}\n"
                )
        rows += "".join(f"040000 tree {self.tree(own)}\t{n}\n" for n, own in folders.items())
        return self.git("mktree", text=rows)

    def pushed(self, text: str, files: dict[str, str] | None = None, **more: Any) -> None:
        """The author's next commit; with files of the CI as he wants them, from where he says."""
        trusted, self.files = self.files, {**self.files, **(files or {})}
        self.more |= more
        self.head = self.push(1, text, self.head or self.start, **self.more)
        self.files = trusted

    def merged(self) -> None:
        """The request is taken."""
        self.git("update-ref", "refs/heads/main", self.head)
        self.tell(1, state="merged")

    @property
    def ref(self) -> str:
        """Where the newest commit is kept."""
        return f"{REFS[self.place.forge]}/1/head"

    def site(self) -> Site:
        """Machines that begin empty, and what is secret."""
        urls = self.place.sandbox.urls
        path = os.pathsep.join([f"{VENV}/bin", "/usr/local/bin", "/usr/bin", "/bin"])
        machine = {**OFFLINE, "PATH": path, "HOME": str(self.folder)}
        github = {"GITHUB_BASE_URL": urls["github"]} if self.place.forge == "github" else {}
        folder = Path(mkdtemp(prefix="ci-", dir=self.folder))
        return Site(self.remote, folder, {**machine, **github}, {"GITLAB_TOKEN": BOT})

    def check(self, base: str = "") -> Ran:
        """What CI runs for the author's commit: the files are as they are there."""
        base = base or self.start
        if self.place.forge == "gitlab":
            told = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "CI_COMMIT_SHA": self.head}
            return self.gitlab("merge_request_event", self.ref, **told)
        pull = {"number": 1, "base": {"sha": base}, "head": {"sha": self.head}}
        text = self.git("show", f"{self.head}:{CHECK}")
        return self.github(Event("pull_request", text, {"pull_request": pull}, self.ref))

    def comment(self) -> Ran:
        """What CI runs for the request, with code of the default branch alone."""
        if self.place.forge == "gitlab":
            one = {"iid": 1, "target_project_id": int(self.project)}
            payload = {"object_kind": "merge_request", "project": {"id": int(self.project)}}
            file = self.folder / "payload.json"
            file.write_text(json.dumps({**payload, "object_attributes": one}))
            return self.gitlab("trigger", "refs/heads/main", TRIGGER_PAYLOAD=str(file))
        base = {"repo": {"full_name": NAMES["github"]}, "sha": self.start}
        payload = {"number": 1, "pull_request": {"number": 1, "base": base}}
        return self.trusted("pull_request_target", {"action": "synchronize", **payload})

    def daily(self) -> Ran:
        """What CI runs each day."""
        if self.place.forge == "gitlab":
            return self.gitlab("schedule", "refs/heads/main", TRUSTPUB_PREVIEW="open")
        return self.trusted("schedule", {})

    def trusted(self, name: str, payload: dict[str, Any]) -> Ran:
        """GitHub's own rule: the workflow, and what is checked out, are the default branch's."""
        text = self.git("show", f"refs/heads/main:{COMMENT}")
        told = {**payload, "repository": {"default_branch": "main"}}
        return self.github(Event(name, text, told, "", token=BOT))

    def github(self, event: Event) -> Ran:
        """One event."""
        site = self.site()
        named = replace(event, repository=NAMES["github"])
        return ran(site, [one for jobs in run_event(site, named).values() for one in jobs])

    def gitlab(self, source: str, ref: str, **variables: str) -> Ran:
        """One pipeline."""
        site, url = self.site(), self.place.sandbox.urls["gitlab"]
        told = {"CI_PROJECT_ID": self.project, "CI_PROJECT_PATH": NAMES["gitlab"]}
        told |= {"CI_API_V4_URL": f"{url}/api/v4", "CI_SERVER_URL": url, **variables}
        return ran(site, run_pipeline(site, PREVIEW, source, (), ref, **told))


def ran(site: Site, jobs: list[Any]) -> Ran:
    """What is left of a run."""
    files = [path for one in site.artifacts.values() for path in one.rglob("*") if path.is_file()]
    log = "\n".join(one.log for one in jobs)
    return Ran(all(j.good for j in jobs), len(jobs), log, {f.name: f.read_text() for f in files})


def fork(place: Place) -> str:
    """Somebody else's repository."""
    return FORKS[place.forge]
