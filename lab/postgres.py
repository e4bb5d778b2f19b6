"""A PostgreSQL server of the system, private and on loopback, gone when the block ends.

The server refuses to run as root (PostgreSQL docs, "Creating a Database Cluster"): then the user
that Debian's package makes runs it.
"""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROGRAMS = Path("/usr/lib/postgresql")
OWNER = "trustpub"
TRIES = 3
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "300",
    "listen_addresses": "127.0.0.1",
}
"""Fast, and nothing outlives it."""


@dataclass(frozen=True)
class Database:
    """A server, and the database of it that an engine keeps its state in."""

    programs: Path
    port: int
    name: str
    password: str

    @property
    def url(self) -> str:
        """What PULUMI_BACKEND_URL is set to."""
        place = f"127.0.0.1:{self.port}/{self.name}"
        return f"postgres://{OWNER}:{self.password}@{place}?sslmode=disable"

    def blank(self, name: str) -> "Database":
        """A new database, with nothing in it."""
        self.query(f'CREATE DATABASE "{name}"')
        return Database(self.programs, self.port, name, self.password)

    def query(self, sql: str) -> list[str]:
        """The rows of a statement, as text."""
        psql = [str(self.programs / "psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", sql, self.url]
        return ran(psql, {}).splitlines()


@contextmanager
def postgres() -> Iterator[Database]:
    """A server as long as the block runs."""
    programs = found()
    as_user = user()
    folder = Path(tempfile.mkdtemp(prefix="trustpub-postgres-"))
    try:
        password = made(programs, folder, as_user)
        port = started(programs, folder, as_user)
        try:
            yield Database(programs, port, "postgres", password)
        finally:
            control(programs, folder, as_user, "stop", "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def found() -> Path:
    """The programs of the newest version that is installed."""
    there = [path.parent for path in PROGRAMS.glob("*/bin/initdb")]
    if not there:
        raise RuntimeError("no PostgreSQL server; tests/engine/setup says what to install")
    return max(there, key=lambda path: float(path.parent.name))


def user() -> dict[str, Any]:
    """As whom it runs, as subprocess takes it."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            one = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": one.pw_uid, "group": one.pw_gid, "extra_groups": []}
    raise RuntimeError("PostgreSQL does not run as root, and there is no other user")


def made(programs: Path, folder: Path, as_user: dict[str, Any]) -> str:
    """A cluster in the folder; the password of its owner."""
    password = secrets.token_urlsafe(24)
    secret = folder / "password"
    secret.write_text(password)
    if as_user:
        for path in (folder, secret):
            os.chown(path, as_user["user"], as_user["group"])
    words = ["-D", str(folder / "data"), "-U", OWNER, "--auth=scram-sha-256", "--no-sync"]
    words += [f"--pwfile={secret}", "--encoding=UTF8", "--locale=C"]
    ran([str(programs / "initdb"), *words], as_user)
    return password


def started(programs: Path, folder: Path, as_user: dict[str, Any]) -> int:
    """Start it; its port. Between finding a free one and taking it, another may take it."""
    for again in range(TRIES, 0, -1):
        port = free()
        settings = {**SETTINGS, "port": port, "unix_socket_directories": folder}
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        try:
            log = ("-l", str(folder / "log"))
            control(programs, folder, as_user, "start", "-w", *log, "-o", options)
        except RuntimeError:
            if again == 1:
                raise
        else:
            break
    return port


def free() -> int:
    """A port that nobody has."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


def control(programs: Path, folder: Path, as_user: dict[str, Any], *words: str) -> None:
    """`pg_ctl WORDS`."""
    ran([str(programs / "pg_ctl"), "-D", str(folder / "data"), *words], as_user)


def ran(command: list[str], as_user: dict[str, Any]) -> str:
    """Standard output; RuntimeError where it ends badly. A server that it starts keeps no pipe."""
    with tempfile.TemporaryFile("w+") as out:
        done = subprocess.run(
            command,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            timeout=60,
            check=False,
            **as_user,
        )
        out.seek(0)
        said = out.read()
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name} ended with {done.returncode}: {said}")
    return said
