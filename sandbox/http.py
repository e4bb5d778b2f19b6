"""The two values every sandbox API is a function between: Request -> Response."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote


@dataclass(frozen=True)
class Request:
    """One HTTP request. `path` is raw (undecoded, no query); header names are lower-case."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    base_url: str = "http://127.0.0.1"

    @classmethod
    def of(cls, method: str, url: str, body: Any = None, token: str | None = None) -> "Request":
        """A request as a test writes it: path with query, JSON body, bearer token."""
        path, _, query = url.partition("?")
        headers = {"authorization": f"Bearer {token}"} if token else {}
        if body is not None:
            headers["content-type"] = "application/json"
        data = b"" if body is None else json.dumps(body).encode()
        return cls(method, path, tuple(parse_qsl(query, True)), headers, data)

    def json(self) -> Any:
        """The body as JSON; an empty body is {}; raises ValueError when it is not JSON."""
        return json.loads(self.body) if self.body.strip() else {}

    def param(self, name: str, default: str | None = None) -> str | None:
        """The last value of a query parameter."""
        return next((v for k, v in reversed(self.query) if k == name), default)

    def token(self) -> str | None:
        """The token, in whichever header the client sent it."""
        scheme, _, value = self.headers.get("authorization", "").partition(" ")
        if scheme.lower() in ("bearer", "token") and value:
            return value
        return self.headers.get("private-token")


@dataclass(frozen=True)
class Response:
    """One HTTP response; header names as they go over the wire."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, status: int, body: Any, headers: Mapping[str, str] | None = None) -> "Response":
        """A JSON response."""
        kind = {"Content-Type": "application/json; charset=utf-8"}
        return cls(status, json.dumps(body).encode(), {**kind, **(headers or {})})

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    def with_headers(self, **more: str) -> "Response":
        """The same response with headers added; `_` in a name stands for `-`."""
        extra = {name.replace("_", "-"): value for name, value in more.items()}
        return Response(self.status, self.body, {**self.headers, **extra})


def decode(segment: str) -> str:
    """One raw path segment, percent-decoded."""
    return unquote(segment)
