"""One https sandbox and one browser for each worker; one stack for each test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from lab.browser import Driver, browser
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

MakeStack = Callable[[str], Stack]


def seed() -> dict[str, object]:
    """The example's forges; on both indexes oldproject exists, and nothing else."""
    document = YAML(typ="safe").load((CLONE / "sandbox/seed.example.yaml").read_text("utf-8"))
    for index in ("pypi", "testpypi"):
        document[index]["projects"] = [{"name": "oldproject", "owners": ["maintainer"]}]
    return dict(document)


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the sandbox puts its certificates."""
    return tmp_path_factory.mktemp("tls")


@pytest.fixture(scope="session")
def running(certificates: Path) -> Iterator[Sandbox]:
    """A sandbox whose PyPIs speak https."""
    file = certificates / "seed.yaml"
    YAML().dump(seed(), file)
    with sandbox(file, certificates) as world:
        yield world


@pytest.fixture
def world(running: Sandbox) -> Sandbox:
    """The sandbox as it was when it began."""
    running.reset()
    return running


@pytest.fixture(scope="session")
def driver(
    running: Sandbox, certificates: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Driver]:
    """A browser that trusts the sandbox."""
    profile = tmp_path_factory.mktemp("profile")
    with browser(profile, certificates / "cert.pem") as started:
        yield started


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
