"""A GitLab on loopback for one test."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import uvicorn

from sandbox.api import Mounted
from sandbox.events import EventLog
from sandbox.gitlab.app import respond
from sandbox.gitlab.state import build
from sandbox.server import HOST, config, listen


class Loopback:
    """The mounted API and where it listens."""

    def __init__(self, seed: dict[str, Any]) -> None:
        self.log = EventLog()
        self.api = Mounted("gitlab", partial(build, "gitlab", seed, self.log), respond, self.log)
        self.socket = listen(0)
        self.url = f"http://{HOST}:{self.socket.getsockname()[1]}"

    def changes(self) -> list[tuple[str, str, str]]:
        """What changed so far: what, key, action."""
        return [(e["what"], e["key"], e["action"]) for e in self.log.of() if e["kind"] == "change"]

    def requests(self) -> list[tuple[str, str, int]]:
        """What was asked so far: method, path, status."""
        return [
            (e["method"], e["path"], e["status"]) for e in self.log.of() if e["kind"] == "request"
        ]


@contextmanager
def serving(seed: dict[str, Any]) -> Iterator[Loopback]:
    """Serve a seed from a thread until the block ends."""
    world = Loopback(seed)
    server = uvicorn.Server(config(world.api))
    thread = threading.Thread(target=server.run, args=([world.socket],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.005)
    try:
        yield world
    finally:
        server.should_exit = True
        thread.join(10)
