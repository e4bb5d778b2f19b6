"""What the tests of CI files share."""

from pathlib import Path

import pytest

from .made import repository
from .shell import Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """An empty folder."""
    return Shell(tmp_path)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository, in which the command runs; without tokens."""
    monkeypatch.chdir(repository(tmp_path))
    for name in ("GITHUB_TOKEN", "GITLAB_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path
