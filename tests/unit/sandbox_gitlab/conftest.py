"""A GitLab in memory: one private project, four users, Premium."""

from typing import Any

import pytest

from sandbox.events import EventLog
from sandbox.gitlab.app import respond
from sandbox.gitlab.state import GitLabState, build
from sandbox.http import Request, Response

PROJECT = "/projects/group%2Fsub%2Fotherproject"
OWNER, ALICE, BOB, READER = 1, 2, 3, 4
MANAGERS = 3


def seed(**more: Any) -> dict[str, Any]:
    """The world of these tests; every call gives a fresh one."""
    return {
        "tokens": [
            {"token": "t-admin", "user": "release-engineer"},
            {"token": "t-bob", "user": "bob"},
            {"token": "t-reader", "user": "reader"},
            {"token": "t-read-only", "user": "release-engineer", "scopes": ["read_api"]},
        ],
        "users": ["release-engineer", "alice", "bob", "reader"],
        "groups": [
            {"path": "group", "plan": "premium", "members": {"release-engineer": "owner"}},
            {"path": "group/sub", "members": {"alice": "maintainer", "bob": "developer"}},
            {"path": "group/release-managers", "members": {"alice": "maintainer"}},
        ],
        "projects": [
            {
                "path": "group/sub/otherproject",
                "shared_with": {"group/release-managers": "maintainer"},
                "files": {".gitlab-ci.yml": "stages: []\n", "docs/index.md": "# Docs\n"},
                "tags": ["v1.0"],
                "deploy_keys": {7: "release bot"},
            }
        ],
        **more,
    }


class Bench:
    """A state, and a short way to ask it."""

    def __init__(self, given: dict[str, Any]) -> None:
        self.log = EventLog()
        self.state: GitLabState = build("gitlab", given, self.log)

    def __call__(
        self, method: str, url: str, body: Any = None, token: str | None = "t-admin"
    ) -> Response:
        return respond(self.state, Request.of(method, f"/api/v4{url}", body, token))

    def changes(self) -> list[tuple[str, str, str]]:
        """What changed: what, key, action."""
        return [(e["what"], e["key"], e["action"]) for e in self.log.of()]


@pytest.fixture
def ask() -> Bench:
    """The world as it is seeded above."""
    return Bench(seed())
