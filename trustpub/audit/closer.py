"""Which repositories of an organisation of GitHub are worth a closer look. Pure."""

import re

from ..forges.github.observing.bulk import publishes
from ..forges.github.observing.glimpse import Glimpse
from ..model import Plan
from . import configs

CALLED = re.compile(
    r"uses:\s*[\"']?[\w.-]+/[\w.-]+/\.github/workflows/\S*(?:pypi|publish|release|upload)",
    re.IGNORECASE,
)
"""A workflow of another repository whose name says that it publishes."""


def worth_a_look(seen: Glimpse) -> bool:
    """Whether a repository is worth a closer look: also where it calls what may publish.

    Whoever keeps a config that cannot be read means to publish.
    """
    called = any(map(CALLED.search, (seen.workflows or {}).values()))
    broken = configs.FILE in seen.unseen or bool(seen.config and config_of(seen.config).why)
    return publishes(seen) or called or broken


def config_of(text: str) -> configs.Read:
    """The config that lies in a repository of GitHub."""
    return configs.read(text, "github")


def declared_on_github(seen: Glimpse) -> Plan | None:
    """What the config in a repository declares on GitHub."""
    return config_of(seen.config).plan if seen.config else None
