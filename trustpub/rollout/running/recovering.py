"""What keeps an engine from beginning, and what is done about it: locks, a state half written."""

import random
import time
from collections.abc import Callable
from hashlib import sha256

from ...adopting.engine import Engine, EngineError
from ..model import Work
from . import placing
from .placing import placed
from .said import MISSING, Said
from .starting import gone

PAUSE = 1.0
"""Seconds before a backend that would not open is asked again, at most."""
Remedy = Callable[[Engine, Work], object]


def remedy(said: Said, work: Work) -> Remedy | None:
    """What lets the engine begin after all; None where it began, or nothing does."""
    found = (do for seen, do in REMEDIES if seen(said, work))
    return next(found, None)


def made(engine: Engine, work: Work) -> bool:
    """Make the stack; whether it was there. None is selected, for the selection is shared."""
    there = placed(work.stack, engine.environ)
    if there is not None:
        return there
    try:
        engine.start("stack", "init", work.stack, "--no-select")
    except EngineError as error:
        if "already exists" not in str(error):
            raise
        return True
    return False


def takeable(said: Said, work: Work) -> bool:
    """Whether the engine's lock may be taken away."""
    return said.locked and (work.take_locks or left_behind(said, work))


def left_behind(said: Said, work: Work) -> bool:
    """Whether the engine's lock is of engines that the journal names, and that are gone.

    This process holds the stack, which those engines held as long as they lived.
    """
    holders = set(said.holders)
    return bool(holders) and holders <= set(work.ours) and all(gone(pid) for _, pid in holders)


def unlocked(engine: Engine, work: Work) -> None:
    """Take the locks of a stack away.

    Making a stack takes its lock first: pulumi/pulumi, pkg/backend/diy/backend.go, CreateStack. Who
    is killed then leaves one that `cancel` does not find, for there is no stack; `rename` takes the
    lock of the old name only, and so makes the stack.
    """
    try:
        engine.run("cancel", "--yes")
    except EngineError as error:
        if not MISSING.search(str(error)):
            raise
        beside = work._replace(stack=f"unlock-{sha256(work.stack.encode()).hexdigest()[:24]}")
        made(engine, beside)
        engine.start("stack", "rename", work.stack, "--stack", beside.stack)
        engine.run("cancel", "--yes")


def uncut(engine: Engine, work: Work) -> None:
    """Take away what is cut off beside the state; if there is nothing, somebody writes it now."""
    if not placing.uncut(work.stack, engine.folder, engine.environ):
        waited(engine, work)


def waited(engine: Engine, work: Work) -> None:
    """Nothing was begun: a moment, for others that opened the backend at the same time."""
    time.sleep(random.uniform(0, PAUSE))


REMEDIES: tuple[tuple[Callable[[Said, Work], bool], Remedy], ...] = (
    (takeable, unlocked),
    (lambda said, work: said.missing, made),
    (lambda said, work: said.cut, uncut),
    (lambda said, work: said.unopened, waited),
)
