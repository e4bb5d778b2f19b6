"""Read-only HTTP: GET, and GraphQL queries; bounded in time, the token in no text.

What requests raises holds the body that was no JSON, or the request with its token: nothing is
raised while such an exception is handled, for `from None` hides it and still keeps it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from . import __version__
from .errors import Broken, Forbidden, Limited, Refused, Unreachable, WorldError
from .retrying import Patience

if TYPE_CHECKING:
    import requests

TIMEOUT = (5, 30)
"""Seconds to connect and to wait for an answer."""
NEXT = re.compile(r'<([^>]+)>;\s*rel="next"')
"""RFC 8288 as GitHub and GitLab send it."""
NO_JSON = object()


@dataclass
class Between:
    """Stands between the readers and writers of this process and the network."""

    known: "Callable[[str], requests.Response | None]" = lambda url: None
    """Asked before each GET: an answer that is known already."""
    heard: "Callable[[requests.Response], None]" = lambda answer: None
    """Told of each answer."""
    done: Callable[[], None] = lambda: None
    """Told when an engine has made all that it had to, which is looked at from now on."""


between = Between()


@dataclass
class Reader:
    """GETs below one address with one token, which came from the variable `variable`."""

    base_url: str
    headers: dict[str, str] = field(repr=False)
    variable: str
    session: "requests.Session | None" = field(default=None, repr=False)
    patience: Patience = field(default_factory=Patience, repr=False)

    def get(self, path: str, *keys: str) -> Any | None:
        """The object at a path, which has these keys; None where there is nothing (404)."""
        answer = self.ask(f"{self.base_url}{path}")
        if answer.status_code == 404:
            return None
        return self.keyed(answer, self.parsed(answer, dict), keys)

    def pages(self, path: str, *keys: str, there: bool = False) -> Iterator[Any]:
        """The objects of a list, page after page; nothing where there is no such list (404).

        `there`: what the list is of is there, so that a 404 hides it.
        """
        url: str | None = f"{self.base_url}{path}"
        seen: set[str] = set()
        while url:
            if url in seen or not url.startswith(f"{self.base_url}/"):
                raise Broken.at(self.base_url, 200, "a next page that is none of its own")
            seen.add(url)
            answer = self.ask(url)
            if answer.status_code == 404 and there:
                raise Broken.at(url, 404, "no list, though what it is of was there")
            if answer.status_code == 404:
                return
            yield from (self.keyed(answer, item, keys) for item in self.parsed(answer, list))
            following = NEXT.search(answer.headers.get("Link", ""))
            url = following[1] if following else None

    def keyed(self, answer: "requests.Response", item: Any, keys: tuple[str, ...]) -> Any:
        """An object, known to have these keys."""
        missing = [key for key in keys if not isinstance(item, dict) or key not in item]
        if missing:
            raise Broken.at(answer.url, answer.status_code, f"an object without {missing[0]!r}")
        return item

    def ask(self, url: str) -> "requests.Response":
        """One GET, again where its failure may pass. Redirects are followed; the token is not."""
        return self.judged(url, self.patience.answer(lambda: self.send(url)))

    def send(self, url: str, headers: Mapping[str, str] | None = None) -> "requests.Response":
        """One GET, whatever it is answered with."""
        known = between.known(url)
        if known is not None:
            return known
        return self.carried(lambda: self.opened().get(url, headers=headers, timeout=TIMEOUT))

    def post(self, url: str, body: Any) -> "requests.Response":
        """One GraphQL query, which can be sent by POST alone; redirects are not followed."""
        return self.carried(
            lambda: self.opened().post(url, json=body, timeout=TIMEOUT, allow_redirects=False)
        )

    def opened(self) -> "requests.Session":
        """The session with the token."""
        import requests

        if self.session is None:
            session = requests.Session()
            # No .netrc and no proxies' credentials instead of the token that was set.
            session.trust_env = False
            session.headers.update(self.headers, **{"User-Agent": f"trustpub/{__version__}"})
            self.session = session
        return self.session

    def single(self, method: str, send: "Callable[[], requests.Response]") -> "requests.Response":
        """The answer to a request that is never sent again: a write."""
        return send()

    def carried(
        self,
        send: "Callable[[], requests.Response]",
        lost: Callable[[Exception], WorldError] | None = None,
    ) -> "requests.Response":
        """The answer; no answer is a WorldError, which `lost` makes."""
        import requests

        try:
            answer = send()
            between.heard(answer)
            return answer
        except (requests.exceptions.InvalidHeader, UnicodeError):
            failed: WorldError = Refused.before(self.base_url, self.variable)
        except requests.RequestException as error:
            failed = lost(error) if lost else Unreachable.at(self.base_url, reason(error))
        raise failed

    def judged(self, url: str, answer: "requests.Response") -> "requests.Response":
        """An answer that is no refusal."""
        if answer.status_code == 401:
            raise Refused.by(self.base_url, self.variable)
        if limited(answer):
            raise Limited.by(self.base_url, answer.status_code)
        if answer.status_code == 403:
            raise Forbidden.by(url, self.variable, message(answer))
        return answer

    def parsed(self, answer: "requests.Response", kind: type) -> Any:
        """The body of a good answer: an object or a list."""
        if answer.status_code != 200:
            raise Broken.at(answer.url, answer.status_code, message(answer))
        body = json_of(answer)
        if body is NO_JSON:
            raise Broken.at(answer.url, answer.status_code, "no JSON")
        if not isinstance(body, kind):
            raise Broken.at(answer.url, answer.status_code, f"JSON that is no {kind.__name__}")
        return body


def json_of(answer: "requests.Response") -> Any:
    """The body of an answer; NO_JSON where it is none."""
    try:
        return answer.json()
    except ValueError:
        return NO_JSON


def limited(answer: "requests.Response") -> bool:
    """Whether it says "later", not "never": GitHub uses 403 for both, GitLab has 429.

    GitHub docs, "Troubleshooting the REST API": of a secondary limit the message alone may tell.
    """
    if answer.status_code != 403:
        return answer.status_code == 429
    spent = answer.headers.get("X-RateLimit-Remaining") == "0" or "Retry-After" in answer.headers
    return spent or "rate limit" in message(answer).lower()


def reason(error: Exception) -> str:
    """Why there was no answer, in a few words."""
    text = str(error)
    for sign, words in REASONS.items():
        if sign in text:
            return words
    return type(error).__name__


REASONS = {
    "Connection refused": "connection refused",
    "timed out": "timed out",
    "Name or service not known": "unknown host",
    "nodename nor servname": "unknown host",
    "CERTIFICATE_VERIFY_FAILED": "its certificate is not trusted",
    "Remote end closed": "the connection was closed",
}


def message(answer: "requests.Response") -> str:
    """What a refusal says of itself, on one line."""
    body = json_of(answer)
    said = body.get("message") or body.get("error") if isinstance(body, dict) else None
    return repr(" ".join(str(said).split())[:200]) if said else "no explanation"
