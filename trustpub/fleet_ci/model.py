"""The nouns of a fleet's CI files: what is known of the fleet, what was asked for, a file."""

from typing import Literal, NamedTuple

from ..errors import TrustpubError
from ..model import Forge

System = Literal["github-actions", "gitlab-ci", "kubernetes-operator"]
SYSTEMS: tuple[System, ...] = ("github-actions", "gitlab-ci", "kubernetes-operator")

JOURNAL = "trustpub-rollout.jsonl"
"""What a rollout keeps beside the fleet, and finds again in its next run."""


class FleetCiError(TrustpubError):
    """Something that keeps the files from being written; its text is a sentence with a way out."""


class Project(NamedTuple):
    """One project of the fleet."""

    name: str
    """As `trustpub fleet list` calls it."""
    stack: str
    forges: tuple[Forge, ...]
    github: str
    """`owner/repository`; empty where it is on GitLab alone."""


class Known(NamedTuple):
    """What the files have to know of a fleet."""

    fleet: str
    """Path of the fleet file in its repository, with `/` between folders."""
    watched: tuple[str, ...]
    """Paths and patterns of the files that the fleet is made of, `**` for folders."""
    projects: tuple[Project, ...]
    """Those that are known without, or were found by, queries."""
    forges: tuple[Forge, ...]
    """Those that a run has to do with."""
    gitlab: str = ""
    """Address of the GitLab's API where it is not GitLab.com's."""
    delivers: bool = False
    """Whether workflows are delivered by pull requests."""
    unasked: bool = False
    """Whether queries may name more."""


class Wanted(NamedTuple):
    """What was asked for."""

    on: System
    command: str
    """What writes the same file again."""
    shards: int | None = None
    at_once: int = 4
    """Shards that run at the same time."""
    branch: str = ""
    schedule: str = ""
    """When everything is looked at anew, as cron has it."""
    backend: str = ""
    """URL of the state; empty: it is in a secret."""
    app: str = ""
    """Owner whose installation of a GitHub App lends the token."""
    requirements: str = ""
    """A requirements file with hashes, in the repository."""
    folder: str = ""
    """Of the files for the operator, in the repository."""
    repository: str = ""
    """The repository's address, for the operator."""
    namespace: str = "trustpub"
    every: int = 0
    """Seconds after which the operator looks at everything anew; 0: never."""
    private: bool = False
    """Whether the operator needs a token to read the repository."""
    image: str = ""
    """The container image that jobs or workspaces run in; empty: ours."""


class File(NamedTuple):
    """One file, whole."""

    path: str
    text: str
