"""One sandbox for each worker; one project folder, stack and state for each test."""

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


@pytest.fixture
def make_stack(tmp_path: Path, world: Sandbox) -> MakeStack:
    """A stack of a release config, in a folder of its own, as a user would have it."""

    def make(config: str) -> Stack:
        (tmp_path / "Pulumi.yaml").write_text(PROJECT)
        (tmp_path / "__main__.py").write_text(MAIN)
        (tmp_path / "release.yaml").write_text(config)
        stack = Stack(tmp_path, "t", environment(tmp_path / "work", world.env))
        stack.init()
        return stack

    return make
