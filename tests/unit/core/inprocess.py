"""The sandbox without a socket: `requests` is served by the mounted APIs of a world."""

import io
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
from requests.adapters import BaseAdapter

from sandbox.api import Dropped
from sandbox.http import Request
from sandbox.world import World, client_env, make_world

URLS = {name: f"http://{name}.sandbox" for name in ("github", "gitlab", "pypi", "testpypi")}
TOKENS = {"github": "ghp_github-secret", "gitlab": "glpat-gitlab-secret"}
SEED: dict[str, Any] = {
    "github": {
        "owner": "octo-org",
        "tokens": [
            {"token": TOKENS["github"], "user": "boss"},
            {"token": "reader-token", "user": "reader"},
        ],
        "users": ["boss", "octocat", "hubot", "reader"],
        "organizations": [
            {
                "login": "octo-org",
                "plan": "enterprise",
                "members": ["boss", "octocat", "hubot", "reader"],
                "admins": ["boss"],
                "teams": [{"slug": f"team-{n:03}", "privacy": "closed"} for n in range(249)]
                + [{"slug": "release-managers", "privacy": "closed", "members": ["octocat"]}],
            }
        ],
        "repositories": [
            {"name": "octo-org/sampleproject", "teams": {"release-managers": "push"}},
            {
                "name": "octo-org/hidden",
                "visibility": "private",
                "teams": {"release-managers": "push"},
            },
            {"name": "octo-org/old", "archived": True},
        ],
    },
    "gitlab": {
        "edition": "ee",
        "tokens": [
            {"token": TOKENS["gitlab"], "user": "boss"},
            {"token": "reader-token", "user": "reader"},
        ],
        "users": ["boss", "alice", "reader", "bob"],
        "groups": [
            {"path": "group", "plan": "premium", "members": {"boss": "owner"}},
            {"path": "group/release-managers", "members": {"alice": "maintainer"}},
        ],
        "projects": [
            {
                "path": "group/otherproject",
                "visibility": "public",
                "members": {"alice": "maintainer", "reader": "developer"},
                "shared_with": {"group/release-managers": "maintainer"},
            }
        ],
    },
}


class InProcess(BaseAdapter):
    """A transport that hands each request to the API its host names."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.sent: list[requests.PreparedRequest] = []

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        """One request, one answer; a dropped connection and a strange host are as in the world."""
        self.sent.append(request)
        url = urlsplit(str(request.url))
        api = self.world.apis.get(str(url.hostname).removesuffix(".sandbox"))
        if api is None:
            raise requests.ConnectionError("Connection refused")
        headers = {name.lower(): value for name, value in request.headers.items()}
        query = tuple(parse_qsl(url.query, True))
        body = request.body or b""
        asked = Request(
            str(request.method),
            url.path,
            query,
            headers,
            body if isinstance(body, bytes) else body.encode(),
            f"http://{url.netloc}",
        )
        try:
            answer = api(asked)
        except Dropped:
            raise requests.ConnectionError("Remote end closed connection") from None
        return response(request, answer.status, answer.headers, answer.body)

    def close(self) -> None:
        """Nothing is open."""


def response(
    request: requests.PreparedRequest, status: int, headers: Mapping[str, str], body: bytes
) -> requests.Response:
    """An answer as `requests` would make it."""
    made = requests.Response()
    made.status_code = status
    made.headers.update(headers)
    made.raw = io.BytesIO(body)
    made.url = str(request.url)
    made.request = request
    return made


def environ() -> dict[str, str]:
    """What a client of this world has in its environment."""
    return client_env(SEED, URLS)


def world() -> World:
    """A fresh world of the seed."""
    return make_world(SEED)
