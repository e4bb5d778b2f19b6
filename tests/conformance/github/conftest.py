"""The sandbox's GitHub on loopback, for clients that speak HTTP."""

import threading
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial
from typing import Any

import pytest
import uvicorn

from sandbox.api import Mounted
from sandbox.events import EventLog
from sandbox.github.app import respond
from sandbox.github.state import GitHubState, build
from sandbox.server import HOST, config, listen

from .world import SEED


class Running:
    """A served GitHub: its address and its state."""

    def __init__(self, seed: dict[str, Any]) -> None:
        log = EventLog()
        self.api = Mounted("github", partial(build, "github", seed, log), respond, log)
        self.socket = listen(0)
        self.url = f"http://{HOST}:{self.socket.getsockname()[1]}"
        self.server = uvicorn.Server(config(self.api))
        self.thread = threading.Thread(target=self.server.run, args=([self.socket],))
        self.thread.start()

    @property
    def state(self) -> GitHubState:
        """The state behind the server."""
        state: GitHubState = self.api.state
        return state

    def stop(self) -> None:
        """Stop serving."""
        self.server.should_exit = True
        self.thread.join()


@pytest.fixture
def serve() -> Iterator[Callable[..., Running]]:
    """Serves worlds until the test ends; arguments replace parts of the seed."""
    running: list[Running] = []

    def start(**changes: Any) -> Running:
        running.append(Running({**deepcopy(SEED), **changes}))
        return running[-1]

    yield start
    for server in running:
        server.stop()
