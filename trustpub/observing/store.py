"""Answers kept on disk, to ask only whether they changed.

An ETag of GitHub holds for one token, so answers are kept by token: by a hash of it with a salt
that stays in this cache. No token is kept; no secret's value was ever in an answer, and answers
that hold those of variables are not kept, nor any text of a repository's files: a token may stand
there too. What GraphQL answers is never kept.
"""

import hashlib
import os
import re
import secrets
import sqlite3
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

VERSION = 2
"""In files of version 1 could be the text of files."""
DAYS = 60
"""Answers that nobody asked for so long are forgotten."""
SECONDS = 3700
"""Requests are remembered so long: no limit that is counted here looks further back."""
VALUES = re.compile(r"[/-]variables(?:[/?]|$)|/pipeline_schedules(?:[/?]|$)")
"""Addresses whose answers hold values: variables of GitHub and GitLab, and GitLab's schedules,
which show their variables and inputs."""
FILES = re.compile(
    r"/(?:contents|readme|git/blobs|compare|repository/(?:files|blobs))(?:[/?]|$)"
    r"|(?<!/git)/commits/[^/?]+(?:/diff)?(?:\?|$)"
    r"|/(?:pulls|merge_requests)/\d+/(?:files|changes|diffs)(?:\?|$)"
)
"""Addresses whose answers hold the text of files or of changes to them; lists of folders are among
them."""
TABLES = f"""
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS salt (value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS answers (
    who TEXT, url TEXT, etag TEXT, link TEXT, body BLOB, used REAL, PRIMARY KEY (who, url)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sent (who TEXT, kind TEXT, at REAL);
PRAGMA user_version = {VERSION};
"""


@dataclass(frozen=True)
class Kept:
    """One answer as it came."""

    etag: str
    link: str
    body: bytes


@dataclass
class Store:
    """The answers to one token; what is wrong with the file spoils no look."""

    connection: sqlite3.Connection
    who: str
    problem: str | None = None
    lock: Lock = field(default_factory=Lock, repr=False)

    def recall(self, url: str) -> Kept | None:
        """The kept answer of an address."""
        rows = self.run("SELECT etag, link, body FROM answers WHERE who = ? AND url = ?", url)
        return Kept(*rows[0]) if rows else None

    def keep(self, url: str, kept: Kept) -> None:
        """Keep an answer in the place of the last one, if no value can be in it."""
        if VALUES.search(url) or FILES.search(url):
            return
        sql = "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?)"
        self.run(sql, url, kept.etag, kept.link, kept.body, time.time())

    def used(self, url: str) -> None:
        """An answer that still holds is not forgotten."""
        self.run("UPDATE answers SET used = ?3 WHERE who = ?1 AND url = ?2", url, time.time())

    def sent(self, kind: str, at: float) -> None:
        """Note a request, for a run that begins before its limits forget it."""
        self.run("INSERT INTO sent VALUES (?, ?, ?)", kind, at)

    def recent(self) -> list[tuple[str, float]]:
        """Kind and time of the requests of the last hour, in their order."""
        rows = self.run("SELECT kind, at FROM sent WHERE who = ? ORDER BY at")
        return [(str(kind), float(at)) for kind, at in rows]

    def run(self, sql: str, *values: object) -> list[Any]:
        """One statement about the answers to this token."""
        with self.lock:
            try:
                return self.connection.execute(sql, (self.who, *values)).fetchall()
            except sqlite3.Error as error:
                self.problem = f"answers cannot be kept: {error}"
                return []


def answers_file(environ: Mapping[str, str]) -> Path:
    """Where answers are kept; a relative XDG_CACHE_HOME is to be ignored (XDG base directories)."""
    base = Path(environ.get("XDG_CACHE_HOME", ""))
    return (base if base.is_absolute() else Path.home() / ".cache") / "trustpub" / "answers.db"


def open_store(path: Path, token: str) -> Store:
    """The store for a token; a file that is broken or of another version is made anew."""
    try:
        connection = connected(path)
    except (OSError, sqlite3.Error) as error:
        try:
            path.unlink(missing_ok=True)
            connection = connected(path)
        except (OSError, sqlite3.Error):
            memory = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
            memory.executescript(TABLES)
            return Store(memory, who(memory, token), f"{path} cannot be used: {error}")
    return Store(connection, who(connection, token))


def connected(path: Path) -> sqlite3.Connection:
    """The file, readable by its owner alone, with its tables."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    connection = sqlite3.connect(path, 10, check_same_thread=False, isolation_level=None)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version not in (0, VERSION):
        # Without it what is dropped stays in the file until its place is needed (SQLite docs).
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("DROP TABLE IF EXISTS answers")
    connection.executescript(TABLES)
    connection.execute("DELETE FROM answers WHERE used < ?", (time.time() - DAYS * 86_400,))
    connection.execute("DELETE FROM sent WHERE at < ?", (time.time() - SECONDS,))
    return connection


def who(connection: sqlite3.Connection, token: str) -> str:
    """A name for a token that tells nothing of it to who has not the salt."""
    with_salt = "INSERT INTO salt SELECT ? WHERE NOT EXISTS (SELECT 1 FROM salt)"
    connection.execute(with_salt, (secrets.token_bytes(32),))
    (salt,) = connection.execute("SELECT value FROM salt").fetchone()
    return hashlib.blake2b(token.encode(), key=salt, digest_size=16).hexdigest()
