"""GitLab as a function: (state, request) -> response."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..http import Request, Response
from ..routing import Route, find, route
from . import (
    commits,
    discussions,
    environments,
    groups,
    identity,
    instance_variables,
    issues,
    merge_requests,
    notes,
    project_changes,
    projects,
    protected_branches,
    protected_environments,
    protected_tags,
    repository,
    schedule_variables,
    schedules,
    variables,
)
from .call import open_call
from .errors import Refused
from .limits import slow_down, spend
from .state import GitLabState

PREFIX = "/api/v4"
TABLES: tuple[Mapping[str, Any], ...] = (
    identity.ROUTES,
    projects.ROUTES,
    project_changes.ROUTES,
    groups.ROUTES,
    protected_tags.ROUTES,
    environments.ROUTES,
    protected_environments.ROUTES,
    variables.ROUTES,
    instance_variables.ROUTES,
    repository.ROUTES,
    commits.ROUTES,
    protected_branches.ROUTES,
    merge_requests.ROUTES,
    notes.ROUTES,
    discussions.ROUTES,
    schedules.ROUTES,
    schedule_variables.ROUTES,
    issues.ROUTES,
)
# In GitLab these are not the environment of that number.
LATER = ("/environments/review_apps", "/environments/stop_stale")
ROUTES: list[Route[GitLabState]] = [
    route(spec.replace(" ", f" {PREFIX}", 1), handler)
    for table in TABLES
    for spec, handler in table.items()
]


def respond(state: GitLabState, request: Request) -> Response:
    """Count the request against the limit, answer it, and add the limit's headers."""
    headers, passed = spend(state, request)
    if passed:
        return slow_down(headers)
    response = answer(state, request)
    return Response(response.status, response.body, {**response.headers, **headers})


def answer(state: GitLabState, request: Request) -> Response:
    """Find the handler and let it answer; HEAD is a GET whose body is not sent."""
    asked = replace(request, method="GET") if request.method == "HEAD" else request
    path = request.path.rstrip("/")
    found = find(ROUTES, asked, path)
    if isinstance(found, set) or path.endswith(LATER):
        return unserved(request, found if isinstance(found, set) else set())
    handler, names = found
    try:
        return handler(open_call(state, request), **names)
    except Refused as refused:
        return refused.response


def unserved(request: Request, known: set[str]) -> Response:
    """405 where GitLab has no such method; 501 where only the sandbox has not.

    A path that can be written to is served in full; one that can only be read may lack methods.
    """
    if known - {"GET"} and not request.path.endswith(LATER):
        allow = {"Allow": ", ".join(sorted(known))}
        return Response.of(405, {"error": "405 Not Allowed"}, allow)
    body: dict[str, Any] = {
        "message": f"the sandbox does not serve {request.method} {request.path}",
        "method": request.method,
        "path": request.path,
    }
    return Response.of(501, body)
