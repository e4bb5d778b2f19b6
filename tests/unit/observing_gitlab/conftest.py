"""A sandbox of its own process, back at its seed for each test."""

import json
import time
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
from trustpub.forges.gitlab.observing.observe import observe
from trustpub.forges.gitlab.observing.opening import client
from trustpub.model import Plan
from trustpub.observing.client import Client
from trustpub.observing.compare import differences
from trustpub.observing.model import Difference, Repository, Seen

from . import worlds


@dataclass
class Clock:
    """Time that passes by waiting alone."""

    now: float

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds


@dataclass
class GitLab:
    """A sandbox's GitLab, looked at and changed behind the tool's back."""

    sandbox: Sandbox

    def client(self, token: str = "boss-token", **options: Any) -> Client:
        """A client that does not really sleep."""
        env = {"GITLAB_BASE_URL": self.sandbox.urls["gitlab"], "GITLAB_TOKEN": token}
        made, clock = client(env, **options), Clock(time.time())
        made.sending.pace.sleep, made.sending.pace.clock = clock.sleep, clock
        return made

    def send(self, method: str, path: str, body: Any = None) -> Any:
        """A change by somebody else; the JSON answer."""
        headers = {"Authorization": "Bearer boss-token", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        url = f"{self.sandbox.urls['gitlab']}/api/v4{path}"
        request = urllib.request.Request(url, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                text = answer.read()
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.code} {error.read()!r}") from None
        return json.loads(text) if text else None

    def tag(self, **body: Any) -> Any:
        """The protected tag `v*`, or the one that is named, made anew with another body."""
        name = body.setdefault("name", "v*")
        self.send("DELETE", f"/projects/1/protected_tags/{name.replace('*', '%2A')}")
        return self.send("POST", "/projects/1/protected_tags", body)

    def protection(self) -> dict[str, Any]:
        """The protected environment as it is stored."""
        found: dict[str, Any] = self.send("GET", "/projects/1/protected_environments/pypi")
        return found

    def protect(self, **changes: Any) -> Any:
        """PUT changes to the protected environment."""
        return self.send("PUT", "/projects/1/protected_environments/pypi", changes)

    def row(self, key: str, **like: Any) -> dict[str, Any]:
        """One row of the protected environment."""
        rows: list[dict[str, Any]] = self.protection()[key]
        return next(row for row in rows if like.items() <= row.items())

    def drop(self, key: str, **like: Any) -> Any:
        """One row of the protected environment less."""
        return self.protect(
            **{key: [{**like, "id": self.row(key, **like)["id"], "_destroy": True}]}
        )

    def look(
        self, token: str = "boss-token", plan: Plan | None = None, name: str = worlds.PROJECT
    ) -> Repository:
        """One project as it is."""
        return observe(self.client(token), [name], plan)[0]

    def differ(self, token: str = "boss-token", plan: Plan | None = None) -> list[Difference]:
        """Config against reality."""
        wanted = plan or worlds.plan()
        return list(differences(wanted, [self.look(token, wanted)]))

    def said(self, *words: Any) -> list[tuple[str, str, str]]:
        """Differences in short: state, name below the project, setting."""
        return [short(one) for one in self.differ(*words)]


def short(one: Difference) -> tuple[str, str, str]:
    """State, name below the project, setting."""
    return one.state, one.name.partition("/sampleproject/")[2], one.setting


def seen(repository: Repository, name: str) -> Seen:
    """What was seen under a name below the project."""
    return next(one for one in repository.seen if one.name == f"{repository.name}/{name}")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A sandbox with the world that is as declared."""
    path = tmp_path_factory.mktemp("seed") / "seed.yaml"
    YAML(typ="safe").dump({"gitlab": worlds.seed()}, path)
    with forked_sandbox(path) as running:
        yield running


@pytest.fixture
def gitlab(served: Sandbox) -> GitLab:
    """The sandbox, as it was at the start."""
    served.reset()
    return GitLab(served)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[dict[str, Any]], GitLab]]:
    """`serve(seed)` starts a sandbox with a seed of its own."""
    running: list[Any] = []

    def start(seed: dict[str, Any]) -> GitLab:
        path = tmp_path / f"seed{len(running)}.yaml"
        YAML(typ="safe").dump({"gitlab": seed}, path)
        context = forked_sandbox(path)
        running.append(context)
        return GitLab(context.__enter__())

    yield start
    for context in running:
        context.__exit__(None, None, None)
