"""What somebody has to make before the files do anything, and what they had better know. Pure."""

from collections.abc import Iterator

from ..fleet_ci.gitlab import PREVIEW
from ..model import Forge
from .model import ENVIRONMENT, NAME, Asked

PAGE = "docs/preview-ci.md of trustpub"


def to_make(forge: Forge, asked: Asked) -> tuple[str, ...]:
    """Names alone, one each, and where it is told what they are for."""
    found = on_github() if forge == "github" else on_gitlab(asked)
    return (*found, f"what each of them is: {PAGE}")


def on_github() -> Iterator[str]:
    """Nothing has to be; this makes a preview count."""
    yield f"required check {NAME!r}, for the branch that is merged into, if no risk shall pass"


def on_gitlab(asked: Asked) -> Iterator[str]:
    """What starts the job that comments, and with whose token it does."""
    branch = f"branch {asked.branch}" if asked.branch else "default branch"
    yield f"line in .gitlab-ci.yml, unless a rollout wrote it: `include: [{{local: {PREVIEW}}}]`"
    yield f"{branch}, protected"
    yield f"variable GITLAB_TOKEN, protected and masked, for the environment {ENVIRONMENT}"
    yield f"pipeline trigger token, and a webhook for merge request events with it, on the {branch}"
    yield f"pipeline schedule of the {branch}, each day, with the variable TRUSTPUB_PREVIEW: open"


def warnings(forge: Forge, asked: Asked) -> Iterator[str]:
    """What is written all the same, although it lets others in."""
    if not asked.requirements:
        found = "whoever owns the name trustpub on the package index may comment as you"
        yield f"{found}; say --requirements FILE, with hashes ({PAGE})"
    if forge == "gitlab" and asked.image and "@sha256:" not in asked.image:
        found = f"--image {asked.image} has no digest, so whoever may push it gets the token"
        yield f"{found}; write it with @sha256:..."
