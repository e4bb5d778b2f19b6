"""A list of GitLab's, as much of it as can be had."""

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


def listed(client: Client, path: str, *keys: str, foretell: bool = False) -> Listing:
    """All pages of a list; a failure on the way keeps what was there before it."""
    rows: list[Any] = []
    try:
        gone = collect(client, f"{client.base_url}{path}", keys, rows, foretell)
    except WorldError as error:
        return Listing(rows, str(error), state_of(error))
    if gone:
        return Listing(rows, f"GitLab answers 404 for {path.partition('?')[0]}", "absent")
    return Listing(rows)


def collect(
    client: Client, first: str, keys: tuple[str, ...], rows: list[Any], foretell: bool
) -> bool:
    """Page after page into `rows`; whether the first one is 404."""
    url: str | None = first
    seen: set[str] = set()
    total = 0
    while url:
        if url in seen or not url.startswith(f"{client.base_url}/"):
            raise Broken.at(client.base_url, 200, "a next page that is none of its own")
        seen.add(url)
        answer = client.ask(url)
        if answer.status_code == 404 and url == first:
            return True
        rows += [client.keyed(answer, one, keys) for one in client.parsed(answer, list)]
        if foretell and url == first:
            client.expect(max(0, (number(answer.headers, "X-Total-Pages") or 1) - 1))
        counted = number(answer.headers, "X-Total")
        # Pages are cut by place: when something goes, what moved up to a page before is missed.
        if counted is not None and counted < total:
            raise Broken.at(url, 200, "a list that became shorter while it was read")
        total = counted or total
        following = NEXT.search(answer.headers.get("Link", ""))
        url = following[1] if following else None
    if len(rows) < total:
        raise Broken.at(first, 200, f"{len(rows)} of {total} objects")
    return False
