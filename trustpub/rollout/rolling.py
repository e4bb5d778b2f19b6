"""A run: which repositories, in which order, and what the journal is told of each."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ..fleet.naming import stack_name
from .fingerprint import fingerprint
from .history import History, work
from .journal import FILE, write
from .limits.budget import Budget
from .model import GOOD, Choice, Entry, Result, Work
from .processes import Pool, pool
from .reviewing import Held
from .telling.report import Report, unseen
from .waves import too_many, waves

REFUSED = "the token is refused (401): make a new one, set it, and run `trustpub rollout {}`"
TOO_LONG = "what is left of a limit does not do for one more repository"
INTERRUPTED = "it was interrupted"
AGAIN = {"plan": "plan", "apply": "resume"}
"""What goes on where a run was stopped: a plan leaves nothing to resume."""


class Todo(NamedTuple):
    """What a run is about."""

    works: tuple[Work, ...]
    same: int
    """Unchanged since their last good run."""


def todo(
    entries: Sequence[Entry],
    history: History,
    maker: str,
    choice: Choice,
    host: str,
    since: str = "",
) -> Todo:
    """The repositories to run; with `full` all, but for those that the run `since` did already."""
    found = []
    for entry in entries:
        mark = fingerprint(entry.config, maker)
        settled = history.settled(entry.name, mark)
        if choice.full and settled:
            settled = bool(since) and history.last[entry.name].run == since
        if not settled:
            stack = stack_name(entry.name)
            found.append(work(entry.name, stack, entry.config, mark, history, host))
    return Todo(tuple(found), len(entries) - len(found))


@dataclass
class Run:
    """A run as it goes; `show` is told of every start and end."""

    verb: str
    folder: Path
    run: str
    choice: Choice
    parallel: int
    show: Callable[["Run"], None] = lambda run: None
    results: list[Result] = field(default_factory=list)
    stopped: str = ""
    pool: Pool | None = None
    number: int = 0
    """Of the wave that goes on."""
    budget: Budget = field(default_factory=Budget)
    """What all repositories together may ask of the forges."""
    held: Held | None = None
    """What was reviewed, where nothing else may be done."""

    @property
    def waiting(self) -> str:
        """What the run waits for, and until when; nothing while it does not."""
        return self.budget.sentence(time.time())

    @property
    def on(self) -> str:
        """The command that goes on."""
        return f"`trustpub rollout {AGAIN[self.verb]}`"

    @property
    def refused(self) -> str:
        """Why it stopped where a forge refuses the token."""
        return REFUSED.format(AGAIN[self.verb])

    def roll(self, found: Todo, beside: Sequence[Result] = ()) -> Report:
        """All of it; `beside` failed before, for what is wrong with its config."""
        began = time.monotonic()
        self.results += beside
        total = len(found.works) + found.same + len(beside)
        about = {"choice": self.choice, "held": self.held}
        self.tell("run", total=total, works=len(found.works), **about)
        for one in beside:
            self.tell("ended", name=one.name, outcome=one.outcome, why=one.why)
        how = (self.verb, self.folder, self.run, self.parallel, self.choice.full, self.budget)
        with pool(*how) as self.pool:
            self.pool.notice = lambda: self.show(self)
            for number, wave in enumerate(waves(found.works, self.choice.canary), 1):
                self.number = number
                if self.going():
                    self.wave(wave)
        skipped = len(found.works) - (len(self.results) - len(beside))
        if not self.stopped and self.pool.paused:
            self.stopped = f"{TOO_LONG}: {self.pool.paused}; {self.on} goes on then"
        if self.pool.stopped and not self.stopped:
            self.stopped = f"{INTERRUPTED}; {self.on} goes on"
        if not skipped and self.stopped != self.refused:
            self.stopped = ""
        self.tell("paused" if self.stopped else "finished", why=self.stopped)
        return Report(
            self.verb,
            "",
            total,
            tuple(self.results),
            found.same,
            skipped,
            self.stopped,
            sum(one.engine for one in self.results),
            time.monotonic() - began,
            sum(one.cpu for one in self.results),
            unknown=unseen(self.results),
        )

    def wave(self, works: list[Work]) -> None:
        """One wave: it stops early once too many of it failed."""
        assert self.pool is not None
        failed = 0
        for one, result in self.pool.each(works, self.going):
            self.results.append(result)
            self.end(one, result)
            failed += result.outcome in ("failed", "unknown")
            if result.refused:
                self.stopped = self.refused
            elif not self.stopped and too_many(failed, len(works), self.choice.stop_after):
                share = f"{self.choice.stop_after:.0%}"
                self.stopped = f"{failed} of a wave of {len(works)} failed, more than {share}"
            self.show(self)

    def going(self) -> bool:
        """Whether more may be started."""
        return not self.stopped and not (self.pool and self.pool.stopped)

    def end(self, one: Work, result: Result) -> None:
        """Into the journal: a good end with what was declared."""
        good: Mapping[str, object] = {}
        if result.outcome in GOOD:
            good = {"fingerprint": one.fingerprint, "ids": result.ids}
        if result.engine or result.outcome != "skipped":
            self.tell(
                "ended",
                name=one.name,
                outcome=result.outcome,
                why=result.why,
                changes=result.changes,
                wave=self.number,
                **good,
            )

    def tell(self, what: str, **more: object) -> None:
        """A line of the journal; a plan leaves none."""
        if self.verb == "apply":
            write(self.folder / FILE, what, run=self.run, **more)  # type: ignore[arg-type]
