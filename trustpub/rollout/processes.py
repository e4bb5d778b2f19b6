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
from .model import Job, Result, Work

PATIENCE, STEP = 60.0, 0.2
"""Seconds to wait for a stack that the engine of a run that is gone still holds."""


@dataclass
class Running:
    """One process and what it has answered so far."""

    work: Work
    pid: int
    pipe: int
    lock: int
    answer: bytearray = field(default_factory=bytearray)


@dataclass
class Pool:
    """At most `parallel` repositories at once. What is asked to stop starts no more."""

    verb: str
    folder: Path
    run: str
    parallel: int
    full: bool = False
    notice: Callable[[], None] = lambda: None
    """Called when one has been started."""
    stopped: bool = False
    interrupted: bool = False
    running: dict[int, Running] = field(default_factory=dict)
    life: tuple[int, int] = (-1, -1)

    def each(self, works: list[Work], go_on: Callable[[], bool]) -> Iterator[tuple[Work, Result]]:
        """Every repository that ends, as it ends; those that are held elsewhere come last.

        `go_on` is asked before each start: what is not started is not told of.
        """
        waiting = list(reversed(works))
        busy: list[Work] = []
        until = 0.0
        with selectors.DefaultSelector() as selector:
            while waiting or busy or self.running:
                while waiting and len(self.running) < self.parallel and self.may(go_on):
                    work = waiting.pop()
                    if not self.start(work, selector):
                        busy.append(work)
                if not self.may(go_on):
                    waiting, busy = [], []
                yield from self.ended(selector)
                if busy and not waiting and not self.running:
                    until = until or time.monotonic() + PATIENCE
                    if time.monotonic() >= until:
                        yield from ((work, elsewhere(work)) for work in busy)
                        busy = []
                    else:
                        time.sleep(STEP)
                        waiting, busy = list(reversed(busy)), []

    def may(self, go_on: Callable[[], bool]) -> bool:
        """Whether another one may be started."""
        return not self.stopped and go_on()

    def start(self, work: Work, selector: selectors.BaseSelector) -> bool:
        """Start one; False where another run holds it."""
        lock = held(self.folder / FOLDER, work.stack)
        if lock is None:
            return False
        answer, write = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid == 0:
            from .one import lead

            alone(self.life[1], answer, list(self.running.values()))
            lead(work, Job(self.verb, self.folder, self.run, lock, self.full, self.life[0]), write)
        os.close(write)
        os.close(lock)
        self.running[answer] = Running(work, pid, answer, lock)
        selector.register(answer, selectors.EVENT_READ)
        self.notice()
        return True

    def ended(self, selector: selectors.BaseSelector) -> Iterator[tuple[Work, Result]]:
        """Wait until something is answered; who closed the pipe has ended."""
        if not self.running:
            return
        for key, _ in selector.select(1.0):
            one = self.running[key.fd]
            data = os.read(one.pipe, 65536)
            one.answer += data
            if not data:
                selector.unregister(one.pipe)
                os.close(one.pipe)
                del self.running[one.pipe]
                _, status, usage = os.wait4(one.pid, 0)
                yield one.work, result(one, status, usage.ru_utime + usage.ru_stime)

    def interrupt(self) -> None:
        """Have the engines finish the steps that they are at; told twice, they would drop them."""
        if self.interrupted:
            return
        self.interrupted = True
        for one in self.running.values():
            with suppress(ProcessLookupError):
                os.killpg(one.pid, signal.SIGINT)


@contextmanager
def pool(verb: str, folder: Path, run: str, parallel: int, full: bool) -> Iterator[Pool]:
    """A pool whose processes notice when this one is gone."""
    made = Pool(verb, folder, run, parallel, full, life=os.pipe())
    try:
        yield made
    finally:
        for handle in made.life:
            os.close(handle)


def alone(life: int, answer: int, others: list[Running]) -> None:
    """In the new process: a session of its own, and nothing of the others' or the terminal's."""
    os.setsid()
    signal.signal(signal.SIGINT, lambda number, frame: None)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for handle in (life, answer, *(one.pipe for one in others)):
        os.close(handle)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)


def result(one: Running, status: int, seconds: float) -> Result:
    """What it answered; a process that died without an answer leaves it unknown."""
    if one.answer:
        return Result.model_validate_json(bytes(one.answer)).model_copy(update={"cpu": seconds})
    code = os.waitstatus_to_exitcode(status)
    why = f"its process ended with {code} and without an answer"
    return Result(name=one.work.name, outcome="unknown", why=why, cpu=seconds)


def elsewhere(work: Work) -> Result:
    """A stack that another run holds."""
    why = "another run works on it; run it again when that has ended"
    return Result(name=work.name, outcome="skipped", why=why)
