"""What a repository's process sees of the limits: all that its readers ask passes through here."""

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from ...forges.github.look import api_url
from ...forges.gitlab.look import reader as gitlab_reader
from ...observing.pace import number
from ...observing.sending import seconds
from ...observing.store import Kept
from ...reader import between, limited
from ..model import Seen, Shared, Told
from .table import SLACK, shared_by_many

if TYPE_CHECKING:
    import requests

CHEAP = ("GET", "HEAD", "OPTIONS")


@dataclass
class Ears:
    """Hears every answer, and has those that others of the same run were given a moment ago."""

    roots: Mapping[str, str]
    shared: Mapping[str, Shared] = field(default_factory=dict)
    not_before: float = 0.0
    clock: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    sent: dict[str, list[tuple[float, float, float]]] = field(default_factory=dict)
    told: dict[str, Told] = field(default_factory=dict)
    met: dict[str, float] = field(default_factory=dict)
    new: dict[str, Shared] = field(default_factory=dict)
    made: float | None = None

    def known(self, url: str) -> "requests.Response | None":
        """An answer of this run; no forge is asked before it is this process's turn."""
        one = self.new.get(url) or self.shared.get(url)
        if one is not None:
            return answered(url, one)
        if self.forge(url):
            wait = self.not_before - self.clock()
            if wait > 0:
                self.sleep(wait)
        return None

    def heard(self, answer: "requests.Response") -> None:
        """Count an answer and learn from it."""
        forge = self.forge(answer.url)
        if forge is None:
            return
        now = self.clock()
        reads = answer.request.method in CHEAP
        count = 1 + len(answer.history)
        self.sent.setdefault(forge, []).append((now, count * reads, count * (not reads)))
        told = told_by(answer, now, self.wall())
        if told:
            self.told[forge] = told
        if limited(answer):
            until = now + seconds(answer, server_time(answer, self.wall()))
            self.met[forge] = max(until, self.met.get(forge, 0.0))
        elif reads and shared_by_many(forge, answer.url, answer.status_code):
            link, status = answer.headers.get("Link", ""), answer.status_code
            self.new[answer.url] = Shared(at=now, status=status, link=link, body=answer.text)

    def done(self) -> None:
        """The engine has made all that it had to."""
        self.made = self.clock()

    def forge(self, url: str) -> str | None:
        """Who is asked; an index has no limits that matter here."""
        return next((f for f, root in self.roots.items() if url.startswith(f"{root}/")), None)

    def seen(self) -> Seen:
        """All of it."""
        sent = {forge: tuple(gathered(rows)) for forge, rows in self.sent.items()}
        return Seen(sent=sent, told=self.told, met=self.met, shared=self.new, made=self.made)


ears = Ears({})
"""Those of this process, which is about one repository."""


def listen(environ: Mapping[str, str], shared: Mapping[str, Shared], not_before: float) -> None:
    """From now on every answer is heard."""
    ears.roots = {"github": api_url(environ), "gitlab": gitlab_reader(environ).base_url}
    ears.shared, ears.not_before = shared, not_before
    between.known, between.heard, between.done = ears.known, ears.heard, ears.done


def gathered(rows: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Requests of a moment as one row, at the end of that moment."""
    found: dict[float, tuple[float, float]] = {}
    for at, reads, writes in rows:
        moment = math.ceil(at / SLACK) * SLACK
        before = found.get(moment, (0.0, 0.0))
        found[moment] = (before[0] + reads, before[1] + writes)
    return [(moment, *counts) for moment, counts in sorted(found.items())]


def told_by(answer: "requests.Response", now: float, wall: float) -> Told | None:
    """What the headers say is left: GitHub's and GitLab's differ by their `X-`."""
    limit = number(answer.headers, "X-RateLimit-Limit", "RateLimit-Limit")
    remaining = number(answer.headers, "X-RateLimit-Remaining", "RateLimit-Remaining")
    reset = number(answer.headers, "X-RateLimit-Reset", "RateLimit-Reset")
    if limit is None or remaining is None or reset is None:
        return None
    left = max(0.0, reset - server_time(answer, wall))
    return Told(limit=limit, remaining=remaining, reset=now + left, at=now)


def server_time(answer: "requests.Response", wall: float) -> float:
    """What time it is for the forge: its resets are of its own clock."""
    try:
        return parsedate_to_datetime(answer.headers.get("Date", "")).timestamp()
    except (TypeError, ValueError):
        return wall


def answered(url: str, one: Shared) -> "requests.Response":
    """The answer as it came."""
    import requests

    from ...observing.client import restored

    empty = requests.Response()
    empty.url = url
    found = restored(empty, Kept("", one.link, one.body.encode()))
    found.status_code = one.status
    return found
