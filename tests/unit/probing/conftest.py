"""A world with both indexes, jobs in it, and the command run inside one of them."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import requests

from sandbox.world import make_world
from trustpub.cli import main
from trustpub.indexes.pypi import http

from ..core.inprocess import InProcess

HUB = {
    "provider": "github",
    "owner": "octo-org",
    "repository": "sampleproject",
    "workflow_filename": "release.yml",
    "environment": "pypi",
}
LAB = {
    "provider": "gitlab",
    "namespace": "group/sub",
    "project": "sampleproject",
    "workflow_filepath": ".gitlab-ci.yml",
    "environment": "pypi",
}
SEED: dict[str, Any] = {
    "pypi": {
        "users": [{"name": "boss"}],
        "projects": [{"name": "sampleproject", "owners": ["boss"], "publishers": [HUB, LAB]}],
    },
    "testpypi": {
        "users": [{"name": "boss"}],
        "pending_publishers": [
            {"project_name": "sampleproject", **HUB},
            {"project_name": "sampleproject", **LAB},
        ],
    },
}
JOBS: dict[str, dict[str, Any]] = {
    "github": {
        "forge": "github",
        "repository": "octo-org/sampleproject",
        "workflow": "release.yml",
        "environment": "pypi",
    },
    "gitlab": {
        "forge": "gitlab",
        "repository": "group/sub/sampleproject",
        "pipeline": ".gitlab-ci.yml",
        "environment": "pypi",
    },
}
CONFIG = """\
project: sampleproject
github: {repository: octo-org/sampleproject, workflow: release.yml}
gitlab: {repository: group/sub/sampleproject}
publishers:
  - {index: pypi, environment: pypi}
  - {index: testpypi, environment: pypi}
tags:
  - {pattern: "v*", forge: github, created_by: {roles: [admin]}}
  - {pattern: "v*", forge: gitlab, created_by: {access: maintainer}}
"""


class Ran(NamedTuple):
    """What the command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The document."""
        return json.loads(self.out)

    @property
    def ids(self) -> list[str]:
        """Of its problems."""
        return [each["id"] for each in self.json["problems"]]


class Place:
    """The net, and every secret that has been in it."""

    def __init__(self, net: InProcess, patch: pytest.MonkeyPatch, config: Path) -> None:
        self.net, self.patch, self.config = net, patch, config
        self.secrets: set[str] = set()

    def job(self, forge: str, index: str = "pypi", **changes: Any) -> dict[str, Any]:
        """Be inside a job."""
        answer = requests.post(f"http://{index}.sandbox/-/jobs", json={**JOBS[forge], **changes})
        made: dict[str, Any] = answer.json()
        assert answer.status_code == 201, made
        if forge == "github":
            self.patch.setenv("GITHUB_ACTIONS", "true")
            self.patch.setenv("ACTIONS_ID_TOKEN_REQUEST_URL", made["request_url"])
            self.patch.setenv("ACTIONS_ID_TOKEN_REQUEST_TOKEN", made["request_token"])
        else:
            self.patch.setenv("GITLAB_CI", "true")
            self.patch.setenv(f"{index.upper()}_ID_TOKEN", made["token"])
        self.secrets |= {made["token"], made["request_token"]}
        return made

    def projects(self, index: str) -> list[str]:
        """What exists there."""
        return sorted(self.net.world.apis[index].state.projects)

    def minted(self, index: str) -> list[str]:
        """Tokens that the index gave out."""
        return list(self.net.world.apis[index].state.tokens)


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Place:
    """A fresh world, outside any job."""
    net = InProcess(make_world(SEED))
    monkeypatch.setattr(requests.Session, "get_adapter", lambda *_, **__: net)
    monkeypatch.setattr(http, "PAUSE", 0)
    for name in [*os.environ]:
        if name.startswith(("GITHUB_", "GITLAB_", "ACTIONS_")) or name.endswith("_ID_TOKEN"):
            monkeypatch.delenv(name)
    for index in ("pypi", "testpypi"):
        monkeypatch.setenv(f"TRUSTPUB_{index.upper()}_URL", f"http://{index}.sandbox")
    config = tmp_path / "release.yaml"
    config.write_text(CONFIG)
    return Place(net, monkeypatch, config)


@pytest.fixture
def probe(
    place: Place, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> Callable[..., Ran]:
    """`probe("--exchange")`: run the command; no secret may come out anywhere."""
    caplog.set_level("DEBUG")

    def run(*words: str, form: str = "json", index: str | None = "pypi") -> Ran:
        named = ["--index", index] if index else []
        code = main(["probe", str(place.config), "--format", form, *named, *words])
        printed = capsys.readouterr()
        said = printed.out + printed.err + caplog.text
        for request in place.net.sent:
            body = json.loads(request.body or b"null")
            place.secrets |= (
                {body["token"]} if isinstance(body, dict) and "token" in body else set()
            )
        secrets = place.secrets | set(place.minted("pypi")) | set(place.minted("testpypi"))
        assert [] == [secret for secret in secrets if secret and secret in said]
        return Ran(code, printed.out, printed.err)

    return run
