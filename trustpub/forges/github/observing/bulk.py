"""All repositories of an owner: from afar by GraphQL, and closely those that publish."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from ....model import Plan
from ....observing.client import Client
from ....observing.model import Repository
from .configured import Configured
from .costs import bypassing, costs, costs_from_afar, shared
from .glimpse import Glimpse, from_afar
from .keeping import with_config, with_files, without_files
from .listing import listed, name_of
from .observe import closely, one
from .query import CONFIG_FILE, WORKFLOWS
from .world import World

PUBLISHING = re.compile(r"pypi|publish|release", re.IGNORECASE)
"""Names of environments that say what they are for."""
UPLOADING = re.compile(r"pypi|twine|(?:uv|poetry|hatch|flit|pdm|maturin)\s+publish", re.IGNORECASE)
"""Words without which no workflow uploads to an index."""


Declared = Callable[[Glimpse], Plan | None]
"""What the config in a repository declares, where it has a valid one, of whichever repository."""


@dataclass(frozen=True)
class Wish:
    """What is to be looked at closely, and whether the texts of files are wanted."""

    needed: frozenset[str]
    closer: Callable[[Glimpse], bool]
    files: bool
    configs: bool
    apps: bool

    def query(self) -> str:
        """The part of the query that is about files."""
        return WORKFLOWS * self.files + CONFIG_FILE * self.configs

    def close(self, each: Configured) -> bool:
        """Whether a repository is worth a closer look."""
        seen = each.seen
        return bool(each.plan or seen.place.name.casefold() in self.needed or self.closer(seen))


def publishes(seen: Glimpse) -> bool:
    """Whether a repository may publish, as far as can be told from afar; unseen may well be."""
    if seen.environments is None or seen.workflows is None:
        return True
    named = any(PUBLISHING.search(name) for _, name in seen.environments)
    return named or any(UPLOADING.search(text) for text in seen.workflows.values())


def observe_org(
    client: Client,
    login: str,
    plan: Plan | None = None,
    needed: Iterable[str] = (),
    files: bool = False,
    apps: bool = False,
    closer: Callable[[Glimpse], bool] = publishes,
    declared: Declared | None = None,
    chosen: Callable[[Sequence[Glimpse]], None] = lambda closer: None,
) -> tuple[Repository, ...]:
    """Every repository of an organisation or a person that the token shows, oldest first.

    Closely: those of the plan, those of `needed`, and those for which `closer` says so. With
    `files` the texts of the workflows are read too, and kept in the facts of what publishes; with
    `apps` each environment is asked for the apps that decide on its deployments. With `declared`
    each `release.yaml` is read, and kept in the facts; what it declares is looked at closely.
    `chosen` hears of all these before they are looked at.
    """
    world = World(client, plan, apps)
    names = frozenset(name.casefold() for name in (*needed, *of_plan(plan)))
    wish = Wish(names, closer, files, declared is not None, apps)
    world.foretell({"owner": 1, "pages": 1})
    found, missing = listed(world, login, wish.query())
    configured = client.each(lambda each: with_plan(each, declared), found)
    known = frozenset(name_of(each).casefold() for each in found)
    chosen(foretell(world, configured, known, wish))
    looked = client.each(lambda each: look(world, each, known, wish), configured)
    return (*looked, *missing)


def with_plan(each: Glimpse | str, declared: Declared | None) -> Configured | str:
    """A repository with what its config declares."""
    if isinstance(each, str):
        return each
    return Configured(each, declared(each) if declared else None)


def of_plan(plan: Plan | None) -> Iterable[str]:
    """The repositories of a plan."""
    return (r.properties["repository"] for r in (plan.of("github.environment") if plan else ()))


def foretell(
    world: World, found: Iterable[Configured | str], known: frozenset[str], wish: Wish
) -> list[Glimpse]:
    """Foretell the closer looks, as far as they can be told from afar; at which repositories."""
    closer: list[Glimpse] = []
    people: set[str] = set()
    for each in found:
        if isinstance(each, str):
            world.foretell(costs(each, None))
            continue
        world.foretell({"names": each.lies_elsewhere(known)})
        if wish.close(each):
            closer.append(each.seen)
            people |= bypassing(each.plan.resources if each.plan else ())
            world.foretell(costs_from_afar(each.seen, each.plan or world.plan, wish.apps))
    once = {"rulesets": shared(closer), "teams": bool(closer), "people": len(people)}
    world.foretell(once)
    return closer


def look(world: World, each: Configured | str, known: frozenset[str], wish: Wish) -> Repository:
    """One repository, as closely as it deserves, with the texts of its files."""
    if isinstance(each, str):
        return without_files(one(world, each), wish.files, wish.configs)
    far = not wish.close(each)
    each = each.settled(world, known)
    seen = each.seen
    if far and each.plan:
        world.foretell(costs_from_afar(seen, each.plan, wish.apps))
    if not wish.close(each):
        return with_config(from_afar(seen), seen)
    rulesets = None if seen.rulesets is None else list(seen.rulesets)
    mine = replace(world, plan=each.plan) if each.plan else world
    found = closely(mine, seen.place, rulesets)
    return with_files(found, seen, wish.files)
