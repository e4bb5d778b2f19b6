"""A sandbox with both forges as declared, and `trustpub verify` run in this process."""

import json
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from lab.forked import forked_sandbox
from lab.world import Sandbox
from tests.unit.observing import worlds as github_world
from tests.unit.observing_gitlab import worlds as gitlab_world
from trustpub.cli import main

GITHUB, GITLAB = github_world.CONFIG, gitlab_world.CONFIG
BOTH = """
project: sampleproject
github: {repository: octo-org/sampleproject, workflow: release.yml}
gitlab: {repository: group/sub/sampleproject}
publishers:
  - index: testpypi
    forge: github
    environment: testpypi
    triggers: {tags: ["v*-rc*"], branches: [main]}
  - index: testpypi
    forge: gitlab
    environment: testpypi
    triggers: {tags: ["v*"]}
tags:
  - pattern: "v*"
    forge: github
    created_by: {teams: [release-managers], users: [octocat], roles: [admin], deploy_keys: true}
  - pattern: "v*"
    forge: gitlab
    created_by: {users: [alice], groups: [group/release-managers]}
"""
TOKENS = {"GITHUB_TOKEN": "admin-token", "GITLAB_TOKEN": "boss-token"}


@dataclass
class Said:
    """What one run of the command said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The document."""
        return json.loads(self.out)


Verify = Callable[..., Said]


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A sandbox in which both forges hold what their configs declare."""
    path = tmp_path_factory.mktemp("seed") / "seed.yaml"
    seed = {"github": github_world.seed(), "gitlab": gitlab_world.seed()}
    YAML(typ="safe").dump(seed, path)
    with forked_sandbox(path) as running:
        yield running


@pytest.fixture
def world(served: Sandbox) -> Sandbox:
    """The sandbox as it was at the start."""
    served.reset()
    return served


@pytest.fixture
def verify(
    world: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Verify:
    """`verify(config, *words, **environ)`: no token and no address shows in what it says."""
    monkeypatch.chdir(tmp_path)
    for forge in ("github", "gitlab"):
        monkeypatch.setenv(f"{forge.upper()}_BASE_URL", world.urls[forge])

    def run(config: str, *words: str, **environ: str) -> Said:
        (tmp_path / "release.yaml").write_text(config)
        for name, value in {**TOKENS, **environ}.items():
            monkeypatch.setenv(name, value)
        code = main(["verify", *words])
        said = Said(code, *capsys.readouterr())
        for token in {**TOKENS, **environ}.values():
            assert not token or token.startswith("http") or token not in said.out + said.err
        return said

    return run


def send(world: Sandbox, api: str, method: str, path: str, body: Any = None) -> Any:
    """A change by somebody else; the JSON answer."""
    prefix, token = {
        "github": ("/api/v3", TOKENS["GITHUB_TOKEN"]),
        "gitlab": ("/api/v4", TOKENS["GITLAB_TOKEN"]),
    }[api]
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(world.urls[api] + prefix + path, data, headers, method=method)
    with world.answer(request) as answer:
        text = answer.read()
    return json.loads(text) if text else None
