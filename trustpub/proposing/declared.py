"""Config -> the files that shall be proposed, and where."""

import hashlib
import re
from collections.abc import Iterator

from ..config import Config
from ..writing import Written, files
from .model import Place

BRANCH = "trustpub/release-workflow"
ODD = re.compile(r"[^A-Za-z0-9_-]+")


def places(config: Config) -> tuple[Place, ...]:
    """The files that the config wants delivered, each on a branch of its own."""
    wanted = {
        "github": config.github is not None and config.github.workflow_by is not None,
        "gitlab": config.gitlab is not None and config.gitlab.pipeline_by is not None,
    }
    return tuple(
        place
        for forge in config.forges()
        if wanted[forge]
        for place in of_forge(config, [one for one in files(config) if one.forge == forge])
    )


def of_forge(config: Config, listed: list[Written]) -> Iterator[Place]:
    """The places of one forge's files; the branch names the file where there are several."""
    for one in listed:
        settings = getattr(config, one.forge)
        branch = BRANCH if len(listed) == 1 else f"{BRANCH}-{short(one.path)}"
        yield Place(one.forge, settings.repository, one.path, branch)


def short(path: str) -> str:
    """A path as a part of a branch name; no two paths have the same."""
    bare = ODD.sub("-", path.rpartition("/")[2]).strip("-")
    return f"{bare}-{hashlib.sha256(path.encode()).hexdigest()[:6]}"


def written(config: Config, place: Place) -> Written | None:
    """The file of a place, as the config has it from scratch."""
    found = (one for one in files(config) if (one.forge, one.path) == (place.forge, place.path))
    return next(found, None)
