"""The world these tests talk to over loopback."""

from collections.abc import Iterator
from pathlib import Path

import gitlab
import pytest
from ruamel.yaml import YAML

from tests.conformance.gitlab.loopback import Loopback, serving

SEED = Path(__file__).parents[3] / "sandbox" / "seed.example.yaml"


@pytest.fixture
def world() -> Iterator[Loopback]:
    """The GitLab of the example seed."""
    with serving(YAML(typ="safe").load(SEED.read_text("utf-8"))["gitlab"]) as found:
        yield found


@pytest.fixture
def client(world: Loopback) -> gitlab.Gitlab:
    """python-gitlab as it is, with the token of full rights."""
    return gitlab.Gitlab(world.url, private_token="sandbox-gitlab-admin")
