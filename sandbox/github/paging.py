"""Pages and their Link header."""

from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import urlencode

from ..http import Request

T = TypeVar("T")


def page(
    request: Request, items: Sequence[T], cap: int = 100, default: int = 30
) -> tuple[list[T], dict[str, str]]:
    """The items of the page asked for, and the headers that name its neighbours.

    `per_page` above `cap` is cut to it, as on GitHub, without an error.
    """
    size = min(number(request, "per_page", default), cap)
    at = number(request, "page", 1)
    last = max(1, -(-len(items) // size))
    link = ", ".join(f'<{address(request, n)}>; rel="{rel}"' for rel, n in neighbours(at, last))
    return list(items[(at - 1) * size : at * size]), {"Link": link} if link else {}


def number(request: Request, name: str, default: int) -> int:
    """A positive number from the query, else the default."""
    raw = request.param(name) or ""
    return int(raw) if raw.isascii() and raw.isdigit() and int(raw) else default


def neighbours(at: int, last: int) -> list[tuple[str, int]]:
    """The relations in the order in which GitHub writes them."""
    back = [("prev", min(at - 1, last))] if at > 1 else []
    ahead = [("next", at + 1), ("last", last)] if at < last else []
    return back + ahead + ([("first", 1)] if at > 1 else [])


def address(request: Request, at: int) -> str:
    """This request's absolute address with another page number."""
    query = [(k, v) for k, v in request.query if k != "page"] + [("page", str(at))]
    return f"{request.base_url}{request.path}?{urlencode(query)}"
