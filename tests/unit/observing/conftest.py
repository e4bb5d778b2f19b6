"""A sandbox of its own process, back at its seed for each test."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from lab.forked import forked_sandbox
from lab.world import Sandbox
from trustpub.forges.github.observing.observe import observe
from trustpub.forges.github.observing.opening import client
from trustpub.model import Plan
from trustpub.observing.client import Client
from trustpub.observing.compare import differences
from trustpub.observing.model import Difference, Repository

from . import worlds

FREE = 1_000_000
"""Requests a minute where no limit is meant to be met."""


@dataclass
class GitHub:
    """A sandbox's GitHub, looked at and changed behind the tool's back."""

    sandbox: Sandbox
    cache: Path

    def env(self, token: str = "admin-token") -> dict[str, str]:
        """What a client has in its environment."""
        return {
            "GITHUB_BASE_URL": self.sandbox.urls["github"],
            "GITHUB_TOKEN": token,
            "XDG_CACHE_HOME": str(self.cache),
        }

    def client(self, token: str = "admin-token", **options: Any) -> Client:
        """A client that neither sleeps nor has to: the sandbox takes more than GitHub does."""
        made = client(self.env(token), **options)
        made.sending.pace.sleep = lambda seconds: None
        made.sending.pace.a_minute = {"core": FREE, "graphql": FREE}
        return made

    def send(self, method: str, path: str, body: Any = None) -> Any:
        """A change by somebody else; the JSON answer."""
        headers = {"Authorization": "Bearer admin-token", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        url = self.sandbox.urls["github"] + path
        request = urllib.request.Request(url, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                text = answer.read()
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.code} {error.read()!r}") from None
        return json.loads(text) if text else None

    def environment(self, name: str = "pypi", **changes: Any) -> None:
        """PUT the declared environment with changes."""
        path = f"/repos/{worlds.REPOSITORY}/environments/{name}"
        self.send("PUT", path, {**self.body(name), **changes})

    def body(self, name: str) -> dict[str, Any]:
        """The declared environment as a body of PUT."""
        given = next(e for e in worlds.ENVIRONMENTS if e["name"] == name)
        body = {k: v for k, v in given.items() if k not in ("name", "policies", "reviewers")}
        if "reviewers" in given:
            body["reviewers"] = [self.user("octocat"), self.team("release-managers")]
        return body

    def user(self, login: str) -> dict[str, Any]:
        """A person as a reviewer."""
        return {"type": "User", "id": self.send("GET", f"/users/{login}")["id"]}

    def team(self, slug: str) -> dict[str, Any]:
        """A team as a reviewer."""
        return {"type": "Team", "id": self.send("GET", f"/orgs/octo-org/teams/{slug}")["id"]}

    def ruleset(self, **changes: Any) -> None:
        """PUT changes to the one ruleset."""
        path = f"/repos/{worlds.REPOSITORY}/rulesets"
        number = self.send("GET", path)[0]["id"]
        self.send("PUT", f"{path}/{number}", changes)

    def bypass(self) -> list[dict[str, Any]]:
        """The bypass actors of the one ruleset."""
        path = f"/repos/{worlds.REPOSITORY}/rulesets"
        number = self.send("GET", path)[0]["id"]
        found: list[dict[str, Any]] = self.send("GET", f"{path}/{number}")["bypass_actors"]
        return found

    def look(
        self, token: str = "admin-token", plan: Plan | None = None, name: str = worlds.REPOSITORY
    ) -> Repository:
        """One repository as it is."""
        return observe(self.client(token), [name], plan)[0]

    def differ(self, token: str = "admin-token", plan: Plan | None = None) -> list[Difference]:
        """Config against reality."""
        wanted = plan or worlds.plan()
        return list(differences(wanted, [self.look(token, wanted)]))

    def said(self, token: str = "admin-token") -> list[tuple[str, str, str]]:
        """Differences in short: state, name below the repository, setting."""
        return [short(one) for one in self.differ(token)]


def short(one: Difference) -> tuple[str, str, str]:
    """State, name below the repository, setting."""
    return one.state, one.name.removeprefix(worlds.REPOSITORY + "/"), one.setting


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A sandbox with the world that is as declared."""
    path = tmp_path_factory.mktemp("seed") / "seed.yaml"
    YAML(typ="safe").dump({"github": worlds.seed()}, path)
    with forked_sandbox(path) as running:
        yield running


@pytest.fixture
def github(served: Sandbox, tmp_path: Path) -> GitHub:
    """The sandbox, as it was at the start."""
    served.reset()
    return GitHub(served, tmp_path)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[dict[str, Any]], GitHub]]:
    """`serve(seed)` starts a sandbox with a seed of its own."""
    running: list[Any] = []

    def start(seed: dict[str, Any]) -> GitHub:
        path = tmp_path / "seed.yaml"
        YAML(typ="safe").dump({"github": seed}, path)
        context = forked_sandbox(path)
        running.append(context)
        return GitHub(context.__enter__(), tmp_path)

    yield start
    for context in running:
        context.__exit__(None, None, None)
