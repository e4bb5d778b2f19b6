"""Several repositories at once, each in a process of its own; this one has no threads and forks."""

import os
import selectors
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from .journal import FOLDER, held
from .limits.budget import Budget
from .limits.overheard import listen
from .model import Job, Result, Work
from .process import Running, alone, answer, elsewhere, later

PATIENCE, STEP = 60.0, 0.2
"""Seconds to wait for a stack that the engine of a run that is gone still holds."""
TURN = 1.0
"""Seconds after which whoever waits for a limit looks up."""


@dataclass
class Pool:
    """At most `parallel` repositories at once. What is asked to stop starts no more."""

    verb: str
    folder: Path
    run: str
    parallel: int
    full: bool = False
    budget: Budget = field(default_factory=Budget)
    notice: Callable[[], None] = lambda: None
    """Called when one has been started, and while a limit is waited for."""
    stopped: bool = False
    paused: str = ""
    """What would have to be waited for too long."""
    interrupted: bool = False
    running: dict[int, Running] = field(default_factory=dict)
    life: tuple[int, int] = (-1, -1)

    def each(self, works: list[Work], go_on: Callable[[], bool]) -> Iterator[tuple[Work, Result]]:
        """Every repository that ends, as it ends; those that are held elsewhere come last.

        `go_on` is asked before each start: what is not started is not told of.
        """
        waiting = list(works)
        busy: list[Work] = []
        until = 0.0
        with selectors.DefaultSelector() as selector:
            while waiting or busy or self.running:
                busy += self.filled(waiting, go_on, selector)
                if not self.may(go_on):
                    met = ((one, self.budget.tried(one)) for one in waiting)
                    yield from ((one, later(result)) for one, result in met if result)
                    waiting, busy = [], []
                for one, result in self.ended(selector, bool(waiting)):
                    again = self.budget.again(one, result)
                    if again is None:
                        yield one, self.budget.whole(one, result)
                    else:
                        waiting.insert(0, again)
                if busy and not waiting and not self.running:
                    until = until or time.monotonic() + PATIENCE
                    if time.monotonic() >= until:
                        yield from ((work, elsewhere(work)) for work in busy)
                        busy = []
                    else:
                        time.sleep(STEP)
                        waiting, busy = busy, []

    def filled(
        self, waiting: list[Work], go_on: Callable[[], bool], selector: selectors.BaseSelector
    ) -> list[Work]:
        """Start as many as may be started now; those that are held elsewhere."""
        busy = []
        self.budget.waiting = None
        while len(self.running) < self.parallel and self.may(go_on):
            work = self.next_of(waiting)
            if work is None:
                break
            waiting.remove(work)
            if not self.start(work, selector):
                busy.append(work)
        if self.budget.too_long() and not self.running and not busy:
            self.paused = self.budget.sentence(time.time())
        return busy

    def next_of(self, waiting: list[Work]) -> Work | None:
        """The first that may begin; who asks the forges of one that may not, comes after it."""
        refused = set()
        for work in waiting:
            forges = work.config.forges()
            if forges not in refused:
                if self.budget.soon(work):
                    return work
                refused.add(forges)
        return None

    def may(self, go_on: Callable[[], bool]) -> bool:
        """Whether another one may be started."""
        return not self.stopped and not self.paused and go_on()

    def start(self, work: Work, selector: selectors.BaseSelector) -> bool:
        """Start one; False where another run holds it."""
        lock = held(self.folder / FOLDER, work.stack)
        if lock is None:
            return False
        not_before = self.budget.start(work)
        answer_pipe, write = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid == 0:
            from .running.one import lead

            try:
                alone(self.life[1], answer_pipe, self.running.values(), self.parallel)
                listen(os.environ, self.budget.sharing.given, not_before)
                job = Job(self.verb, self.folder, self.run, lock, self.full, self.life[0])
                lead(work, job, write)
            finally:
                # Whatever goes wrong here, what is above belongs to the other process.
                os._exit(1)
        os.close(write)
        os.close(lock)
        self.running[answer_pipe] = Running(work, pid, answer_pipe, lock)
        selector.register(answer_pipe, selectors.EVENT_READ)
        self.notice()
        return True

    def ended(self, selector: selectors.BaseSelector, more: bool) -> Iterator[tuple[Work, Result]]:
        """Wait until something is answered, or there is room for more; who closed has ended."""
        if not self.running and not (more and self.budget.waiting):
            return
        if self.budget.waiting:
            self.notice()
        for key, _ in selector.select(min(TURN, self.budget.left() or TURN)):
            one = self.running[key.fd]
            data = os.read(one.pipe, 65536)
            one.answer += data
            if not data:
                selector.unregister(one.pipe)
                os.close(one.pipe)
                del self.running[one.pipe]
                _, status, usage = os.wait4(one.pid, 0)
                found = answer(one, status, usage.ru_utime + usage.ru_stime)
                self.budget.end(one.work, found.result, found.seen)
                yield one.work, found.result

    def interrupt(self) -> None:
        """Have the engines finish the steps that they are at; told twice, they would drop them."""
        if self.interrupted:
            return
        self.interrupted = True
        for one in self.running.values():
            with suppress(ProcessLookupError):
                os.killpg(one.pid, signal.SIGINT)


@contextmanager
def pool(
    verb: str, folder: Path, run: str, parallel: int, full: bool, budget: Budget
) -> Iterator[Pool]:
    """A pool whose processes notice when this one is gone."""
    made = Pool(verb, folder, run, parallel, full, budget, life=os.pipe())
    try:
        yield made
    finally:
        for handle in made.life:
            os.close(handle)
