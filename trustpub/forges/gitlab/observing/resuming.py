"""A client that goes on where an interrupted look ended.

GitLab counts a 304 like any other answer, so that to ask what changed would spare nothing. What was
answered a moment ago is taken as it is instead, once, and the look tells how much and how old.
"""

import json
import re
from collections.abc import Container
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ....observing.budget import Budget
from ....observing.client import Client
from .journal import Answer, Journal
from .lists import brief

if TYPE_CHECKING:
    import requests

PERSON = {"id", "username", "access_level", "state", "membership_state"}
KEPT: tuple[tuple[re.Pattern[str], Container[str] | None], ...] = (
    (re.compile(r"/projects/\d+/(?:protected_tags|environments)\?"), None),
    (re.compile(r"/(?:projects|groups)/[^/?]+/protected_environments\?"), None),
    (re.compile(r"/(?:projects|groups)/[^/?]+/members/all\?"), PERSON),
    (re.compile(r"/users/\d+$"), PERSON),
)
"""Whose answers are kept, and what of their objects; None for all. Not variables, which have
values, and not the descriptions of projects and groups, which have their runners' token."""
STATUSES = (200, 404)
HEADERS = ("Link", "X-Total", "X-Total-Pages")


@dataclass
class Resuming(Client):
    """A client whose answers outlive an interrupted look."""

    journal: Journal = field(kw_only=True, repr=False)
    taken: int = 0
    oldest: float | None = None

    def ask(self, url: str) -> "requests.Response":
        """One GET; what the look that ended early was answered is not asked again."""
        path = url.removeprefix(self.base_url)
        rule = next((rule for rule in KEPT if rule[0].match(path)), None)
        if rule is None:
            return super().ask(url)
        known = self.journal.recall(url)
        if known:
            self.expect(-1)
            with self.lock:
                self.taken += 1
                self.oldest = min(self.oldest or known.at, known.at)
            return restored(url, known)
        answer = super().ask(url)
        body = slim(answer, rule[1]) if answer.status_code in STATUSES else None
        if body is not None:
            headers = {key: answer.headers[key] for key in HEADERS if key in answer.headers}
            self.journal.keep(url, answer.status_code, json.dumps(headers), body)
        return answer

    def budget(self) -> Budget:
        """What was foretold and sent, and what was taken from before."""
        found = super().budget()
        if self.oldest is None:
            return found
        since = datetime.fromtimestamp(self.oldest, UTC).strftime("%H:%M:%S UTC")
        return found.model_copy(update={"taken": self.taken, "since": since})

    def ended(self) -> None:
        """The look came to its end; where the forge stopped answering, what there was stays."""
        if self.sending.dead is None:
            self.journal.drop()
        else:
            self.journal.close()


def slim(answer: "requests.Response", keys: Container[str] | None) -> bytes | None:
    """What is kept of an answer; None for one that makes no sense."""
    try:
        body = answer.json()
    except ValueError:
        return None
    if isinstance(body, list):
        body = [brief(one, keys) if isinstance(one, dict) else one for one in body]
    elif isinstance(body, dict):
        body = brief(body, keys) if answer.status_code == 200 else {}
    return json.dumps(body).encode()


def restored(url: str, known: Answer) -> "requests.Response":
    """An answer as it came."""
    import requests

    made = requests.Response()
    made.status_code, made.url, made.encoding = known.status, url, "utf-8"
    made.headers.update(json.loads(known.headers))
    made._content = known.body
    return made
