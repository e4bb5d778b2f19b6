"""Worlds of many projects on a running sandbox, each made once for a worker."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lab.world import Sandbox, sandbox

from .commands import Command
from .forking import Forks
from .hands import Hands
from .trials import Trials
from .walks import Walk
from .worlds import World, make_world

Begin = Callable[[], Walk]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder takes its time, and shares its worlds."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.xdist_group(f"migrate-{item.path.stem}"))


@contextmanager
def running(world: World, folder: Path) -> Iterator[Sandbox]:
    """A sandbox of a world, whose indexes speak https."""
    with sandbox(world.write(folder), folder / "tls") as served:
        yield served


def walk(world: World, served: Sandbox, folder: Path, forks: Forks | None = None) -> Walk:
    """A migration of a world from its beginning."""
    served.reset()
    command = Command(folder, served, forks)
    command.write(world.works)
    hands = Hands(served, world)
    return Walk(world, command, hands, Trials(hands, folder / "dist"))


def ready(world: World, served: Sandbox, folder: Path, forks: Forks) -> Walk:
    """A migration that is swapped and proved, of which only the removals are left."""
    one = walk(world, served, folder, forks)
    one.register()
    one.swap(world.works)
    one.publish("the swap", world.works)
    one.clean()
    return one


@pytest.fixture(scope="session")
def forks() -> Iterator[Forks]:
    """Where the runs of tests with many of them are forked."""
    forks = Forks()
    yield forks
    forks.close()


@pytest.fixture(scope="module")
def large() -> World:
    """An organisation of 60 repositories and a group of 40 projects."""
    return make_world(range(60), range(40))


@pytest.fixture(scope="module")
def served(large: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """Its sandbox."""
    with running(large, tmp_path_factory.mktemp("large")) as found:
        yield found


@pytest.fixture
def begin(large: World, served: Sandbox, tmp_path: Path) -> Begin:
    """A migration of it, from the beginning."""
    return lambda: walk(large, served, tmp_path)
