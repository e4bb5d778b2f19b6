"""A sandbox with a private place for issues on each forge, and the command on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gitlab
import pytest
from github import Auth, Github
from ruamel.yaml import YAML

from lab.forked import forked_sandbox
from lab.world import Sandbox
from trustpub.audit.model import Section
from trustpub.cli import main

from .made import document

GITHUB: dict[str, Any] = {
    "tokens": [
        {"token": "boss-token", "user": "boss"},
        {"token": "read-token", "user": "boss", "access": "read"},
        {"token": "stranger-token", "user": "stranger"},
    ],
    "users": ["boss", "stranger"],
    "organizations": [{"login": "octo-org", "plan": "team", "admins": ["boss"]}],
    "repositories": [
        {"name": "octo-org/trust", "visibility": "private"},
        {"name": "octo-org/open", "visibility": "public"},
        {"name": "octo-org/old", "visibility": "private", "archived": True},
    ],
}
GITLAB: dict[str, Any] = {
    "tokens": [
        {"token": "boss-token", "user": "boss"},
        {"token": "read-token", "user": "boss", "scopes": ["read_api"]},
    ],
    "users": ["boss"],
    "groups": [{"path": "group", "members": {"boss": "owner"}}, {"path": "group/sub"}],
    "projects": [
        {"path": "group/sub/trust", "visibility": "private"},
        {"path": "group/open", "visibility": "public"},
    ],
}


@dataclass
class World:
    """The sandbox, and the command."""

    sandbox: Sandbox
    folder: Path
    monkeypatch: pytest.MonkeyPatch

    def drift(
        self, *words: str, sections: tuple[Section, ...] = (), token: str = "boss-token"
    ) -> int:
        """`trustpub drift` on a report of these sections; its exit code."""
        path = self.folder / "audit.json"
        path.write_text(document(*sections), "utf-8")
        self.monkeypatch.setenv("GITHUB_TOKEN", token)
        self.monkeypatch.setenv("GITLAB_TOKEN", token)
        return main(["drift", str(path), *words])

    def on_github(self) -> list[Any]:
        """The issues as PyGithub reads them, oldest first."""
        base = self.sandbox.urls["github"]
        client = Github(auth=Auth.Token("boss-token"), base_url=f"{base}/api/v3")
        return list(client.get_repo("octo-org/trust").get_issues(state="all"))[::-1]

    def on_gitlab(self) -> list[Any]:
        """The issues as python-gitlab reads them, oldest first."""
        client = gitlab.Gitlab(self.sandbox.urls["gitlab"], private_token="boss-token")
        return client.projects.get("group/sub/trust").issues.list(get_all=True)[::-1]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A sandbox of its own process."""
    path = tmp_path_factory.mktemp("seed") / "seed.yaml"
    YAML(typ="safe").dump({"github": GITHUB, "gitlab": GITLAB}, path)
    with forked_sandbox(path) as running:
        yield running


@pytest.fixture
def world(served: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """The sandbox, back at its seed; nobody waits between two issues."""
    served.reset()
    for variable in ("GITHUB_REPOSITORY", "CI_PROJECT_PATH"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("GITHUB_BASE_URL", served.urls["github"])
    monkeypatch.setenv("GITLAB_BASE_URL", served.urls["gitlab"])
    monkeypatch.setattr("trustpub.drift.writing.SECONDS", 0.0)
    return World(served, tmp_path, monkeypatch)
