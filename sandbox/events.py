"""The event log: every request and every state change, in the order in which they happened."""

import copy
import threading
import time
from dataclasses import dataclass, field
from typing import Any

Event = dict[str, Any]


@dataclass
class EventLog:
    """One log for all the APIs of a world, so that their events have one order.

    A `request` event stands before the `change` events it caused; its status is filled in when
    it is answered. `at` is in seconds since the log began. No token is ever written here.
    """

    events: list[Event] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)
    count: int = 0
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

    def add(self, api: str, kind: str, **fields: Any) -> Event:
        """Append an event and return it."""
        with self.lock:
            at = round(time.monotonic() - self.began, 6)
            self.count += 1
            event: Event = {"seq": self.count, "at": at, "api": api, "kind": kind}
            event.update(fields)
            self.events.append(event)
            return event

    def change(self, api: str, what: str, key: str, before: Any, after: Any) -> None:
        """A state change: `before` None is a creation, `after` None a removal."""
        action = "created" if before is None else "deleted" if after is None else "updated"
        self.add(
            api,
            "change",
            what=what,
            key=key,
            action=action,
            before=copy.deepcopy(before),
            after=copy.deepcopy(after),
        )

    def of(self, api: str | None = None, after: int = 0) -> list[Event]:
        """The events of one API (all of them for None) with a number above `after`."""
        with self.lock:
            return [e for e in self.events if e["seq"] > after and api in (None, e["api"])]

    def clear_api(self, api: str) -> None:
        """Forget the events of one API; numbers go on, so that an order once seen stays true."""
        with self.lock:
            self.events[:] = [e for e in self.events if e["api"] != api]
