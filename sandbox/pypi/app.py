"""PyPI as a function: (state, request) -> response."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from ..http import Request, Response
from ..routing import Route, find, route
from . import danger_api, issuer, legacy, oidc, reading, registration, simple, tokens
from .clock import iso
from .errors import moved, unserved
from .state import PyPIState


def read_clock(state: PyPIState, request: Request) -> Response:
    """`GET /-/clock`: what time it is here."""
    return Response.of(200, {"now": iso(state.clock.now())})


def move_clock(state: PyPIState, request: Request) -> Response:
    """`POST /-/clock {"advance_seconds": N}`: let time pass; what has expired goes."""
    try:
        state.clock.advance(float(request.json()["advance_seconds"]))
    except (KeyError, TypeError, ValueError) as error:
        return Response.of(400, {"message": f"expected advance_seconds >= 0: {error}"})
    state.expire()
    return read_clock(state, request)


HANDLERS: dict[str, Any] = {
    "GET /-/clock": read_clock,
    "POST /-/clock": move_clock,
    "GET /simple/": simple.index,
    "GET /simple/{name}/": simple.detail,
    "GET /pypi/{name}/json": reading.project_json,
    "GET /integrity/{project}/{version}/{filename}/provenance": reading.integrity,
    "GET /files/{filename}": reading.download,
    "GET /_/oidc/audience": reading.audience,
    "POST /_/oidc/mint-token": oidc.mint,
    "POST /_/oidc/github/mint-token": oidc.mint,
    "POST /_/oidc/burn-token": tokens.burn,
    "POST /-/jobs": issuer.add_job,
    "GET /-/jobs/{id}/token": issuer.job_token,
    "POST /legacy/": legacy.upload,
    "GET /danger-api/projects/{name}/trusted-publishers": danger_api.publishers,
    "POST /danger-api/projects/{name}/trusted-publishers": danger_api.publishers,
    "GET /manage/account/publishing/": registration.account_page,
    "POST /manage/account/publishing/": registration.account_page,
    "GET /manage/organization/{organization}/publishing/": registration.organization_page,
    "POST /manage/organization/{organization}/publishing/": registration.organization_page,
    "GET /manage/project/{name}/settings/publishing/": registration.project_page,
    "POST /manage/project/{name}/settings/publishing/": registration.project_page,
}
ROUTES: list[Route[PyPIState]] = [route(spec, handler) for spec, handler in HANDLERS.items()]


def respond(state: PyPIState, request: Request) -> Response:
    """Answer one request; HEAD is a GET whose body is not sent."""
    state.expire()
    asked = replace(request, method="GET") if request.method == "HEAD" else request
    found = find(ROUTES, asked, asked.path)
    if not isinstance(found, set):
        handler, arguments = found
        return handler(state, asked, **arguments)
    if asked.method == "GET" and not isinstance(find(ROUTES, asked, asked.path + "/"), set):
        query = f"?{urlencode(asked.query)}" if asked.query else ""
        return moved(f"{asked.base_url}{asked.path}/{query}")
    if found:
        return Response.of(405, {"message": "Method Not Allowed"})
    return unserved(request.method, request.path)
