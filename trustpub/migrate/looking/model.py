"""What a look at a migration is given, and what it brings back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ...config import Config
from ...model import Forge, Unknown
from ...observing.client import Client
from ...workflows.model import Reading
from ..judged import Shared
from ..model import Kept, Loose, Mention, Sight
from .files import Branch


class Project(NamedTuple):
    """One release config on one forge."""

    file: str
    config: Config
    forge: Forge
    repository: str


class Asking(NamedTuple):
    """One forge and how it is asked."""

    forge: Forge
    client: Client
    variables: Mapping[str, str]
    """The environment: addresses and tokens."""


@dataclass(frozen=True)
class Texts:
    """What the files of one default branch say."""

    branch: Branch | None = None
    reading: Reading | None = None
    """None where the files could not be read."""
    mentions: tuple[Mention, ...] = ()
    loose: tuple[Loose, ...] = ()
    branches: tuple[Mention, ...] = ()
    """Of other branches."""
    unknown: tuple[Unknown, ...] = ()


class Verdict(NamedTuple):
    """What a forge holds otherwise than a config declares it."""

    missing: tuple[str, ...] = ()
    unknown: tuple[Unknown, ...] = ()


class Reach(NamedTuple):
    """All secrets and variables that reach one repository, by name."""

    kept: tuple[Kept, ...] = ()
    unlisted: tuple[Unknown, ...] = ()


class Looked(NamedTuple):
    """All that was seen."""

    sights: tuple[Sight, ...] = ()
    shared: tuple[Shared, ...] = ()
