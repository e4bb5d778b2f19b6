"""Config -> the files that shall be proposed, and where.

All files of a config in one repository are one proposal. Several configs may share a repository
(a monorepo): each has a branch of its own, the first one the plain name.
"""

import hashlib
import re

from ..config import Config
from ..indexes.pypi.normal import normal_name
from ..model import Forge
from ..publishers import declared_publishers
from ..writing import Written, files
from .model import Place
from .wording import digest

BRANCH = "trustpub/release-workflow"
LONGEST = 60
"""Characters of a name in that of a branch."""
NUL = "\0"
ODD = re.compile(r"[^A-Za-z0-9_-]+")


def places(config: Config) -> tuple[Place, ...]:
    """What the config wants delivered: one place a forge."""
    wanted = {
        "github": config.github is not None and config.github.workflow_by is not None,
        "gitlab": config.gitlab is not None and config.gitlab.pipeline_by is not None,
    }
    found = (place(config, forge) for forge in config.forges() if wanted[forge])
    return tuple(one for one in found if one is not None)


def place(config: Config, forge: Forge, base: str = BRANCH) -> Place | None:
    """All files of one forge; None where no publisher names one. `base`: what branches begin with.

    The second name is for a config that is not alone: no other one has its project and file.
    """
    paths = tuple(one.path for one in written(config, forge))
    if not paths:
        return None
    repository = getattr(config, forge).repository
    own = f"{base}-{named(config.project, normal_name(config.project), min(paths))}"
    former = tuple(f"{base}-{short(path)}" for path in paths) if len(paths) > 1 else ()
    return Place(forge, repository, paths, claims(config, forge), (base, own), former)


def written(config: Config, forge: Forge) -> list[Written]:
    """The files of one forge, as the config has them from scratch."""
    return [one for one in files(config) if one.forge == forge]


def claims(config: Config, forge: Forge) -> tuple[str, ...]:
    """One for each project, index and file: by any of them a proposal is known as the config's."""
    declared = {one.field: one for one in declared_publishers(config, forge)}
    return tuple(
        digest("claim", normal_name(declared[field].project), declared[field].index, one.path)
        for one in written(config, forge)
        for field in one.publishers
    )


def short(path: str) -> str:
    """A path as a part of a branch name; no two paths have the same."""
    return named(path.rpartition("/")[2], path)


def named(text: str, *whole: str) -> str:
    """A text as a part of a branch name, told apart by the whole of what it stands for."""
    bare = ODD.sub("-", text)[:LONGEST].strip("-")
    return f"{bare}-{hashlib.sha256(NUL.join(whole).encode()).hexdigest()[:6]}"
