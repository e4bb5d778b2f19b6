"""Single writes over HTTP: sent once, no redirect followed, the token in no text.

GitHub docs, "Troubleshooting the REST API": 404 in place of 403, so that no private repository is
betrayed. GitLab docs, "Troubleshooting the REST API": 404 also where the user isn't authorized.
"""

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from .errors import Broken, Forbidden, Limited, Refused, Unanswered, Unclear, Unreachable
from .reader import TIMEOUT, Reader, json_of, limited, message, reason

if TYPE_CHECKING:
    import requests

DONE = (200, 201, 204)


class Gone(Enum):
    """What a DELETE was answered with that found nothing."""

    GONE = "gone"


GONE = Gone.GONE
"""404 on a DELETE: it is not there, or the token may not see it; only a look tells which."""


@dataclass(frozen=True)
class Writer:
    """Writes through a Reader, or through a paced Client, whose limits they then count against."""

    client: Reader
    right: str
    """What a token must be allowed that is refused: `write issues`."""

    def write(self, method: str, path: str, body: Any = None, *keys: str) -> Any:
        """The object answered, with these keys; None without them or a body; GONE."""
        url = f"{self.client.base_url}{path}"
        answer = self.client.single(method, lambda: self.sent(method, url, body))
        if method == "DELETE" and answer.status_code == 404:
            return GONE
        self.judged(method, url, answer)
        if answer.status_code == 204 or not (keys or answer.content.strip()):
            return None
        told = self.whole(method, url, answer)
        return self.client.keyed(answer, told, keys) if keys else None

    def sent(self, method: str, url: str, body: Any) -> "requests.Response":
        """The answer, whatever it is; without one it is told whether it may have been done."""

        def lost(error: Exception) -> Unreachable:
            if never_sent(error):
                return Unreachable.at(url, reason(error))
            return Unanswered.to(f"{method} {url}", self.hushed(reason(error)))

        return self.client.carried(
            lambda: self.client.opened().request(
                method, url, json=body, timeout=TIMEOUT, allow_redirects=False
            ),
            lost,
        )

    def judged(self, method: str, url: str, answer: "requests.Response") -> None:
        """WorldError for an answer that is no success."""
        status, told, variable = answer.status_code, self.hushed(said(answer)), self.client.variable
        what = f"{method} {url}"
        if status in DONE:
            return
        if status == 401:
            raise Refused.by(url, variable)
        if limited(answer):
            raise Limited.by(what, status)
        if status == 403:
            raise Forbidden.to_write(url, variable, told, self.right)
        if status == 404:
            raise Broken.hidden(what, variable, told, self.right)
        if 300 <= status < 400:
            raise Broken.elsewhere(what, status)
        if 400 <= status < 500:
            raise Broken.undone(what, status, told)
        raise Unclear.of(what, status, told)

    def whole(self, method: str, url: str, answer: "requests.Response") -> Any:
        """The JSON of an answer: a page of somebody in between is no success."""
        told = json_of(answer)
        if told is None or isinstance(told, dict | list):
            return told
        raise Unclear.of(f"{method} {url}", answer.status_code, "a page")

    def hushed(self, text: str) -> str:
        """A text without the token: what is between may send back what it was sent."""
        token = self.client.headers.get("Authorization", "").rpartition(" ")[2]
        return text.replace(token, "...") if token else text


def never_sent(error: Exception) -> bool:
    """Whether no connection was made; all else may have come after the deed."""
    from urllib3.exceptions import ConnectTimeoutError

    inner = getattr(error.args[0], "reason", None) if error.args else None
    # A host that is unknown and a refused connection are kinds of it (urllib3 docs, "Exceptions").
    return isinstance(inner, ConnectTimeoutError) or "CERTIFICATE_VERIFY_FAILED" in str(error)


def said(answer: "requests.Response") -> str:
    """What a refusal says; GitHub tells the reason of a 422 in a list beside it."""
    first, body = message(answer), json_of(answer)
    errors = body.get("errors") if isinstance(body, dict) else None
    listed = errors if isinstance(errors, list) else []
    more = [str(e.get("message") or "") if isinstance(e, dict) else str(e) for e in listed]
    text = " ".join(" ".join(filter(None, more)).split())[:200]
    return f"{first}: {text!r}" if text else first
