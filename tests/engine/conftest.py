"""One sandbox for each worker; one project folder, stack and state for each test."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lab.stack import VENV, Stack, environment
from lab.world import CLONE, Sandbox, sandbox

PROJECT = f"""name: trustpub
runtime:
  name: python
  options: {{toolchain: pip, virtualenv: {VENV}}}
plugins:
  providers:
    - {{name: pypi, path: {VENV}/bin}}
config:
  github:writeDelayMs: {{value: "10"}}
  github:maxRetries: {{value: "0"}}
"""
MAIN = "from trustpub.components import deploy\ndeploy()\n"
GITHUB = (CLONE / "examples/github/release.yaml").read_text()
GITLAB = (CLONE / "examples/gitlab/release.yaml").read_text()

MakeStack = Callable[[str], Stack]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder runs the engine."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.engine)


@pytest.fixture(scope="session")
def running() -> Iterator[Sandbox]:
    """A sandbox of the example seed."""
    with sandbox() as world:
        yield world


@pytest.fixture
def world(running: Sandbox) -> Sandbox:
    """The sandbox as it was when it began."""
    running.reset()
    return running


@pytest.fixture(scope="session")
def initialised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder with a stack that the engine made, and nothing in it yet."""
    folder = tmp_path_factory.mktemp("initialised")
    (folder / "Pulumi.yaml").write_text(PROJECT)
    Stack(folder, "t", environment(folder / "work", {})).init()
    return folder


@pytest.fixture
def make_stack(tmp_path: Path, world: Sandbox, initialised: Path) -> MakeStack:
    """A stack of a release config, in a folder of its own, as a user would have it."""

    def make(config: str) -> Stack:
        (tmp_path / "Pulumi.yaml").write_text(PROJECT)
        (tmp_path / "__main__.py").write_text(MAIN)
        (tmp_path / "release.yaml").write_text(config)
        shutil.copytree(initialised / "work/state", tmp_path / "work/state")
        shutil.copy(initialised / "Pulumi.t.yaml", tmp_path)
        return Stack(tmp_path, "t", environment(tmp_path / "work", world.env))

    return make
