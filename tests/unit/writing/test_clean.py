"""What is rendered is clean: no rule of the chain fires on it, and nothing of it stays unseen."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, assume, given, settings

from trustpub.chain.judge import judge_chain
from trustpub.config import Config
from trustpub.rules import judge
from trustpub.workflows.listing import read_for
from trustpub.workflows.memory import Memory
from trustpub.writing import files

from .samples import SOUND, representative


def told(config: Config) -> Sequence[object]:
    """Every problem and everything unseen in the rendered files of a config."""
    snapshot = Memory({one.path: one.text.encode() for one in files(config)})
    chain = judge_chain(config, read_for(config, snapshot))
    return [*chain.problems, *chain.unknown, *(["blind"] if chain.blind else [])]


def allowed(config: Config) -> bool:
    """Whether a config has no errors of its own: nothing is released by one that has."""
    return not any(problem.severity == "error" for problem in judge(config))


@pytest.mark.parametrize("config", [c for c in representative() if allowed(c)])
def test_every_kind_of_config(config: Config) -> None:
    """Triggers, names, protection, files of their own, one index or both, on both forges."""
    assert [] == told(config)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(SOUND)
def test_any_publishers(config: Config) -> None:
    """Any combination of publishers that the config allows."""
    assume(allowed(config))

    assert [] == told(config)
