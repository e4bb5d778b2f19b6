"""A Reader that also writes, for the requests of a proposal alone; the token is in no text."""

from typing import TYPE_CHECKING, Any

from ..errors import Broken, Forbidden
from ..reader import TIMEOUT, Reader, message

if TYPE_CHECKING:
    import requests

DONE = (200, 201, 204)


class Writer(Reader):
    """GETs of a Reader, and single writes, which follow no redirect."""

    def write(self, method: str, path: str, body: Any, *keys: str) -> Any:
        """The object that a write is answered with, which has these keys; None without a body."""
        url = f"{self.base_url}{path}"
        answer = self.carried(
            lambda: self.opened().request(
                method, url, json=body, timeout=TIMEOUT, allow_redirects=False
            )
        )
        if answer.status_code == 403 and "Retry-After" not in answer.headers:
            self.refused(url, answer)
        self.judged(url, answer)
        if answer.status_code not in DONE:
            raise Broken.at(f"{method} {url}", answer.status_code, said(answer))
        if answer.status_code == 204 or not keys:
            return None
        return self.keyed(answer, whole(answer), keys)

    def refused(self, url: str, answer: "requests.Response") -> None:
        """403: a spent limit is left to the Reader, the rest is a right that is missing."""
        if answer.headers.get("X-RateLimit-Remaining") == "0":
            return
        found = f"{url} may not be written with the token in {self.variable} (403 with"
        fix = "give the token the right to write contents, requests and workflows"
        raise Forbidden(f"{found} {said(answer)}); {fix}")


def whole(answer: "requests.Response") -> Any:
    """The JSON of an answer."""
    try:
        return answer.json()
    except ValueError:
        raise Broken.at(answer.url, answer.status_code, "no JSON") from None


def said(answer: "requests.Response") -> str:
    """What a refusal says; GitHub tells the reason of a 422 in a list beside it."""
    first = message(answer)
    try:
        errors = answer.json().get("errors")
    except (ValueError, AttributeError):
        return first
    listed = errors if isinstance(errors, list) else []
    more = [str(e.get("message") or "") if isinstance(e, dict) else str(e) for e in listed]
    text = " ".join(" ".join(filter(None, more)).split())[:200]
    return f"{first}: {text!r}" if text else first
