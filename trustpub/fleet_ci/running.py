"""What a job of any CI needs around it: variables, secrets, addresses. Pure."""

from collections.abc import Mapping

from ..model import Forge
from .backends import URL, backend
from .model import Known, Wanted

TOKENS: Mapping[Forge, str] = {"github": "GITHUB_TOKEN", "gitlab": "GITLAB_TOKEN"}
SHARED: Mapping[str, str] = {
    "GITHUB_TOKEN": "FLEET_GITHUB_TOKEN",
    "GITLAB_TOKEN": "FLEET_GITLAB_TOKEN",
}
"""What the secrets of a workflow are called: GitHub takes no name that begins with GITHUB_."""


def tokens(known: Known, wanted: Wanted) -> tuple[str, ...]:
    """The tokens that somebody has to make; an App's is made by the job."""
    return tuple(TOKENS[one] for one in known.forges if not (one == "github" and wanted.app))


def secrets(known: Known, wanted: Wanted) -> tuple[str, ...]:
    """All variables that are secret."""
    return (*tokens(known, wanted), *backend(wanted.backend).secrets)


def plain(known: Known, wanted: Wanted) -> dict[str, str]:
    """Variables that everybody may read, with their values."""
    found = {"GITLAB_BASE_URL": known.gitlab, URL: wanted.backend}
    return {name: value for name, value in found.items() if value}


def settings(wanted: Wanted) -> tuple[str, ...]:
    """Variables that are no secret, whose values only those who run it know."""
    return backend(wanted.backend).variables


def needed(known: Known, wanted: Wanted) -> tuple[str, ...]:
    """What a job does not begin without; an App lends no token to a shard without GitHub."""
    return tuple(dict.fromkeys((*secrets(known, wanted), *settings(wanted), URL)))
