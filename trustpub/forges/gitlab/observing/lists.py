"""A list of GitLab's, as much of it as can be had."""

from collections.abc import Container
from typing import Any, NamedTuple

from ....errors import Broken, WorldError
from ....observing.client import Client
from ....observing.model import State
from ....observing.once import state_of
from ....observing.pace import number
from ....reader import NEXT


class Listing(NamedTuple):
    """The objects that were seen."""

    rows: list[Any]
    why: str | None = None
    """Why there may be more; None for a list that is complete."""
    state: State = "present"
    """`absent` for a 404, which also is what a token gets that may not see it."""


def listed(client: Client, path: str, *keys: str, only: Container[str] | None = None) -> Listing:
    """All pages of a list; a failure on the way keeps what was there before it.

    Its first page was foretold by who asks, the others are by it. `only`: what is kept of objects.
    """
    rows: list[Any] = []
    try:
        gone = collect(client, f"{client.base_url}{path}", keys, rows, only)
    except WorldError as error:
        return Listing(rows, str(error), state_of(error))
    if gone:
        return Listing(rows, f"GitLab answers 404 for {path.partition('?')[0]}", "absent")
    return Listing(rows)


def collect(
    client: Client,
    first: str,
    keys: tuple[str, ...],
    rows: list[Any],
    only: Container[str] | None,
) -> bool:
    """Page after page into `rows`; whether the first one is 404."""
    url: str | None = first
    seen: set[str] = set()
    total, foretold = 0, 1
    while url:
        if url in seen or not url.startswith(f"{client.base_url}/"):
            raise Broken.at(client.base_url, 200, "a next page that is none of its own")
        seen.add(url)
        answer = client.ask(url)
        if answer.status_code == 404 and url == first:
            return True
        rows += [brief(client.keyed(answer, o, keys), only) for o in client.parsed(answer, list)]
        counted = number(answer.headers, "X-Total")
        # Pages are cut by place: when something goes, what moved up to a page before is missed.
        if counted is not None and counted < total:
            raise Broken.at(url, 200, "a list that became shorter while it was read")
        total = counted or total
        following = NEXT.search(answer.headers.get("Link", ""))
        url = following[1] if following else None
        pages = max(number(answer.headers, "X-Total-Pages") or 0, len(seen) + bool(url))
        client.expect(max(0, pages - foretold))
        foretold = max(foretold, pages)
    if len(rows) < total:
        raise Broken.at(first, 200, f"{len(rows)} of {total} objects")
    return False


def brief(answer: dict[str, Any], only: Container[str] | None) -> dict[str, Any]:
    """An object with what is needed of it: those of some lists are long."""
    return answer if only is None else {key: answer[key] for key in answer if key in only}
