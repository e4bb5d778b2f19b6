"""A world with both forges and indexes, and `trustpub migrate` in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from lab.forked import forked_sandbox
from lab.world import Sandbox

from .command_steps import Migration, begin
from .command_world import seed


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """Sandboxes of all; the indexes speak https, as uv wants it."""
    folder = tmp_path_factory.mktemp("world")
    YAML(typ="safe").dump(seed(), folder / "seed.yaml")
    with forked_sandbox(folder / "seed.yaml", tls=folder / "tls") as running:
        yield running


@pytest.fixture
def migration(
    everything: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Migration:
    """The world as it was when it began."""
    return begin(everything, tmp_path, monkeypatch, capsys.readouterr)
