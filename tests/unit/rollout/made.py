"""Values for the tests of rollouts."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from trustpub.config import Config
from trustpub.rollout.history import History, remembered
from trustpub.rollout.model import Line

START = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Repository:
    """An entry of a fleet."""

    name: str
    config: Config


def config(**more: Any) -> Config:
    """A config on GitHub."""
    return Config.model_validate(
        {
            "project": "p",
            "github": {"repository": "octo-org/p", "workflow": "release.yml"},
            "publishers": [{"index": "pypi", "environment": "pypi"}],
            **more,
        }
    )


def repository(name: str = "github:octo-org/p", **more: Any) -> Repository:
    """An entry with that config."""
    return Repository(name, config(**more))


def line(what: Any, second: int = 0, **more: Any) -> Line:
    """A line of the journal."""
    return Line(at=START + timedelta(seconds=second), what=what, **more)


def history(*lines: Line) -> History:
    """What they come to."""
    return remembered(lines)
