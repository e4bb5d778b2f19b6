"""Offset paging with the headers clients follow."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from ..http import Request, Response
from .errors import Refused
from .params import number

# Source: doc/api/rest/_index.md, "Pagination": above 10,000 rows the totals are left out.
COUNTED = 10_000


def paged(request: Request, rows: Sequence[Any]) -> Response:
    """One page of `rows`."""
    page, size = whole(request, "page", 1), min(whole(request, "per_page", 20), 100)
    last = max(1, -(-len(rows) // size))
    headers = {
        "X-Page": str(page),
        "X-Per-Page": str(size),
        "X-Next-Page": str(page + 1) if page < last else "",
        "X-Prev-Page": str(page - 1) if page > 1 else "",
        "Link": links(request, page, size, last),
    }
    if len(rows) <= COUNTED:
        headers |= {"X-Total": str(len(rows)), "X-Total-Pages": str(last)}
    return Response.of(200, rows[(page - 1) * size : page * size], headers)


def whole(request: Request, name: str, default: int) -> int:
    """A positive number from the query."""
    raw = request.param(name)
    if raw is None:
        return default
    found = number(raw)
    if found is None:
        raise Refused(400, {"error": f"{name} is invalid"})
    if found < 1:
        raise Refused(400, {"error": f"{name} does not have a valid value"})
    return found


def links(request: Request, page: int, size: int, last: int) -> str:
    """The Link header: prev, next, first, last."""
    kept = [(k, v) for k, v in request.query if k not in ("page", "per_page")]
    places = {"prev": page - 1, "next": page + 1, "first": 1, "last": last}
    parts = []
    for rel, target in places.items():
        if 1 <= target <= last:
            query = urlencode([*kept, ("page", target), ("per_page", size)])
            parts.append(f'<{request.base_url}{request.path}?{query}>; rel="{rel}"')
    return ", ".join(parts)
