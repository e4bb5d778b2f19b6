"""What the engine says on its way (`--json`: one event a line) -> what it did. Pure.

Shapes: pulumi/pulumi, sdk/go/common/apitype/events.go. Lines that are no events are its last words,
such as a lock that somebody holds: pkg/backend/diy/lock.go.
"""

import json
import re
import shlex
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ..byhand import step_names
from ..detail import Detail
from ..model import Outcome
from .detailing import detail
from .hiding import discreet, masked
from .reasons import advised, plainly

SAME = ("same", "read", "refresh")
"""Operations that change nothing."""
OURS = ("trustpub:index:", "pulumi:")
"""Types of what is nowhere but in the state."""
TOLD = ('"resOutputsEvent"', '"summaryEvent"', '"severity":"error"', '"severity":"warning"')
REFUSED = re.compile(r"\(401\)|: 401[ {]")
"""Ours, errors.py; go-github and client-go: `GET URL: 401 Bad credentials []`."""
LOCKED = re.compile(r"created by \S*@(\S+) \(pid (\d+)\)")
HOLDER = re.compile(r"created by (\S+ \(pid \d+\)) at (\S+)")
BUSY = ("currently locked by", "Another update is currently in progress")
"""pkg/backend/diy/lock.go; Pulumi Cloud, whose update ends by itself or by `pulumi cancel`."""
UNOPENED = ("failed to create table", "too many clients", "database system is starting up")
"""pkg/backend/diy/postgres/bucket.go makes its table at each start: of two at once, one may fail.
Nothing was read or written then."""
MISSING = re.compile(r"no stack named '.*' found")
CUT = re.compile(r"failed to load checkpoint: (?:.*: unexpected )?EOF")
LOCK_CUT = re.compile(
    r"^error: (?:could not import deployment: )?unexpected end of JSON input$", re.MULTILINE
)
"""An engine was killed as it wrote its lock: pkg/backend/diy/lock.go, checkForLock."""
NOT_READ = "not read back: "


class Said(NamedTuple):
    """All that matters of what it said."""

    changes: dict[str, int]
    steps: tuple[str, ...]
    errors: tuple[str, ...]
    warnings: tuple[str, ...]
    succeeded: bool
    rest: str
    """What was no event."""
    details: tuple[Detail, ...] = ()
    """Each step with its settings."""

    @property
    def refused(self) -> bool:
        """Whether a forge refused the token."""
        return any(REFUSED.search(text) for text in (*self.errors, *self.warnings, self.rest))

    @property
    def holders(self) -> list[tuple[str, int]]:
        """Machine and process of each that holds the engine's lock."""
        if "currently locked by" not in self.rest:
            return []
        return [(host, int(pid)) for host, pid in LOCKED.findall(self.rest)]

    @property
    def locked(self) -> bool:
        """Whether somebody else's engine holds the stack."""
        told = (*self.errors, self.rest)
        return bool(LOCK_CUT.search(self.rest)) or any(s in text for s in BUSY for text in told)

    @property
    def unopened(self) -> bool:
        """Whether the backend could not be opened, for others opened it at the same time."""
        return not self.steps and any(sign in self.rest for sign in UNOPENED)

    @property
    def cut(self) -> bool:
        """Whether nobody can read the state, for what stands beside it is cut off.

        In a backend that is a folder, X.attrs is written in place, and then X at once: an engine
        that is killed between leaves it empty, and one that writes just now looks the same. The
        state itself is whole: gocloud.dev, blob/fileblob/attrs.go and fileblob.go, Close.
        """
        return any(CUT.search(text) for text in (*self.errors, self.rest))

    @property
    def missing(self) -> bool:
        """Whether the backend has no such stack."""
        return bool(MISSING.search(self.rest))


def heard(lines: Iterable[str], environ: Mapping[str, str] | None = None) -> Said:
    """Everything it said; `environ` may name other addresses of the indexes."""
    changes: dict[str, int] = {}
    steps: list[Mapping[str, Any]] = []
    errors: list[str] = []
    warnings: list[str] = []
    rest: list[str] = []
    succeeded = False
    for line in lines:
        event = event_of(line)
        if event is None:
            rest.append(line)
        elif "resOutputsEvent" in event:
            step = event["resOutputsEvent"]["metadata"]
            if changing(step):
                changes[step["op"]] = changes.get(step["op"], 0) + 1
                steps.append(step)
        elif "summaryEvent" in event:
            succeeded = event["summaryEvent"].get("result") == "succeeded"
        elif "diagnosticEvent" in event:
            one = event["diagnosticEvent"]
            (errors if one["severity"] == "error" else warnings).append(one["message"].strip())
    known, last = environ or {}, "".join(rest).strip()
    told = sorted(
        (detail(one, lambda text: masked(text, known)) for one in steps),
        key=lambda one: (one.name, one.operation),
    )
    named = step_names(steps, known)
    return Said(changes, named, tuple(errors), tuple(warnings), succeeded, last, tuple(told))


def event_of(line: str) -> dict[str, Any] | None:
    """An event; an empty one where it tells nothing; None for what is none."""
    if not line.startswith('{"'):
        return None
    if not any(word in line for word in TOLD):
        return {}
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def changing(step: Mapping[str, Any]) -> bool:
    """Whether a step changes more than the state."""
    return step["op"] not in SAME and not step["type"].startswith(OURS)


def outcome(code: int, said: Said) -> Outcome:
    """How a run of the engine ended; one that was killed, nobody knows."""
    if code < 0:
        return "unknown"
    if code or not said.succeeded:
        return "skipped" if said.locked else "unknown" if said.refused else "failed"
    return "changed" if said.changes else "unchanged"


def why(code: int, said: Said, environ: Mapping[str, str], name: str = "") -> str:
    """Why it ended otherwise than well, or what was not read back of what it did."""
    if code < 0:
        return f"the engine was stopped (signal {-code}); what it did last is not known"
    if said.locked:
        return discreet(held(said, name), environ)
    if code == 0 and said.succeeded:
        told = [one for one in said.warnings if one.startswith(NOT_READ)]
    else:
        told = plainly(said.errors) or [said.rest or f"the engine ended with {code}"]
    return discreet("\n".join(advised(one, name) for one in told), environ)


def held(said: Said, name: str) -> str:
    """Who holds a stack since when, and the way out."""
    holders = [f"{who} since {when}" for who, when in HOLDER.findall(said.rest)]
    command = f"trustpub rollout apply --only {shlex.quote(name)} --take-locks"
    return (
        f"locked by {', '.join(holders) or 'another update'}; run it again when that has ended, "
        f"or, where it is surely gone: {command}"
    )
