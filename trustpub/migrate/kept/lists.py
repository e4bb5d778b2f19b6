"""Names from a forge, page after page; values are dropped where the answer comes in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from ...errors import Broken, WorldError
from ...model import Unknown
from ...observing.client import Client
from ...observing.pace import number
from ...reader import NEXT
from ..model import Kept

T = TypeVar("T")
ODD = (KeyError, TypeError, ValueError, AttributeError)
"""What taking a part of an answer of another form ends in."""
HIDDEN = "the token may not see it, or it is not there (404)"
"""Forges hide so what a token may not see."""


class Found(NamedTuple):
    """What was found, and what could not be looked at."""

    kept: tuple[Kept, ...] = ()
    """All of them, recognised or not."""
    unknown: tuple[Unknown, ...] = ()


@dataclass(frozen=True)
class Listed(Generic[T]):
    """The objects of a list, without their values."""

    rows: tuple[T, ...] = ()
    why: str = ""
    """Why there may be more; empty for a list that is complete."""
    absent: bool = False
    """Whether there was no such list (404)."""
    server: bool = False
    """Whether a GitHub Enterprise Server said so (docs, "X-GitHub-Enterprise-Version")."""


def together(*found: Found) -> Found:
    """Several as one."""
    return Found(
        tuple(one for part in found for one in part.kept),
        tuple(one for part in found for one in part.unknown),
    )


def listed(client: Client, path: str, pick: Callable[[Any], T], key: str = "") -> Listed[T]:
    """All pages of a list, or of the one in `{total_count, KEY}`; `pick` leaves every value out.

    What came before a failure is kept, with the reason why there may be more.
    """
    rows: list[T] = []
    try:
        return pages(client, f"{client.base_url}{path}", pick, key, rows)
    except WorldError as error:
        return Listed(tuple(rows), str(error))


def pages(
    client: Client, first: str, pick: Callable[[Any], T], key: str, rows: list[T]
) -> Listed[T]:
    """Page after page into `rows`."""
    url: str | None = first
    seen: set[str] = set()
    total: int | None = None
    while url:
        if url in seen or not url.startswith(f"{client.base_url}/"):
            raise Broken.at(client.base_url, 200, "a next page that is none of its own")
        seen.add(url)
        answer = client.ask(url)
        if answer.status_code == 404 and url == first:
            server = "X-GitHub-Enterprise-Version" in answer.headers
            return Listed((), HIDDEN, True, server)
        objects, counted = parts(client, answer, key)
        # Pages are cut by place: when something goes, what moved up to a page before is missed.
        if total is not None and counted != total:
            raise Broken.at(first, 200, "a list that changed while it was read")
        if total is None and counted and objects:
            client.expect(-(-counted // len(objects)) - 1)
        total = counted
        rows += [picked(first, pick, one) for one in objects]
        following = NEXT.search(answer.headers.get("Link", ""))
        url = following[1] if following else None
    if total is not None and len(rows) != total:
        raise Broken.at(first, 200, f"{len(rows)} of {total} objects")
    return Listed(tuple(rows))


def parts(client: Client, answer: Any, key: str) -> tuple[list[Any], int | None]:
    """The objects of one answer, and how many the forge counts in all."""
    if not key:
        return client.parsed(answer, list), number(answer.headers, "X-Total")
    body = client.parsed(answer, dict)
    objects, counted = body.get(key), body.get("total_count")
    if not isinstance(objects, list) or not isinstance(counted, int):
        raise Broken.at(answer.url, 200, f"no list in {key!r}")
    return objects, counted


def picked(url: str, pick: Callable[[Any], T], one: Any) -> T:
    """What is needed of an object; nothing that goes wrong may carry the rest of it."""
    try:
        return pick(one)
    except ODD as error:
        kind = type(error).__name__
    raise Broken.at(url, 200, f"an object of an unknown form ({kind})")


def text(one: Any, key: str) -> str:
    """A text that has to be there."""
    found = one[key]
    if not isinstance(found, str) or not found:
        raise TypeError(key)
    return found
