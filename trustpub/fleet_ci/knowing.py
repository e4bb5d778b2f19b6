"""A fleet file -> what its CI files have to know of it."""

from collections.abc import Callable, Iterable
from pathlib import Path

from ..fleet.entries import Entry, Fleet
from ..fleet.model import Item, Query
from ..fleet.naming import stack_name
from ..fleet.parsing import FLEET_LIMITS
from ..fleet.reading import opened, read_fleet
from ..fleet.shape import parts_of
from ..fleet.world import Answer
from ..model import Forge
from .model import FleetCiError, Known, Project
from .watching import watched

PUBLIC = "https://gitlab.com"


def known(
    file: str, root: Path, ask: Callable[[Query], Answer] | None = None
) -> tuple[Known, Fleet]:
    """What is to be known, and the fleet; FleetCiError where no fleet can be rolled out from it."""
    fleet = read_fleet(file, ask)
    sheet, _ = opened(file, FLEET_LIMITS)
    items = parts_of(sheet).items if sheet else ()
    path = Path(file).resolve().relative_to(root).as_posix()
    if fleet.read and not fleet.errors and not (fleet.entries or fleet.unknown):
        raise FleetCiError(f"{file} has no projects, so there is nothing to roll out; add some")
    found = Known(
        path,
        watched(path, items),
        tuple(project(one) for one in fleet.entries),
        forges(fleet.entries, items),
        gitlab_of(fleet.entries),
        any(one.config.github and one.config.github.workflow_by for one in fleet.entries),
        bool(fleet.unknown),
    )
    return found, fleet


def project(entry: Entry) -> Project:
    """One project."""
    config = entry.config
    github = config.github.repository if config.github else ""
    return Project(entry.name, stack_name(entry), config.forges(), github)


def forges(entries: Iterable[Entry], items: Iterable[Item]) -> tuple[Forge, ...]:
    """Whose tokens a run needs: of projects, and of queries."""
    found: set[Forge] = {forge for entry in entries for forge in entry.config.forges()}
    for item in items:
        if isinstance(item.value, Query):
            found.add("github" if item.value.organization else "gitlab")
    return tuple(sorted(found))


def gitlab_of(entries: Iterable[Entry]) -> str:
    """The API of the one GitLab that is not GitLab.com; FleetCiError where there are several."""
    sites = {e.config.gitlab.issuer.rstrip("/") for e in entries if e.config.gitlab}
    if len(sites) > 1:
        found = f"the fleet is on several GitLabs ({', '.join(sorted(sites))})"
        raise FleetCiError(f"{found}, and a run has one address; give each a fleet of its own")
    (site,) = sites or {PUBLIC}
    return "" if site == PUBLIC else f"{site}/api/v4/"
