"""One process of a run: what it starts as, and how it ended."""

import os
import signal
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..observing import sending
from .byhand import taken
from .limits.table import jobs
from .model import GOOD, Answer, Result, Work

LATER = "it met a limit of requests; run it again when that has passed"


@dataclass
class Running:
    """One process and what it has answered so far."""

    work: Work
    pid: int
    pipe: int
    lock: int
    answer: bytearray = field(default_factory=bytearray)


def alone(life: int, answer: int, others: Iterable[Running], parallel: int) -> None:
    """In the new process: a session of its own, and nothing of the others' or the terminal's."""
    sending.JOBS = jobs(parallel)
    os.setsid()
    signal.signal(signal.SIGINT, lambda number, frame: None)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for handle in (life, answer, *(one.pipe for one in others)):
        os.close(handle)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)


def answer(one: Running, status: int, seconds: float) -> Answer:
    """What it answered; a process that died without an answer leaves it unknown."""
    if one.answer:
        found = Answer.model_validate_json(bytes(one.answer))
        more = {"cpu": seconds, "take_away": taken(found.result.steps)}
        return found.model_copy(update={"result": found.result.model_copy(update=more)})
    code = os.waitstatus_to_exitcode(status)
    why = f"its process ended with {code} and without an answer"
    return Answer(result=Result(name=one.work.name, outcome="unknown", why=why, cpu=seconds))


def later(met: Result) -> Result:
    """A repository that met a limit, and whose run stopped before it was its turn again."""
    if met.outcome in GOOD:
        return met
    return met.model_copy(update={"outcome": "skipped", "why": LATER})


def elsewhere(work: Work) -> Result:
    """A stack that another run holds."""
    why = "another run works on it; run it again when that has ended"
    return Result(name=work.name, outcome="skipped", why=why)
