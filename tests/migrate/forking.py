"""Commands in forks of a process that has all its modules: each still a process of its own.

`python -m tests.migrate.forking SOCKET` serves until its standard input ends. A fork has no threads
from before, no values from other runs and no kept answers; only the imports are over. `Forks` asks.
"""

import importlib
import json
import os
import pkgutil
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import trustpub
from lab.world import CLONE

from . import launcher

FOLDERS = (
    *("cli.migrat", "migrate.", "fleet.", "forges.", "indexes.", "observing.", "patching."),
    *("proposing.", "writing."),
)
"""What migrations import, most of it late; the rest comes with it."""


@dataclass
class Forks:
    """A server, as its client sees it."""

    folder: tempfile.TemporaryDirectory[str] = field(default_factory=tempfile.TemporaryDirectory)

    def __post_init__(self) -> None:
        """Start it, and wait until it listens."""
        self.path = str(Path(self.folder.name) / "socket")
        command = [sys.executable, "-m", "tests.migrate.forking", self.path]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            command, cwd=CLONE, stdin=pipe, stdout=pipe, start_new_session=True
        )
        assert self.process.stdout is not None
        if not self.process.stdout.readline():
            raise RuntimeError(f"no commands can be forked: exit code {self.process.wait()}")

    def run(self, words: list[str], cwd: Path, env: Mapping[str, str]) -> tuple[int, str, str]:
        """Exit code, standard output and standard error of one command."""
        asked = {"words": words, "cwd": str(cwd), "env": dict(env)}
        with (
            tempfile.TemporaryFile() as out,
            tempfile.TemporaryFile() as told,
            socket.socket(socket.AF_UNIX) as line,
        ):
            line.settimeout(400)
            line.connect(self.path)
            socket.send_fds(line, [b"\n"], [out.fileno(), told.fileno()])
            line.sendall(json.dumps(asked).encode() + b"\n")
            code = int(line.makefile().readline())
            texts = [(one.seek(0), one.read().decode())[1] for one in (out, told)]
        return code, texts[0], texts[1]

    def close(self) -> None:
        """End it, and whatever still runs below it."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()
        self.folder.cleanup()


def warm() -> None:
    """Import what migrations import."""
    wanted = tuple(f"trustpub.{folder}" for folder in FOLDERS)
    for found in pkgutil.walk_packages(trustpub.__path__, "trustpub."):
        if found.name.startswith(wanted):
            importlib.import_module(found.name)


def serve(path: str) -> int:
    """Fork for each who connects; only a fork that became a command returns, with its exit code."""
    warm()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path)
        listening.listen()
        print("listening", flush=True)
        nurses: set[int] = set()
        while sys.stdin not in select.select([listening, sys.stdin], [], [])[0]:
            line, _ = listening.accept()
            nurses.add(number := os.fork())
            if not number:
                return nurse(line)
            line.close()
            nurses -= {one for one in nurses if os.waitpid(one, os.WNOHANG)[0]}
    return 0


def nurse(line: socket.socket) -> int:
    """Fork once more, and tell how that ended: a killed process cannot tell it itself."""
    _, handles, _, _ = socket.recv_fds(line, 1, 2)
    asked = json.loads(line.makefile().readline())
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        line.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
        os._exit(0)
    line.close()
    become(asked, handles)
    return launcher.main()


def become(asked: Any, handles: list[int]) -> None:
    """The folder, environment and standard streams of a new process."""
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    for handle, number in zip((os.open(os.devnull, os.O_RDONLY), *handles), range(3), strict=True):
        os.dup2(handle, number)
    tempfile.tempdir = None
    sys.argv = ["trustpub", *asked["words"]]


if __name__ == "__main__":
    sys.exit(serve(sys.argv[1]))
