"""A little GitHub in memory."""

import base64
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from nacl.public import PublicKey, SealedBox

from sandbox.events import EventLog
from sandbox.github.app import respond
from sandbox.github.model import Environment
from sandbox.github.state import GitHubState, build
from sandbox.http import Request, Response

SEED: dict[str, Any] = {
    "users": ["boss", "alice", "bob", "stranger"],
    "tokens": [
        {"token": "boss-token", "user": "boss"},
        {"token": "alice-token", "user": "alice"},
        {"token": "bob-token", "user": "bob"},
        {"token": "stranger-token", "user": "stranger"},
        {"token": "audit-token", "user": "boss", "access": "read"},
    ],
    "organizations": [
        {
            "login": "org",
            "plan": "team",
            "base": "none",
            "members": ["boss", "alice", "bob"],
            "admins": ["boss"],
            "teams": [
                {"slug": "releasers", "members": ["alice"]},
                {"slug": "outsiders", "members": ["bob"]},
            ],
        },
        {"login": "big", "plan": "enterprise", "members": ["boss"], "admins": ["boss"]},
        {"login": "poor", "plan": "free", "members": ["boss"], "admins": ["boss"]},
    ],
    "repositories": [
        {"name": "org/open", "teams": {"releasers": "push"}},
        {"name": "org/closed", "visibility": "private", "teams": {"releasers": "push"}},
        {"name": "org/old", "archived": True},
        {"name": "big/closed", "visibility": "private"},
        {"name": "poor/open"},
        {"name": "poor/closed", "visibility": "private"},
    ],
}
OPEN = "/repos/org/open"


@dataclass
class Sandbox:
    """A state and a short way to ask it."""

    state: GitHubState
    time: list[float] = field(default_factory=lambda: [1_000_000.0])

    def ask(
        self, method: str, url: str, body: Any = None, who: str | None = "boss", **headers: str
    ) -> Response:
        """One request of one person; `who` None is anonymous."""
        request = Request.of(method, url, body, f"{who}-token" if who else None)
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        return respond(self.state, replace(request, headers={**request.headers, **more}))

    def get(self, url: str, who: str | None = "boss", **headers: str) -> Any:
        """The JSON of a GET that succeeds."""
        response = self.ask("GET", url, None, who, **headers)
        assert response.status == 200, response.body
        return response.json()

    def environment(self, body: Any, repo: str = OPEN, name: str = "pypi") -> Response:
        """PUT an environment."""
        return self.ask("PUT", f"{repo}/environments/{name}", body)

    def stored(self, name: str = "pypi", repo: str = "org/open") -> Environment:
        """An environment as it is stored."""
        return self.state.environment(repo, name)

    def team(self, slug: str = "releasers") -> int:
        """A team's id."""
        return self.state.organizations["org"].teams[slug].id

    def user(self, login: str = "alice") -> int:
        """A person's id."""
        return self.state.users[login].id

    def sealed(self, base: str, value: str = "hunter2") -> dict[str, str]:
        """A body for PUT secret."""
        key = self.get(f"{base}/public-key")
        box = SealedBox(PublicKey(base64.b64decode(key["key"]))).encrypt(value.encode())
        return {"encrypted_value": base64.b64encode(box).decode(), "key_id": key["key_id"]}

    def changes(self, what: str) -> list[tuple[str, str]]:
        """The logged changes of a kind: what happened to which key."""
        events = [e for e in self.state.log.of() if e["kind"] == "change" and e["what"] == what]
        return [(e["action"], e["key"]) for e in events]


def make(**changes: Any) -> Sandbox:
    """A sandbox whose clock stands still until a test moves it."""
    sandbox = Sandbox(build("github", {**deepcopy(SEED), **changes}, EventLog()))
    sandbox.state.clock = lambda: sandbox.time[0]
    return sandbox


@pytest.fixture
def github() -> Sandbox:
    """The usual world."""
    return make()
