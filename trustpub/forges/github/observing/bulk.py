"""All repositories of an owner: from afar by GraphQL, and closely those that publish."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ....errors import WorldError
from ....model import Plan
from ....observing.client import Client
from ....observing.model import Repository
from ....observing.once import attempt, state_of
from .glimpse import Glimpse, from_afar
from .observe import closely, one
from .pages import pages
from .query import PAGE
from .world import World

PUBLISHING = re.compile(r"pypi|publish|release", re.IGNORECASE)
"""Names of environments that say what they are for."""
UPLOADING = re.compile(r"pypi|twine|(?:uv|poetry|hatch|flit|pdm|maturin)\s+publish", re.IGNORECASE)
"""Words without which no workflow uploads to an index."""


@dataclass(frozen=True)
class Wish:
    """What is to be looked at closely, and whether the workflows' texts are wanted."""

    needed: frozenset[str]
    closer: Callable[[Glimpse], bool]
    files: bool
    apps: bool

    def close(self, seen: Glimpse) -> bool:
        """Whether a repository is worth a closer look."""
        return seen.place.name.casefold() in self.needed or self.closer(seen)


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
) -> tuple[Repository, ...]:
    """Every repository of an organisation or a person that the token shows, oldest first.

    Closely: those of the plan, those of `needed`, and those for which `closer` says so. With
    `files` the texts of the workflows are read too, and kept in the facts of what publishes; with
    `apps` each environment is asked for the apps that decide on its deployments.
    """
    world = World(client, plan, apps)
    names = frozenset(name.casefold() for name in (*needed, *of_plan(plan)))
    wish = Wish(names, closer, files, apps)
    client.expect(2)
    found, missing = listed(world, login, files)
    client.expect(sum(cost(each, wish) for each in found))
    looked = client.each(lambda each: look(world, each, wish), found)
    return (*looked, *missing)


def of_plan(plan: Plan | None) -> Iterable[str]:
    """The repositories of a plan."""
    return (r.properties["repository"] for r in (plan.of("github.environment") if plan else ()))


def listed(
    world: World, login: str, files: bool
) -> tuple[list[Glimpse | str], tuple[Repository, ...]]:
    """All pages; where they end too early, what is missing is a repository that is unknown."""
    found: list[Glimpse | str] = []
    total = 0
    try:
        for page, _, total in pages(world, login, files):
            if not found:
                world.client.expect(-(-total // PAGE))
            found += page
    except WorldError as error:
        why = f"{len(found)} of {total or '?'} repositories were listed: {error}"
        rest = Repository(forge="github", name=f"{login}/*", state=state_of(error), why=why)
        return found, (rest,)
    return found, tuple(hidden(world, login, len(found), total))


def hidden(world: World, login: str, seen: int, total: int) -> Iterable[Repository]:
    """Repositories that GitHub counts and does not show, as far as the owner's page counts them."""
    owner, _ = attempt(lambda: world.owner(login))
    counts = [(owner or {}).get(key) for key in ("public_repos", "owned_private_repos")]
    known = sum(n for n in counts if isinstance(n, int))
    most = max(known, total)
    if seen < most:
        why = f"GitHub counts {most} repositories and shows {seen} of them to this token"
        yield Repository(forge="github", name=f"{login}/*", state="unknown", why=why)


def cost(each: Glimpse | str, wish: Wish) -> int:
    """Requests for one repository, as far as can be told: 0 from afar."""
    if isinstance(each, str):
        return 5
    if not wish.close(each):
        return 0
    environments = len(each.environments or ())
    # Environments, their policies, the teams with access, and each ruleset in full.
    rulesets = 1 if each.rulesets is None else len(each.rulesets)
    return 1 + environments * (2 if wish.apps else 1) + bool(environments) + rulesets


def look(world: World, each: Glimpse | str, wish: Wish) -> Repository:
    """One repository, as closely as it deserves."""
    if isinstance(each, str):
        return one(world, each)
    if not wish.close(each):
        return from_afar(each)
    found = closely(world, each.place, None if each.rulesets is None else list(each.rulesets))
    if not wish.files or found.state != "present":
        return found
    if each.workflows is None:
        unseen = {**found.unseen, "workflows": each.unseen["workflows"]}
        return found.model_copy(update={"unseen": unseen})
    facts = {**found.facts, "workflows": dict(each.workflows)}
    return found.model_copy(update={"facts": facts})
