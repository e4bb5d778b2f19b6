"""What was asked for: the nouns of the files that show a change in its request."""

from typing import NamedTuple

from ..fleet_ci.model import System
from ..model import Forge

NAME = "trustpub preview"
"""Of the check, by which a branch asks for it, and of its workflow, by which the other starts."""
ENVIRONMENT = "trustpub-preview"
"""GitLab: where the variable with the token is."""
DAILY = "17 4 * * *"
SYSTEMS: dict[Forge, System] = {"github": "github-actions", "gitlab": "gitlab-ci"}


class Asked(NamedTuple):
    """What the files are to be for."""

    file: str
    """A release config or a fleet, in the repository."""
    command: str
    """What writes the same files again."""
    requirements: str = ""
    """A requirements file with hashes, in the repository."""
    image: str = ""
    """GitLab: the container image that the jobs run in; empty: ours."""
    branch: str = ""
    """GitLab: whose code comments; empty: the default branch's."""
    schedule: str = ""
    """GitHub: when every open request is looked at anew, as cron has it; empty: once a day."""
