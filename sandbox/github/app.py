"""GitHub as one function: request -> response.

Order, as on the real service: who asks, rate limits, the route, then the ETag.
"""

import hashlib
import re
from itertools import chain

from ..http import Request, Response
from ..routing import Route, find, route
from . import (
    branches,
    comments,
    commits,
    contents,
    environments,
    errors,
    git,
    graphql,
    issues,
    meta,
    people,
    policies,
    pulls,
    repos,
    rulesets,
    secrets,
    subjects,
    variables,
)
from .call import Call
from .model import Token
from .state import GitHubState

MODULES = (
    meta,
    people,
    repos,
    contents,
    git,
    branches,
    commits,
    pulls,
    environments,
    policies,
    rulesets,
    secrets,
    subjects,
    variables,
    issues,
    comments,
    graphql,
)
# A literal segment wins over a name, whichever module it is in.
ROUTES: list[Route[GitHubState]] = [
    route(spec, handler)
    for spec, handler in sorted(
        chain.from_iterable(module.ROUTES for module in MODULES),
        key=lambda entry: re.sub(r"\{[^}]+\}", "~", entry[0]),
    )
]
UNMETERED = ("/rate_limit",)


def respond(state: GitHubState, request: Request) -> Response:
    """Answer one request."""
    prefix, path = split(request.path)
    call, now = Call(state, request, prefix, path, token_of(state, request)), state.clock()
    response = state.limits.refuse(call.caller, request, now)
    if response is None:
        response = conditional(call, dispatch(call))
        if response.status != 304 and path not in UNMETERED:
            state.limits.hour(call.caller, now).used += 1
    return dressed(response).with_headers(**state.limits.headers(call.caller, now))


def split(path: str) -> tuple[str, str]:
    """The version prefix of GitHub Enterprise Server, and the path as api.github.com has it."""
    if path.startswith("/api/v3/"):
        return "/api/v3", path.removeprefix("/api/v3")
    if path == "/api/graphql":
        return "/api", "/graphql"
    return "", path


def token_of(state: GitHubState, request: Request) -> Token | None:
    """The token; None without one, and for one that is unknown."""
    return state.tokens.get(request.token() or "")


def dispatch(call: Call) -> Response:
    """Find the handler and run it; refusals become responses."""
    try:
        if call.token is None and "authorization" in call.request.headers:
            raise errors.bad_credentials()
        leads_to = moved(call)
        if leads_to:
            return leads_to
        path = by_name(call)
        found = find(ROUTES, as_get(call.request), path)
        if isinstance(found, set):
            raise errors.unknown_path(call.request.method, call.request.path)
        handler, names = found
        return handler(call, **names)
    except errors.Refused as refused:
        return refused.response


def moved(call: Call) -> Response | None:
    """A renamed repository redirects: 301 for reads, 307 for writes, which keep their method.

    GitHub docs, "Best practices for using the REST API", redirects.
    """
    match = re.fullmatch(r"/repos/([^/]+/[^/]+)(/.*)?", call.path)
    number = call.state.moved.get(match[1].casefold()) if match else None
    if match is None or number is None:
        return None
    prefix = call.request.path.removesuffix(call.path)
    url = f"{call.request.base_url}{prefix}/repositories/{number}{match[2] or ''}"
    reads = call.request.method in ("GET", "HEAD")
    body = {"message": "Moved Permanently" if reads else "Temporary Redirect", "url": url}
    return Response.of(301 if reads else 307, body, {"Location": url})


def as_get(request: Request) -> Request:
    """HEAD is answered as GET; the server leaves the body out."""
    if request.method != "HEAD":
        return request
    return Request("GET", request.path, request.query, request.headers, b"", request.base_url)


def by_name(call: Call) -> str:
    """`/repositories/{id}/...` and `/organizations/{id}/team/{id}` as the named paths."""
    match = re.fullmatch(r"/repositories/(\d+)(/.*)?", call.path)
    if match:
        repo = call.state.repo_ids.get(int(match[1]))
        if repo is None:
            raise errors.not_found()
        return f"/repos/{repo.full_name}{match[2] or ''}"
    match = re.fullmatch(r"/organizations/(\d+)/team/(\d+)(/.*)?", call.path)
    if match:
        team = call.state.team_by_id(int(match[2]))
        if team is None:
            raise errors.not_found()
        return f"/orgs/{team.organization}/teams/{team.slug}{match[3] or ''}"
    return call.path


def conditional(call: Call, response: Response) -> Response:
    """Add the ETag; 304 when the caller has this answer already. It varies with the token."""
    request = call.request
    if response.status >= 300 or request.method == "DELETE" or not response.body:
        return response
    who = call.token.value if call.token else ""
    digest = hashlib.sha256(who.encode() + b"\0" + response.body).hexdigest()
    etag = f'W/"{digest}"'
    known = [e.strip() for e in request.headers.get("if-none-match", "").split(",")]
    if request.method in ("GET", "HEAD") and opaque(etag) in map(opaque, known):
        return Response(304, b"", {"ETag": etag})
    return response.with_headers(ETag=etag)


def opaque(etag: str) -> str:
    """An ETag for weak comparison."""
    return etag.removeprefix("W/")


def dressed(response: Response) -> Response:
    """What every answer carries."""
    return response.with_headers(
        X_GitHub_Media_Type="github.v3; format=json",
        X_GitHub_Api_Version_Selected="2022-11-28",
        Vary="Accept, Authorization, Cookie, X-GitHub-OTP",
    )
