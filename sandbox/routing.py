"""Routes on the raw path, so that `group%2Fproject` stays one segment as on the real servers."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from .http import Request, Response, decode

S = TypeVar("S")
Handler = Callable[..., Response]


@dataclass(frozen=True)
class Route(Generic[S]):
    """`METHOD /raw/path/{name}`; a name matches one raw segment and is handed over decoded."""

    method: str
    pattern: re.Pattern[str]
    handler: Handler


def route(spec: str, handler: Handler) -> Route[S]:
    """`route("GET /orgs/{org}", get_org)`; `{name:rest}` matches the rest, slashes included."""
    method, _, path = spec.partition(" ")
    regex = ""
    for part in re.split(r"(\{[^}]+\})", path):
        if part.startswith("{"):
            name, _, kind = part[1:-1].partition(":")
            regex += f"(?P<{name}>{'.+' if kind == 'rest' else '[^/]+'})"
        else:
            regex += re.escape(part)
    return Route(method, re.compile(regex), handler)


def find(
    routes: Iterable[Route[S]], request: Request, path: str
) -> tuple[Handler, dict[str, str]] | set[str]:
    """The handler and its decoded arguments, else the methods this path does know."""
    known: set[str] = set()
    for entry in routes:
        match = entry.pattern.fullmatch(path)
        if match and entry.method == request.method:
            return entry.handler, {k: decode(v) for k, v in match.groupdict().items()}
        if match:
            known.add(entry.method)
    return known
