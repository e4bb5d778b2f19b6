"""`/meta` and `/rate_limit`."""

from ..http import Response
from .call import Call
from .limits import Caller


def meta(call: Call) -> Response:
    """`GET /meta`."""
    return Response.of(200, {"verifiable_password_authentication": False})


def rate_limit(call: Call) -> Response:
    """`GET /rate_limit`: does not count against the limit it shows."""
    login, limits, now = call.login or "", call.state.limits, call.state.clock()
    core = limits.rate(Caller(login), now)
    search = {**core, "limit": 30, "used": 0, "remaining": 30}
    resources = {
        "core": core,
        "search": search,
        "graphql": limits.rate(Caller(login, "graphql"), now),
    }
    return Response.of(200, {"resources": resources, "rate": core})


ROUTES = [("GET /meta", meta), ("GET /rate_limit", rate_limit)]
