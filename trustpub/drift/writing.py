"""Opening, changing and closing issues; nothing else is ever written here.

GitHub docs, "Rate limits for the REST API" and "Best practices": no more than 80 requests a minute
and 500 an hour that make content, one after the other, a second apart.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..errors import WorldError
from ..reader import Reader
from ..writer import Writer
from .model import Change, Tracker

MOST = 400
"""Issues in one run; the next one goes on."""
SECONDS = 1.0


def apply(
    client: Reader,
    place: Tracker,
    changes: Iterable[Change],
    sleep: Callable[[float], object] = time.sleep,
) -> Iterator[tuple[Change, str | None]]:
    """Each change as it is made, with why it was not; after a failure nothing more is sent."""
    stopped: str | None = None
    for number, change in enumerate(one for one in changes if one.writes):
        if number >= MOST:
            stopped = stopped or f"{MOST} are enough for one run; run it again in an hour"
        if stopped is None:
            if number:
                sleep(SECONDS)
            stopped = failure(client, place, change)
            yield change, stopped
        else:
            yield change, f"not sent: {stopped}"


def failure(client: Reader, place: Tracker, change: Change) -> str | None:
    """Make one change; why it could not be made."""
    try:
        send(client, *request(place, change))
    except WorldError as error:
        return str(error)
    return None


def request(place: Tracker, change: Change) -> tuple[str, str, dict[str, Any]]:
    """Method, path and body of a change."""
    text = {"title": change.title}
    if place.forge == "github":
        text["body"] = change.body
        return ("POST", place.path, text) if change.number is None else github(place, change, text)
    text["description"] = change.body
    if change.number is None:
        # Those with the Planner role and above alone see it (GitLab docs, "Confidential issues").
        return "POST", place.path, {**text, "confidential": True}
    event = {"reopen": "reopen", "close": "close"}.get(change.step)
    return "PUT", f"{place.path}/{change.number}", text | ({"state_event": event} if event else {})


def github(place: Tracker, change: Change, text: dict[str, str]) -> tuple[str, str, dict[str, Any]]:
    """A change of a stored issue of GitHub."""
    closing = change.step == "close"
    state = {"state": "closed", "state_reason": "completed"} if closing else {"state": "open"}
    return "PATCH", f"{place.path}/{change.number}", {**text, **state}


def send(client: Reader, method: str, path: str, body: dict[str, Any]) -> None:
    """One request; never again after a failure, which may have come after the deed."""
    Writer(client, "write issues").write(method, path, body, "title")
