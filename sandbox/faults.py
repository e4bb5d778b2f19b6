"""Faults on demand: what a test asks to go wrong, as values."""

import random
import re
from dataclasses import dataclass, field
from typing import Any

from .http import Request, Response


@dataclass
class Fault:
    """Answers a matching request with `status` and `body` instead of (or after) serving it.

    `path` is a regular expression searched in the raw path. `skip` matching requests pass first;
    then `times` are hit (None: all). `when`: `before` the request is served (nothing changes) or
    `after` (the change happens, the answer is lost). `status` 0 drops the connection. With `share`
    each request after the skipped ones is hit with this chance, the same ones for the same `seed`
    and order. `name` stands in the event of a request that was hit.
    """

    method: str = "*"
    path: str = ""
    status: int = 500
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    skip: int = 0
    times: int | None = 1
    when: str = "before"
    delay_ms: int = 0
    share: float = 1.0
    seed: int = 0
    name: str = ""
    chance: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def hits(self, request: Request) -> bool:
        """Whether this request is to go wrong; counts it either way."""
        if self.method not in ("*", request.method) or not re.search(self.path, request.path):
            return False
        if self.skip:
            self.skip -= 1
            return False
        if self.share < 1 and self.chance.random() >= self.share:
            return False
        if self.times is None:
            return True
        self.times -= 1
        return self.times >= 0

    def response(self) -> Response:
        """The answer the client gets."""
        return Response.of(self.status, self.body, self.headers)


def parse_faults(document: Any) -> list[Fault]:
    """`{"faults": [{...}]}` -> faults; raises ValueError naming what it does not know."""
    entries = document.get("faults") if isinstance(document, dict) else None
    if not isinstance(entries, list):
        raise ValueError('expected {"faults": [...]}')
    known = {name for name, one in Fault.__dataclass_fields__.items() if one.init}
    for entry in entries:
        unknown = sorted(set(entry) - known)
        if unknown:
            raise ValueError(f"unknown fault field {unknown[0]!r}; known: {sorted(known)}")
        if entry.get("when", "before") not in ("before", "after"):
            raise ValueError(f"when is {entry['when']!r}; it is 'before' or 'after'")
        if not 0 <= entry.get("share", 1) <= 1:
            raise ValueError(f"share is {entry['share']!r}; it is a number from 0 to 1")
    return [Fault(**entry) for entry in entries]
