"""Answers of a look that is under way, on disk: should it end early, the next one goes on there.

A look that ends well leaves nothing. What is kept holds for one token, which is stored as in
`observing.store`: by a hash of it with a salt of this file's.
"""

import hashlib
import os
import sqlite3
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from ....observing.store import who

VERSION = 1
SECONDS = 1800
"""An older answer is not taken."""
BYTES = 64 * 2**20
"""No more is written than this."""
START = "interrupted-"
ALONE = "PRAGMA locking_mode = EXCLUSIVE"
"""A look that is under way has the file for itself, until its process ends."""
TABLES = f"""
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS salt (value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS answers (
    who TEXT, url TEXT, status INTEGER, headers TEXT, body BLOB, at REAL, PRIMARY KEY (who, url)
) WITHOUT ROWID;
PRAGMA user_version = {VERSION};
"""


class Answer(NamedTuple):
    """One answer as it came."""

    status: int
    headers: str
    body: bytes
    at: float


@dataclass
class Journal:
    """The answers of one look; what is wrong with the file spoils no look."""

    connection: sqlite3.Connection
    path: Path
    who: str
    clock: Callable[[], float] = time.time
    size: int = 0
    lock: Lock = field(default_factory=Lock, repr=False)

    def recall(self, url: str) -> Answer | None:
        """The answer of the look that ended early."""
        sql = "SELECT status, headers, body, at FROM answers WHERE who = ? AND url = ?"
        with self.lock:
            try:
                row = self.connection.execute(sql, (self.who, url)).fetchone()
                return Answer(row[0], row[1], zlib.decompress(row[2]), row[3]) if row else None
            except (sqlite3.Error, zlib.error):
                return None

    def keep(self, url: str, status: int, headers: str, body: bytes) -> None:
        """Write an answer, while there is room."""
        packed = zlib.compress(body, 1)
        with self.lock:
            if self.size + len(packed) > BYTES:
                return
            try:
                values = (self.who, url, status, headers, packed, self.clock())
                sql = "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?)"
                self.connection.execute(sql, values)
                self.size += len(packed)
            except sqlite3.Error:
                return

    def drop(self) -> None:
        """The look ended well: nothing is left."""
        self.close()
        with suppress(OSError):
            remove(self.path)

    def close(self) -> None:
        """Another look may have it."""
        with self.lock, suppress(sqlite3.Error):
            self.connection.close()


def open_journal(
    folder: Path, about: str, token: str, clock: Callable[[], float] = time.time
) -> Journal | None:
    """The journal of looks at one thing with one token; None where it cannot be had.

    So it is where another look at the same is under way. A broken file is made anew.
    """
    name = hashlib.blake2b(about.encode(), digest_size=12).hexdigest()
    path = folder / f"{START}{name}.db"
    with suppress(OSError):
        sweep(folder, clock())
    for broken in (False, True):
        try:
            if broken:
                remove(path)
            return opened(path, token, clock)
        except (OSError, sqlite3.OperationalError):
            return None
        except sqlite3.DatabaseError:
            continue
    return None


def opened(path: Path, token: str, clock: Callable[[], float]) -> Journal:
    """The file, readable by its owner alone, with what may still be taken."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), 0o600)
    os.close(handle)
    path.chmod(0o600)
    connection = sqlite3.connect(path, 0, check_same_thread=False, isolation_level=None)
    try:
        connection.execute(ALONE)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version not in (0, VERSION):
            raise sqlite3.DatabaseError("of another version")
        connection.executescript(TABLES)
        mine, now = who(connection, token), clock()
        sql = "DELETE FROM answers WHERE who <> ? OR at < ? OR at > ?"
        connection.execute(sql, (mine, now - SECONDS, now))
        (size,) = connection.execute("SELECT sum(length(body)) FROM answers").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return Journal(connection, path, mine, clock, size or 0)


def sweep(folder: Path, now: float) -> None:
    """Forget looks that nobody went on with."""
    for path in folder.glob(f"{START}*.db"):
        parts = [path, *path.parent.glob(f"{path.name}-*")]
        if max(part.stat().st_mtime for part in parts) < now - SECONDS:
            remove(path)


def remove(path: Path) -> None:
    """A file of SQLite's, and what is beside it."""
    for part in (path, *path.parent.glob(f"{path.name}-*")):
        part.unlink(missing_ok=True)
