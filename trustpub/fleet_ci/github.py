"""GitHub Actions: a workflow with a job for each shard. Pure."""

import re
from collections.abc import Mapping

from .. import __version__
from ..rollout.naming import shard_of
from ..writing.actions import ACTIONS, ENGINE, PYTHON, RUNNER
from ..writing.page import page
from ..writing.scalars import glob
from .model import JOURNAL, File, FleetCiError, Known, Wanted
from .names import label
from .running import SHARED, needed, plain, secrets, settings
from .sharding import points, shards

PLACE = re.compile(r"\.github/workflows/[^/]+\.ya?ml")
MOST_OF_AN_APP = 500
"""Repositories of one installation token (GitHub docs, "Create an installation access token")."""


def workflow(known: Known, wanted: Wanted, path: str) -> File:
    """The whole file."""
    if not PLACE.fullmatch(path):
        found = f"{path} is no place where GitHub looks for workflows"
        raise FleetCiError(f"{found}; say --out .github/workflows/NAME.yml")
    count = shards(known, wanted)
    at_once = min(count, wanted.at_once)
    text = page(
        "fleet-github.yml",
        known=known,
        wanted=wanted,
        label=label(known.fleet),
        branch=glob(wanted.branch),
        watched=[glob(one) for one in (*known.watched, *extra(wanted), path)],
        matrix=matrix(known, wanted, count),
        count=count,
        at_once=at_once,
        points=points(at_once),
        secrets={name: SHARED.get(name, name) for name in secrets(known, wanted)},
        settings=settings(wanted),
        plain=plain(known, wanted),
        needed=needed(known, wanted),
        journal=beside(known.fleet, JOURNAL),
        actions=ACTIONS,
        runner=RUNNER,
        python=PYTHON,
        engine=ENGINE,
        version=__version__,
    )
    return File(path, text)


def extra(wanted: Wanted) -> tuple[str, ...]:
    """A lock file counts as part of the fleet: another version of the tool runs everything."""
    return (wanted.requirements,) if wanted.requirements else ()


def beside(fleet: str, name: str) -> str:
    """The path of a file in the fleet's folder."""
    return f"{fleet.rpartition('/')[0]}/{name}".lstrip("/")


def matrix(known: Known, wanted: Wanted, count: int) -> Mapping[int, str]:
    """Shard -> the repositories that its token is for; empty where it is not for some only."""
    numbers = range(1, count + 1)
    if not wanted.app:
        return dict.fromkeys(numbers, "")
    found: dict[int, dict[str, None]] = {number: {} for number in numbers}
    for project in known.projects:
        if project.github:
            name = repository_of(project.github, wanted.app)
            found[shard_of(project.name, count)][name] = None
    judge_app(known, found)
    # A token for no repository named would be one for all of them.
    return {number: ",".join(names) for number, names in found.items()}


def repository_of(path: str, owner: str) -> str:
    """The name behind the owner, which has to be the App's."""
    other, _, name = path.partition("/")
    if other.casefold() != owner.casefold():
        found = f"{path} is not of {owner}, whose App lends the token"
        raise FleetCiError(f"{found}; give each owner a fleet file of its own, or use a token")
    return name


def judge_app(known: Known, found: Mapping[int, Mapping[str, None]]) -> None:
    """FleetCiError where an App's tokens cannot be limited to the repositories of a shard."""
    if known.unasked:
        what = "the App's token is limited to the repositories of the fleet, and queries hide them"
        raise FleetCiError(f"{what}; name the projects in {known.fleet}, or add --online")
    if any(len(names) > MOST_OF_AN_APP for names in found.values()):
        what = f"a token of an App is for {MOST_OF_AN_APP} repositories at most"
        raise FleetCiError(f"{what}; say --shards with a larger number")
