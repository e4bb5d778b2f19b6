"""A Reader for many requests: paced, counted, some at a time, unchanged answers from the store."""

import re
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import Broken, Limited
from ..reader import Reader
from .budget import Budget
from .pace import CONTENT, DELETE
from .sending import JOBS, Sending
from .store import Kept, Store

if TYPE_CHECKING:
    import requests

T = TypeVar("T")
R = TypeVar("R")


@dataclass
class Client(Reader):
    """A Reader whose GETs are conditional where an answer is kept and its ETag can be trusted.

    `get` and `pages` are those of Reader, and raise what Reader raises.
    """

    sending: Sending = field(kw_only=True)
    store: Store | None = field(default=None, repr=False)
    fickle: re.Pattern[str] | None = None
    """Addresses whose ETag stays although the answer changes: always asked in full."""
    limits: tuple[tuple[str, re.Pattern[str]], ...] = ()
    """Kind -> addresses that have a limit of their own."""
    unchanged: int = 0
    points: int = 0
    lock: Lock = field(default_factory=Lock, repr=False)

    def budget(self) -> Budget:
        """What was foretold, and what was sent so far."""
        return Budget(
            predicted=self.sending.predicted,
            sent=self.sending.count,
            unchanged=self.unchanged,
            points=self.points,
            waited=round(self.sending.pace.waited, 3),
            kinds=dict(self.sending.kinds),
        )

    def expect(self, count: int) -> None:
        """Foretell requests."""
        with self.lock:
            self.sending.predicted += count

    def each(self, do: Callable[[T], R], items: Iterable[T]) -> list[R]:
        """Do something for each item, some at a time; results in the order of the items."""
        self.opened()
        with ThreadPoolExecutor(JOBS) as pool:
            futures = [pool.submit(do, item) for item in items]
            try:
                return [future.result() for future in futures]
            except BaseException:
                self.sending.halt()
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def ask(self, url: str) -> "requests.Response":
        """One GET; an answer that did not change is the kept one."""
        store = self.store if self.fickle is None or not self.fickle.search(url) else None
        kept = store.recall(url) if store else None
        headers = {"If-None-Match": kept.etag} if kept else {}
        answer = self.judged(
            url, self.sending.sent(self.kind(url), lambda: self.send(url, headers))
        )
        if store and kept and answer.status_code == 304:
            with self.lock:
                self.unchanged += 1
            store.used(url)
            return restored(answer, kept)
        etag = answer.headers.get("ETag")
        if store and etag and answer.status_code == 200:
            store.keep(url, Kept(etag, answer.headers.get("Link", ""), answer.content))
        return answer

    def single(self, method: str, send: "Callable[[], requests.Response]") -> "requests.Response":
        """A write, which counts against the limits for writes and is never tried again."""
        return self.sending.single(DELETE if method == "DELETE" else CONTENT, send)

    def kind(self, url: str) -> str:
        """Which limit a GET counts against: `core`, or one within it."""
        return next((kind for kind, pattern in self.limits if pattern.search(url)), "core")

    def wrapped(self, path: str, key: str, *keys: str) -> list[Any] | None:
        """The objects of a list that is in an object (`{total_count, KEY}`); None for a 404."""
        found: list[Any] = []
        page = 1
        while True:
            body = self.get(f"{path}?per_page=100&page={page}", "total_count", key)
            if body is None:
                return None
            if not isinstance(body[key], list) or not isinstance(body["total_count"], int):
                raise Broken.at(f"{self.base_url}{path}", 200, f"no list in {key!r}")
            found += [self.whole(path, item, keys) for item in body[key]]
            if not body[key] or len(found) >= body["total_count"]:
                break
            page += 1
        if len(found) < body["total_count"]:
            raise Broken.at(f"{self.base_url}{path}", 200, "less than it counts")
        return found

    def whole(self, path: str, item: Any, keys: tuple[str, ...]) -> Any:
        """An object of a list, known to have these keys."""
        missing = [key for key in keys if not isinstance(item, dict) or key not in item]
        if missing:
            raise Broken.at(f"{self.base_url}{path}", 200, f"an object without {missing[0]!r}")
        return item

    def graphql(self, query: str, variables: dict[str, Any]) -> tuple[dict[str, Any], list[Any]]:
        """Data and errors of one query, which only reads."""
        url = graphql_url(self.base_url)
        asked = {"query": query, "variables": variables}
        answer = self.sending.sent("graphql", lambda: self.post(url, asked))
        body = self.parsed(self.judged(url, answer), dict)
        data, errors = body.get("data"), body.get("errors") or []
        if not isinstance(errors, list) or not all(isinstance(e, dict) for e in errors):
            raise Broken.at(url, 200, "errors of an unknown form")
        if any(error.get("type") == "RATE_LIMITED" for error in errors):
            raise Limited.by(url, 200)
        if not isinstance(data, dict):
            raise Broken.at(url, 200, f"no data: {said(errors)}")
        with self.lock:
            self.points += cost(data)
        return data, errors


def said(errors: list[Any]) -> str:
    """What the first error of a GraphQL answer says, on one line."""
    text = str(errors[0].get("message")) if errors else "no explanation"
    return repr(" ".join(text.split())[:200])


def cost(data: dict[str, Any]) -> int:
    """Points of a query: it tells itself where `rateLimit` is asked for."""
    rate = data.get("rateLimit")
    points = rate.get("cost") if isinstance(rate, dict) else None
    return points if isinstance(points, int) else 1


def graphql_url(base_url: str) -> str:
    """GraphQL is beside REST; an Enterprise Server has it under `/api/graphql`."""
    return f"{base_url.removesuffix('/v3')}/graphql"


def restored(answer: "requests.Response", kept: Kept) -> "requests.Response":
    """The answer that a 304 stands for."""
    import requests

    made = requests.Response()
    made.status_code, made.url, made.encoding = 200, answer.url, "utf-8"
    made.headers.update(answer.headers)
    made.headers["Link"] = kept.link
    made._content = kept.body
    return made
