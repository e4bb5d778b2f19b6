"""The request limit: so many a minute for each token."""

import time
from datetime import UTC, datetime
from email.utils import format_datetime

from ..http import Request, Response
from .state import GitLabState

PERIOD = 60


def spend(state: GitLabState, request: Request) -> tuple[dict[str, str], bool]:
    """Count one request; the headers to send, and whether the limit is passed."""
    now = int(time.time())
    key = (request.token() or "anonymous", now // PERIOD)
    state.windows[key] += 1
    used, reset = state.windows[key], (now // PERIOD + 1) * PERIOD
    headers = {
        "RateLimit-Name": "throttle_authenticated_api",
        "RateLimit-Limit": str(state.limit),
        "RateLimit-Observed": str(used),
        "RateLimit-Remaining": str(max(0, state.limit - used)),
        "RateLimit-Reset": str(reset),
        "RateLimit-ResetTime": format_datetime(datetime.fromtimestamp(reset, UTC), usegmt=True),
    }
    return headers, used > state.limit


def slow_down(headers: dict[str, str]) -> Response:
    """429 in plain text, as Rack::Attack sends it."""
    wait = max(1, int(headers["RateLimit-Reset"]) - int(time.time()))
    more = {"Content-Type": "text/plain", "Retry-After": str(wait)}
    return Response(429, b"Retry later\n", {**headers, **more})
