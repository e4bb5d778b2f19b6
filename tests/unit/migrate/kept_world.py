"""A GitHub and a GitLab in this process, asked by the real client."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from requests.adapters import BaseAdapter
from requests.models import PreparedRequest

from sandbox.events import EventLog
from sandbox.github.app import respond as github_answer
from sandbox.github.state import build as github_state
from sandbox.gitlab.app import respond as gitlab_answer
from sandbox.gitlab.state import build as gitlab_state
from sandbox.http import Request, Response
from trustpub.forges.github.observing.opening import client as github_client
from trustpub.forges.gitlab.observing.opening import client as gitlab_client
from trustpub.migrate.kept.all import Found
from trustpub.observing.client import Client

VALUE = "pypi-AgEIcHlwaS5vcmcPLANTED"
"""Planted in every secret and variable."""
FREE = 1_000_000
"""Requests a minute where no limit is meant to be met."""
Answer = Callable[[Request], Response]


class InProcess(BaseAdapter):
    """Hands every request to a function."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer

    def send(self, request: PreparedRequest, *args: Any, **more: Any) -> requests.Response:
        """One answer."""
        url, _, _ = str(request.url).partition("#")
        host = re.match(r"https?://[^/]+", url)
        assert host is not None
        headers = {name.lower(): value for name, value in request.headers.items()}
        asked = Request.of(str(request.method), url.removeprefix(host[0]))
        body = request.body.encode() if isinstance(request.body, str) else request.body or b""
        given = self.answer(Request(asked.method, asked.path, asked.query, headers, body, host[0]))
        answer = requests.Response()
        answer.status_code, answer._content, answer.url = given.status, given.body, url
        answer.headers.update(given.headers)
        answer._content_consumed = True  # type: ignore[attr-defined]
        answer.request = request
        return answer

    def close(self) -> None:
        """Nothing is open."""


@dataclass
class World:
    """A forge, and what stands in for some of its answers."""

    forge: str
    state: Any
    cache: Path
    instead: dict[str, Answer] = field(default_factory=dict)
    """Pattern of an address -> the answer to it."""
    asked: list[str] = field(default_factory=list)

    def answer(self, request: Request) -> Response:
        """The forge's answer, or another one."""
        query = "&".join(f"{k}={v}" for k, v in request.query)
        url = f"{request.method} {request.path}" + (f"?{query}" if query else "")
        self.asked.append(url)
        other = next((a for p, a in self.instead.items() if re.search(p, url)), None)
        if other:
            return other(request)
        real = github_answer if self.forge == "github" else gitlab_answer
        return real(self.state, request)

    def client(self, token: str = "boss-token", host: str = "https://forge.test") -> Client:
        """A client that never sleeps."""
        variables = {
            "GITHUB_BASE_URL": host,
            "GITLAB_BASE_URL": host,
            "GITHUB_TOKEN": token,
            "GITLAB_TOKEN": token,
            "XDG_CACHE_HOME": str(self.cache),
        }
        made = (github_client if self.forge == "github" else gitlab_client)(variables)
        made.sending.pace.sleep = lambda seconds: None
        made.sending.pace.a_minute = {"core": FREE, "graphql": FREE}
        made.sending.pace.patience = 0.0
        made.opened().mount(host, InProcess(self.answer))
        return made

    def put(self, pattern: str, status: int, body: Any, **headers: str) -> None:
        """From now on this stands in for the answers to some addresses."""
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        text = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.instead[pattern] = lambda request: Response(status, text, more)


def github(cache: Path, **seed: Any) -> World:
    """A GitHub."""
    state = github_state("github", {"limits": ROOM, **seed}, EventLog())
    return World("github", state, cache)


def gitlab(cache: Path, **seed: Any) -> World:
    """A GitLab."""
    return World("gitlab", gitlab_state("gitlab", {"limits": FAST, **seed}, EventLog()), cache)


ROOM: Mapping[str, Any] = {"primary": FREE, "secondary": {"points": FREE}}
FAST = {"per_minute": FREE}


def short(found: Found) -> set[str]:
    """What was found, a line each: where, and the name."""
    return {
        " ".join(
            part
            for part in (
                one.place.level,
                one.place.holder,
                one.place.part,
                one.place.store,
                one.place.kind,
                one.name,
                "" if one.scope == "*" else f"@{one.scope}",
            )
            if part
        )
        for one in found.kept
    }


def clean(found: object, *files: Path) -> bool:
    """Whether the planted value is in no text of what was found and in no file."""
    texts = [repr(found), str(found)]
    held = [path.read_bytes() for folder in files for path in folder.rglob("*") if path.is_file()]
    return VALUE not in "".join(texts) and not any(VALUE.encode() in body for body in held)
