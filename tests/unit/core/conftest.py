"""A world for the tests of the core."""

import pytest
import requests

from .inprocess import InProcess, world


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch) -> InProcess:
    """The only network there is: the sandbox, in this process."""
    adapter = InProcess(world())
    monkeypatch.setattr(requests.Session, "get_adapter", lambda *_, **__: adapter)
    return adapter
