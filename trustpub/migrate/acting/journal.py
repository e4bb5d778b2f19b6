"""The journal of migrations on disk: appended to, never rewritten, by one process at a time.

POSIX, "write": with O_APPEND nothing comes between finding the end and writing there. An entry is
one such write, and on disk (`fsync`) before what it tells of begins.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ...errors import TrustpubError
from ..model import Kept
from .entries import Entry, What

CUT = "the line before this one was cut off"


class JournalError(TrustpubError):
    """The journal cannot be written: then nothing may be removed. Its text is a sentence."""

    @classmethod
    def of(cls, path: Path, why: str) -> "JournalError":
        """What is wrong with the journal."""
        return cls(f"{path} cannot be written ({why}); nothing is removed without a journal")

    @classmethod
    def held(cls, path: Path) -> "JournalError":
        """Another process has it open."""
        return cls(f"{path} is in use: another run writes to it; wait until it has ended")


@dataclass(frozen=True)
class Journal:
    """An open journal, which nobody else can write to."""

    path: Path
    handle: int
    clock: Callable[[], datetime]
    repaired: bool = False
    """Whether the last line was found cut off."""

    def write(self, what: What, kept: Kept | None = None, **more: Any) -> Entry:
        """One entry, on disk when this returns."""
        if kept:
            about = {"place": kept.place, "name": kept.name, "scope": kept.scope}
            more = {"repository": kept.place.holder, **about, **more}
        entry = Entry(at=self.clock().astimezone(UTC), what=what, **more)
        append(self.path, self.handle, line(entry))
        return entry


@contextmanager
def journal(path: Path, clock: Callable[[], datetime]) -> Iterator[Journal]:
    """The journal, made if it is not there, for its owner alone; JournalError where it is held."""
    handle, new = opened(path)
    try:
        locked(path, handle)
        if new:
            settled(path)
        cut = is_cut(path, handle)
        if cut:
            entry = Entry(at=clock().astimezone(UTC), what="repaired", evidence=CUT)
            append(path, handle, b"\n" + line(entry))
        yield Journal(path, handle, clock, cut)
    finally:
        # Closing lets go of the lock; a process that is killed lets go of it too.
        os.close(handle)


def opened(path: Path) -> tuple[int, bool]:
    """The file, and whether it was made just now."""
    flags = os.O_RDWR | os.O_APPEND | getattr(os, "O_CLOEXEC", 0)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            return os.open(path, flags | os.O_CREAT | os.O_EXCL, 0o600), True
        except FileExistsError:
            return os.open(path, flags), False
    except OSError as error:
        raise JournalError.of(path, error.strerror or "it fails") from None


def locked(path: Path, handle: int) -> None:
    """Hold it, or say who cannot."""
    try:
        import fcntl
    except ImportError:
        raise JournalError.of(path, "files cannot be locked on this system") from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise JournalError.held(path) from None
    except OSError as error:
        raise JournalError.of(path, error.strerror or "it cannot be locked") from None


def settled(path: Path) -> None:
    """The name of a new file on disk too (Linux, fsync(2))."""
    try:
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise JournalError.of(path, error.strerror or "it fails") from None


def is_cut(path: Path, handle: int) -> bool:
    """Whether the last line has no end."""
    try:
        size = os.fstat(handle).st_size
        return size > 0 and os.pread(handle, 1, size - 1) != b"\n"
    except OSError as error:
        raise JournalError.of(path, error.strerror or "it fails") from None


def line(entry: Entry) -> bytes:
    """An entry as it is kept: only what says something, on one line."""
    told = {"version": entry.version, **entry.model_dump(mode="json", exclude_defaults=True)}
    return json.dumps(told).encode() + b"\n"


def append(path: Path, handle: int, data: bytes) -> None:
    """Written whole and on disk, or a JournalError."""
    try:
        if os.write(handle, data) != len(data):
            raise JournalError.of(path, "the disk is full")
        os.fsync(handle)
    except OSError as error:
        raise JournalError.of(path, error.strerror or "it fails") from None
