"""Opening, changing and closing issues; nothing else is ever written here.

GitHub docs, "Rate limits for the REST API" and "Best practices": no more than 80 requests a minute
and 500 an hour that make content, one after the other, a second apart.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..errors import Broken, Forbidden, WorldError
from ..reader import TIMEOUT, Reader, limited, message
from .model import Change, Tracker

if TYPE_CHECKING:
    import requests

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
    url = f"{client.base_url}{path}"

    def go() -> "requests.Response":
        session = client.opened()
        return session.request(method, url, json=body, timeout=TIMEOUT, allow_redirects=False)

    answer = client.carried(go)
    if answer.status_code == 403 and not limited(answer):
        found = f"{url} is forbidden to the token in {client.variable} (403 with {message(answer)})"
        raise Forbidden(f"{found}; give it the right to write issues")
    answer = client.judged(url, answer)
    if answer.status_code != (201 if method == "POST" else 200):
        raise Broken.at(url, answer.status_code, message(answer))
