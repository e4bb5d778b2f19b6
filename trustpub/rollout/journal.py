"""The journal of rollouts and the locks of its stacks, on disk.

Appended to, never rewritten; a line is one write and on disk before what it tells of begins. Runs
of several shards share it, so it is held for the length of a line. A stack is held by its run and
by the engine that the run starts, which may live a moment longer: the kernel lets go when the last
of them ends.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..errors import TrustpubError
from ..migrate.acting.journal import JournalError, is_cut, opened, settled
from ..migrate.acting.journal import append as appended
from .model import Line, What

FILE, FOLDER = "trustpub-rollout.jsonl", ".trustpub-rollout"


class RolloutError(TrustpubError):
    """The journal or the folder beside it cannot be used; its text is a sentence."""

    @classmethod
    def of(cls, path: Path, error: OSError | JournalError) -> "RolloutError":
        """What went wrong with a file."""
        if isinstance(error, JournalError):
            why = str(error).partition(" (")[2].partition(");")[0] or "it fails"
        else:
            why = error.strerror or "it fails"
        return cls(f"{path} cannot be written ({why}); nothing is rolled out without it")


def write(path: Path, what: What, **more: Any) -> None:
    """One line, on disk when this returns."""
    line = Line(at=datetime.now(UTC), what=what, **more)
    try:
        handle, new = opened(path)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            if new:
                settled(path)
            if is_cut(path, handle):
                mended = Line(at=line.at, what="repaired", why="the line before is cut off")
                appended(path, handle, b"\n" + text(mended))
            appended(path, handle, text(line))
        finally:
            os.close(handle)
    except (OSError, JournalError) as error:
        raise RolloutError.of(path, error) from None


def text(line: Line) -> bytes:
    """A line as it is kept: only what says something."""
    told = line.model_dump_json(exclude_defaults=True)
    return f'{{"version":{line.version},{told[1:]}\n'.encode()


def held(folder: Path, stack: str) -> int | None:
    """A handle that holds a stack as long as it is open; None where another run holds it."""
    path = folder / "locks" / f"{stack}.lock"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise RolloutError.of(path, error) from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


@contextmanager
def closing(handle: int) -> Iterator[int]:
    """A handle, closed when the block ends."""
    try:
        yield handle
    finally:
        os.close(handle)
