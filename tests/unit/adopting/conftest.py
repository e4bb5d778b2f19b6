"""Sandboxes to take over, and the command as it is called."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from lab.world import Sandbox
from trustpub.cli import main

FREE = 10_000_000
"""Requests a minute where no limit is meant to be met: sandboxes take more than forges do."""


def dumped(folder: Path, seed: dict[str, Any]) -> Path:
    """A seed in a file."""
    path = folder / "seed.yaml"
    YAML(typ="safe").dump(seed, path)
    return path


@pytest.fixture
def call(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """`call(world, *words)` runs `trustpub adopt` against a sandbox: exit code and output."""

    def run(world: Sandbox, *words: str, **env: str) -> tuple[int, str]:
        for key, value in {**world.env, **env}.items():
            monkeypatch.setenv(key, value)
        code = main(["adopt", *words])
        return code, capsys.readouterr().out

    return run
