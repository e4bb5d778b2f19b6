"""One JSON document over HTTP, as an Observation: a failing world is never an exception."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from ... import __version__
from ..observation import Observation, absent, broken, present, unknown

if TYPE_CHECKING:
    import requests

TRIES = 2
PAUSE = 0.5
TIMEOUT = (5.0, 20.0)
PASSING = (429, 500, 502, 503, 504)


def get_json(what: str, url: str, accept: str = "application/json") -> Observation:
    """200 is present with the document in `found`, 404 is absent, all else could not be seen."""
    import requests

    headers = {"Accept": accept, "User-Agent": f"trustpub/{__version__}"}
    try:
        response = attempt(lambda: requests.get(url, headers=headers, timeout=TIMEOUT))
        if response.status_code == 404:
            return absent(what)
        if response.status_code != 200:
            return unknown(what, f"{url} answered {response.status_code}{said(response)}")
        return present(what, response.json())
    except requests.JSONDecodeError:
        return broken(what, f"{url} did not answer with JSON")
    except requests.RequestException as error:
        return unknown(what, f"{url} could not be reached: {type(error).__name__}")


def attempt(get: Callable[[], "requests.Response"]) -> "requests.Response":
    """The answer, with one more try where the failure may pass by itself."""
    import requests

    for _ in range(TRIES - 1):
        try:
            response = get()
            if response.status_code not in PASSING:
                return response
        except (requests.ConnectionError, requests.Timeout):
            pass
        time.sleep(PAUSE)
    return get()


def said(response: "requests.Response") -> str:
    """`: message` where a refusal carries one (warehouse answers {"message": ...})."""
    try:
        message = response.json()["message"]
    except (ValueError, KeyError, TypeError):
        return ""
    return f": {message}" if isinstance(message, str) else ""
