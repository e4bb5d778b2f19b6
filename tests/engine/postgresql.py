"""What the tests of shards share: a server, and how a fleet ends that nothing disturbs."""

from collections.abc import Iterator
from typing import Any

import pytest

from lab.postgres import Database, postgres

from .ends import again, ends, twice, unlike
from .machines import Machines, ended, machines
from .shapes import Document, fleet


@pytest.fixture(scope="session")
def server() -> Iterator[Database]:
    """A PostgreSQL."""
    with postgres() as one:
        yield one


@pytest.fixture(scope="session")
def undisturbed(server: Database, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What one repository of each shape comes to without a fault."""
    wanted = fleet(2)
    folder = tmp_path_factory.mktemp("undisturbed")
    with machines(folder, wanted, server.blank("undisturbed")) as calm:
        code, document, err = ended(calm.start(0, "apply"))
        assert 0 == code, (document, err)
        return ends(calm.world.events("all"), wanted)


def finished(four: Machines, wanted: list[Document], calm: dict[str, Any], seed: int = 0) -> int:
    """The end is that of a calm run, nothing was done twice; how many PUTs were sent again."""
    events = four.world.events("all")
    assert [] == unlike(ends(events, wanted), calm, wanted), seed
    assert [] == twice(events), seed
    same, others = again(events)
    assert [] == others, seed
    return same
