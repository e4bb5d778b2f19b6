"""Which thing seen is which thing declared."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import Plan, Resource
from .model import Repository, Seen

FORGES = ("github", "gitlab")


@dataclass(frozen=True)
class Pair:
    """A declared resource, the repository it belongs to, and what was seen of it."""

    resource: Resource
    repository: Repository
    seen: Seen | None = None
    unknown: str | None = None
    """Why it could not be seen at all."""


def pairs(plan: Plan, seen: Sequence[Repository]) -> Iterator[Pair]:
    """Every declared resource of a forge with what was seen of it; no two get the same one."""
    taken: set[int] = set()
    for resource in plan.resources:
        forge = resource.kind.partition(".")[0]
        if forge in FORGES:
            pair = pair_of(resource, repository_of(resource, forge, seen), taken)
            taken.add(id(pair.seen))
            yield pair


def place(resource: Resource) -> str:
    """The repository or project that a resource belongs to."""
    return str(resource.properties.get("repository") or resource.properties.get("project") or "")


def repository_of(resource: Resource, forge: str, seen: Sequence[Repository]) -> Repository:
    """The repository as it was looked at, also where it has another name now."""
    wanted = place(resource)
    for one in seen:
        names = {one.name.casefold(), (one.asked or one.name).casefold()}
        if one.forge == forge and wanted.casefold() in names:
            return one
    why = f"{wanted} was not looked at"
    return Repository.model_validate(
        {"forge": forge, "name": wanted, "state": "unknown", "why": why}
    )


def pair_of(resource: Resource, repository: Repository, taken: set[int]) -> Pair:
    """The pair of one resource."""
    if repository.state in ("unknown", "broken"):
        return Pair(resource, repository, unknown=repository.why or repository.state)
    same = [s for s in repository.seen if s.kind == resource.kind and id(s) not in taken]
    named = [
        s for s in same if rest(s.name, repository.name) == rest(resource.name, place(resource))
    ]
    named.sort(key=lambda one: not alias(resource, one))
    found = next(iter(named or [s for s in same if alias(resource, s)]), None)
    if found is None:
        return Pair(resource, repository, unknown=hidden(resource, repository))
    if found.state in ("unknown", "broken"):
        return Pair(resource, repository, unknown=found.why or found.state)
    return Pair(resource, repository, None if found.state == "absent" else found)


def rest(name: str, prefix: str) -> str:
    """A resource's name below its repository, whatever that is called."""
    return name[len(prefix) :] if name.casefold().startswith(prefix.casefold()) else name


def alias(resource: Resource, seen: Seen) -> bool:
    """A ruleset is known by its own name too, whatever tags it is about now."""
    name = resource.properties.get("name")
    return name is not None and name == seen.properties.get("name")


def hidden(resource: Resource, repository: Repository) -> str | None:
    """Why something that is in no list may be there all the same.

    Policies are listed by environment: where only another's list is hidden, this one is complete.
    """
    why = repository.unseen.get(resource.kind)
    if why and resource.kind == "github.deployment-policy":
        environment = environment_of(resource, repository)
        if environment and environment.state == "present":
            return environment.unseen.get("policies")
    return why


def environment_of(resource: Resource, repository: Repository) -> Seen | None:
    """The environment, as seen, that a declared resource is about."""
    wanted = str(resource.properties.get("environment", ""))
    kinds = ("github.environment", "gitlab.environment")
    for one in repository.seen:
        stored = str(one.properties.get("environment", ""))
        same = stored == wanted
        if repository.forge == "github":
            same = stored.casefold() == wanted.casefold()
        if one.kind in kinds and same:
            return one
    return None
