"""What rules look at: a repository, and which of its environments publish."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..model import Plan, Severity, Unknown
from ..observing.matching import place
from ..observing.model import Difference, Repository, Seen
from ..observing.settings import why_unseen
from .configs import declared
from .places import PUBLIC, Sites, page
from .uploads import Uploaded, told_by

ENVIRONMENT = ("github.environment", "gitlab.environment")
POLICY = "github.deployment-policy"
PUBLISHING = re.compile(r"pypi|publish|release", re.IGNORECASE)
"""Names of environments that say what they are for."""
TRIAL = re.compile(r"(?:^|[^a-z])test", re.IGNORECASE)
"""Names of what is for TestPyPI: no `latest`."""


class Raised(NamedTuple):
    """What a rule found."""

    object: str
    """Below the repository."""
    setting: str
    found: str
    fix: str
    severity: Severity
    at: str
    evidence: str = ""


@dataclass(frozen=True)
class Publishing:
    """An environment that publishes."""

    seen: Seen
    why: str
    """What shows it, as a half sentence."""
    trial: bool = False
    """Whether it is for TestPyPI alone."""

    @property
    def name(self) -> str:
        """Its name on the forge."""
        return str(self.seen.properties.get("environment", ""))


@dataclass(frozen=True)
class Case:
    """One repository as it is, and how it differs from its config."""

    repository: Repository
    publishing: tuple[Publishing, ...] = ()
    differences: tuple[Difference, ...] = ()
    uploads: tuple[tuple[str, str], ...] = ()
    """Place and tool of each upload to PyPI that the workflows show."""
    unclear: tuple[Unknown, ...] = ()
    """What in the workflows could hide an upload."""
    sites: Sites = PUBLIC
    declared: bool = False
    """Whether a config declares environments in it."""

    def of(self, *kinds: str) -> list[Seen]:
        """All that was seen of some kinds."""
        return [s for s in self.repository.seen if s.kind in kinds and s.state == "present"]

    def whole(self, *kinds: str) -> bool:
        """Whether the lists of these kinds, and all in them, were seen."""
        hidden = any(s.kind in kinds and s.state != "present" for s in self.repository.seen)
        return not hidden and not any(kind in self.repository.unseen for kind in kinds)

    def object(self, seen: Seen) -> str:
        """Its name below the repository."""
        return below(self.repository, seen.name)

    def page(self, seen: Seen | None = None, kind: str = "") -> str:
        """Where a person sees it."""
        return page(self.sites, self.repository, seen, kind)


Rule = Callable[[Case], Iterable[Raised]]
"""A rule of the audit; its name is its id."""


def below(repository: Repository, name: str) -> str:
    """A name without the repository's, whichever of its names it starts with."""
    for start in (repository.name, repository.asked or repository.name):
        if name.casefold().startswith(f"{start.casefold()}/"):
            return name[len(start) + 1 :]
    return name


def shown(seen: Seen, setting: str) -> bool:
    """Whether a setting was seen: an unseen one is neither good nor bad."""
    return why_unseen(seen.unseen, setting) is None


def make_case(
    repository: Repository,
    plan: Plan | None = None,
    differences: Sequence[Difference] = (),
    sites: Sites = PUBLIC,
) -> Case:
    """The case of one repository; without a plan that of the config that lies in it."""
    plan = plan or declared(repository).plan
    uploads, unclear = told_by(repository)
    return Case(
        repository,
        tuple(publishing(repository, plan, uploads)),
        tuple(one for one in differences if about(one, repository)),
        tuple((one.at, one.tool) for one in uploads),
        unclear,
        sites,
        bool(indexes(repository, plan)),
    )


def about(one: Difference, repository: Repository) -> bool:
    """Whether a difference is about a repository."""
    same = one.kind.partition(".")[0] == repository.forge
    return same and below(repository, one.name) != one.name


def publishing(
    repository: Repository, plan: Plan | None, uploads: Sequence[Uploaded]
) -> Iterator[Publishing]:
    """The environments that publish, each with what shows it."""
    declared = indexes(repository, plan)
    for seen in repository.seen:
        if seen.kind not in ENVIRONMENT:
            continue
        name = str(seen.properties.get("environment", ""))
        used = [one for one in uploads if (one.environment or "").casefold() == name.casefold()]
        trial = bool(TRIAL.search(name))
        if key_of(repository, name) in declared:
            trial = declared[key_of(repository, name)] == {"testpypi"}
            yield Publishing(seen, "the config declares it", trial)
        elif used:
            why = f"{used[0].tool} in {used[0].at} uploads from it"
            yield Publishing(seen, why, {one.index for one in used} == {"testpypi"})
        elif PUBLISHING.search(name):
            yield Publishing(seen, f"its name {name!r} says that it publishes", trial)
        elif by_tags(repository, seen):
            yield Publishing(seen, "it is deployed to from tags", trial)


def indexes(repository: Repository, plan: Plan | None) -> dict[str, set[str]]:
    """Environments that a plan declares in a repository -> the indexes they publish to."""
    names = {repository.name.casefold(), (repository.asked or repository.name).casefold()}
    found: dict[str, set[str]] = {}
    for resource in plan.resources if plan else ():
        here = resource.kind == f"{repository.forge}.environment"
        if here and place(resource).casefold() in names:
            found[key_of(repository, resource.properties["environment"])] = set()
    for resource in plan.of("pypi.publisher") if plan else ():
        key = key_of(repository, resource.properties.get("environment") or "")
        if key in found and resource.properties.get("forge") == repository.forge:
            found[key].add(str(resource.properties["index"]))
    return found


def key_of(repository: Repository, environment: str) -> str:
    """GitHub ignores the case of environment names."""
    return environment.casefold() if repository.forge == "github" else environment


def by_tags(repository: Repository, environment: Seen) -> bool:
    """Whether tags may deploy to an environment of GitHub."""
    return any(
        one.kind == POLICY
        and one.properties.get("type") == "tag"
        and one.name.startswith(f"{environment.name}/")
        for one in repository.seen
    )
