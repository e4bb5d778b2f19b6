"""A sandbox without sockets, a cache of its own, and a clock that stands still."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests

from sandbox.world import make_world
from trustpub.cli import main
from trustpub.indexes.pypi import http

from ..core.inprocess import URLS, InProcess

RELEASED = "2026-01-02T00:00:00Z"


def published(project: str, **other: str) -> dict[str, Any]:
    """A project of the seed with one file that names its publisher."""
    by = {"kind": "GitHub", "repository": f"octo-org/{project}", "workflow": "release.yml"}
    file = {
        "filename": f"{project}-1.0.tar.gz",
        "uploaded": RELEASED,
        "publisher": {**by, "environment": "pypi", **other},
    }
    return {"name": project, "releases": [{"version": "1.0", "files": [file]}]}


def config(project: str, *indexes: str) -> str:
    """A release config with these indexes."""
    entries = ", ".join(f"{{index: {i}, environment: {i}}}" for i in indexes or ("pypi",))
    return (
        f"project: {project}\n"
        f"github: {{repository: octo-org/{project}, workflow: release.yml}}\n"
        f"publishers: [{entries}]\n"
        'tags: [{pattern: "v*", created_by: {roles: [admin]}}]\n'
    )


class Net(InProcess):
    """The sandbox as the only network, and what was asked of it."""

    def asked(self, api: str | None = None) -> list[str]:
        """Paths of the requests, in order, from the event log."""
        events = [e for e in self.world.log.of(api) if e["kind"] == "request"]
        return [event["path"] for event in events]

    def forget(self) -> None:
        """Start counting anew."""
        self.world.log.events.clear()


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Net]:
    """`net(pypi=[projects], testpypi=[projects])` makes the world."""

    def make(**projects: list[dict[str, Any]]) -> Net:
        seed = {
            api: {"users": [{"name": "owner"}], "projects": listed}
            for api, listed in projects.items()
        }
        adapter = Net(make_world(seed))
        monkeypatch.setattr(requests.Session, "get_adapter", lambda *_, **__: adapter)
        return adapter

    for index in ("pypi", "testpypi"):
        monkeypatch.setenv(f"TRUSTPUB_{index.upper()}_URL", URLS[index])
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(http, "PAUSE", 0)
    return make


@pytest.fixture
def files(tmp_path: Path) -> Callable[..., list[str]]:
    """`files("a", "b")` writes their release configs."""

    def write(*projects: str, indexes: tuple[str, ...] = ("pypi",)) -> list[str]:
        paths = [tmp_path / f"{project}.yaml" for project in projects]
        for path in paths:
            path.write_text(config(path.stem, *indexes), "utf-8")
        return [str(path) for path in paths]

    return write


@pytest.fixture
def status(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, Any]]:
    """`status(*words)` -> exit code and JSON document."""

    def run(*words: str) -> tuple[int, Any]:
        code = main(["status", *words, "--format", "json"])
        return code, json.loads(capsys.readouterr().out)

    return run
