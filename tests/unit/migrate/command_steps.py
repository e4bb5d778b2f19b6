"""What persons and jobs do between two runs of `trustpub migrate`."""

import io
import json
import sys
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from lab.job import make_wheel, start_job
from lab.world import Sandbox
from trustpub.cli import main

from .command_world import HUB, HUB_CONFIG, LAB, LAB_CONFIG, VALUE

FORMS = {
    "app": {"owner": "octo-org", "repository": "app", "workflow_filename": "release.yml"},
    "lib": {
        "namespace": "group/sub",
        "project": "lib",
        "workflow_filepath": ".gitlab-ci.yml",
        "issuer_url": "https://gitlab.com",
    },
}
JOBS = {
    "app": {"forge": "github", "repository": HUB, "workflow": "release.yml"},
    "lib": {"forge": "gitlab", "repository": LAB, "pipeline": ".gitlab-ci.yml"},
}
MERGES = {
    "app": ("github", f"/repos/{HUB}/pulls/1/merge"),
    "lib": ("gitlab", f"/projects/{quote(LAB, safe='')}/merge_requests/1/merge"),
}


class Typed(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@dataclass
class Migration:
    """One working folder, its sandbox, and the command."""

    world: Sandbox
    folder: Path
    monkeypatch: pytest.MonkeyPatch
    captured: Callable[[], Any]
    said: str = ""
    """All that was ever printed."""

    def run(self, *words: str) -> tuple[int, str, str]:
        """Exit code, standard output and standard error."""
        code = main(["migrate", *words])
        told = self.captured()
        self.said += told.out + told.err
        return code, told.out, told.err

    def stages(self, *words: str) -> dict[str, str]:
        """Project -> stage, as `status` says."""
        _, out, _ = self.run("status", *words, "--format", "json")
        return {one["project"]: one["stage"] for one in json.loads(out)["projects"]}

    def tokens(self, github: str = "admin-token", gitlab: str = "boss-token") -> None:
        """Whose eyes are looked with."""
        self.monkeypatch.setenv("GITHUB_TOKEN", github)
        self.monkeypatch.setenv("GITLAB_TOKEN", gitlab)

    def types(self, *lines: str) -> None:
        """A person at a terminal who types this."""
        self.monkeypatch.setattr(sys, "stdin", Typed("".join(f"{line}\n" for line in lines)))

    def register(self, project: str, index: str) -> None:
        """What a person types into the form of the index."""
        path = f"/manage/project/{project}/settings/publishing/"
        self.world.submit(index, path, {**FORMS[project], "environment": index})

    def merge(self, project: str) -> None:
        """A person takes the request; the clocks of the indexes go on."""
        api, path = MERGES[project]
        self.send("PUT", path, {}, api)
        for index in ("pypi", "testpypi"):
            self.world.call(index, "/-/clock", {"advance_seconds": 60})

    def release(self, project: str, index: str, version: str) -> int:
        """A real `uv publish` in a job of the project; its exit code."""
        job = start_job(self.world, index, environment=index, **JOBS[project])
        return job.uv_publish(*make_wheel(self.folder / "dist", project, version)).code

    def send(self, method: str, path: str, body: Any = None, api: str = "github") -> Any:
        """A request of a person with all rights."""
        token = "admin-token" if api == "github" else "boss-token"
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        base = self.world.urls[api] + ("" if api == "github" else "/api/v4")
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(base + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read() or b"null")

    def edit(self, repository: str, path: str, text: str) -> None:
        """A commit of a person right on the default branch of GitHub."""
        base = f"/repos/{repository}"
        head = self.send("GET", f"{base}/git/ref/heads/main")["object"]["sha"]
        entry = {"path": path, "mode": "100644", "type": "blob", "content": text}
        below = self.send("GET", f"{base}/git/commits/{head}")["tree"]["sha"]
        body = {"base_tree": below, "tree": [entry]}
        tree = self.send("POST", f"{base}/git/trees", body)["sha"]
        made = {"message": "by hand", "tree": tree, "parents": [head]}
        commit = self.send("POST", f"{base}/git/commits", made)["sha"]
        self.send("PATCH", f"{base}/git/refs/heads/main", {"sha": commit})

    def writes(self) -> list[str]:
        """Requests that were no reads, as `METHOD path`."""
        found = [(e["method"], e["path"]) for e in self.world.writes()]
        return [f"{method} {path}" for method, path in found if path != "/api/graphql"]

    def deleted(self) -> list[str]:
        """Paths of what was removed, in their order."""
        return [e["path"] for e in self.world.writes() if e["method"] == "DELETE"]

    def written(self) -> str:
        """All that was printed and all that was left in files."""
        files = (one for one in self.folder.rglob("*") if one.is_file() and one.suffix != ".whl")
        return self.said + "".join(one.read_text("utf-8", "replace") for one in files)


def begin(
    world: Sandbox, folder: Path, monkeypatch: pytest.MonkeyPatch, captured: Callable[[], Any]
) -> Migration:
    """A fresh world, and a folder with both configs and a fleet."""
    world.reset()
    for name, value in world.env.items():
        monkeypatch.setenv(name, value)
    for name in ("github", "gitlab"):
        monkeypatch.setenv(f"{name.upper()}_BASE_URL", world.urls[name])
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    monkeypatch.setenv("GITHUB_ACTOR", "octocat")
    monkeypatch.chdir(folder)
    Path("app.yaml").write_text(HUB_CONFIG, "utf-8")
    Path("lib.yaml").write_text(LAB_CONFIG, "utf-8")
    Path("fleet.yaml").write_text("projects: [app.yaml, l*.yaml]\n", "utf-8")
    made = Migration(world, folder, monkeypatch, captured)
    made.tokens()
    return made


FLEET = ("--fleet", "fleet.yaml")


def swapped(m: Migration) -> None:
    """Both registered by a person's word, both requests taken."""
    for name in ("app", "lib"):
        m.run("confirm", "registered", name, *FLEET)
    m.run("apply", *FLEET, "--yes")
    m.merge("app")
    m.merge("lib")


def proved(m: Migration) -> None:
    """And released by real jobs."""
    swapped(m)
    for project, index in (("app", "testpypi"), ("app", "pypi"), ("lib", "pypi")):
        m.register(project, index)
        assert 0 == m.release(project, index, "1.0")


__all__ = ["FLEET", "VALUE", "Migration", "begin", "proved", "swapped"]
