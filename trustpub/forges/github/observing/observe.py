"""One repository after the other, as GitHub has it: for reading back, and for a closer look."""

from collections.abc import Collection, Iterable
from typing import Any
from urllib.parse import quote

from ....errors import WorldError
from ....model import Plan
from ....observing.client import Client
from ....observing.model import Repository, Seen
from ....observing.once import attempt, state_of
from .able import with_ability
from .costs import costs, names_teams
from .environments import environment_seen
from .place import Place, place_of
from .policies import requests, with_apps, with_policies
from .rulesets import own, rulesets, summaries
from .world import World

ENVIRONMENT, POLICY = "github.environment", "github.deployment-policy"
RULESET = "github.tag-ruleset"
SHARED_RULESET = "github.organization-tag-ruleset"


def observe(
    client: Client, names: Iterable[str], plan: Plan | None = None
) -> tuple[Repository, ...]:
    """Repositories by `owner/name`; with a plan also whether its reviewers can review."""
    world, asked = World(client, plan), list(names)
    owners = {name.partition("/")[0].casefold() for name in asked}
    world.foretell({"owner": len(owners), "teams": len(owners) * names_teams(plan)})
    for name in asked:
        world.foretell(costs(name, plan))
    return tuple(client.each(lambda name: one(world, name), asked))


def predicted(name: str, plan: Plan | None) -> int:
    """Requests for one repository that is as a plan wants it."""
    return 1 + names_teams(plan) + sum(costs(name, plan).values())


def one(world: World, name: str) -> Repository:
    """One repository; what goes wrong is said of exactly what it is about."""
    try:
        answer = world.client.get(f"/repos/{quote(name)}", "id", "full_name")
    except WorldError as error:
        return Repository(forge="github", name=name, state=state_of(error), why=str(error))
    if answer is None:
        return gone(name)
    owner, _ = attempt(lambda: world.owner(answer["full_name"].partition("/")[0]))
    plan = ((owner or {}).get("plan") or {}).get("name")
    return closely(world, place_of(name, answer, plan))


def named_rulesets(client: Client, name: str, number: int, wanted: Collection[str]) -> Repository:
    """A repository that is there, and of all that it has the rulesets of these names: one list."""
    world, place = World(client), Place(name, name, number, {})
    world.need("fixed")
    listed, why = summaries(world, place)
    found = [one for one in listed if own(one) and one["name"] in wanted]
    world.need("rulesets", len(found))
    return Repository(
        forge="github",
        name=name,
        number=number,
        seen=tuple(rulesets(world, place, found)),
        unseen={RULESET: why} if why else {},
    )


def gone(name: str) -> Repository:
    """404: GitHub does not tell what is not there from what is not to be seen."""
    why = f"GitHub shows no repository {name} to this token: it is gone, or hidden"
    return Repository(forge="github", name=name, state="unknown", why=why)


def closely(world: World, place: Place, listed: list[Any] | None = None) -> Repository:
    """A repository that is there, with all that matters; `listed`: its rulesets, where known."""
    unseen: dict[str, str] = {}
    found, why = environments(world, place)
    if why == UNSHOWN and gone_meanwhile(world, place):
        return gone(place.asked)
    if why:
        unseen = dict.fromkeys((ENVIRONMENT, POLICY), why)
    blind = [one for one in found if "policies" in one.unseen]
    if blind:
        unseen[POLICY] = "; ".join(f"{one.name}: {one.unseen['policies']}" for one in blind)
    if listed is None:
        listed, why = summaries(world, place)
        if why:
            unseen |= dict.fromkeys((RULESET, SHARED_RULESET), why)
    world.need("rulesets", sum(map(own, listed)))
    return Repository(
        forge="github",
        name=place.name,
        asked=place.asked if place.asked != place.name else None,
        number=place.number,
        facts=place.facts,
        seen=(*found, *rulesets(world, place, listed)),
        unseen=unseen,
    )


def gone_meanwhile(world: World, place: Place) -> bool:
    """Whether a repository whose environments are not shown is not shown itself any more."""
    world.need("again")
    return attempt(lambda: world.client.get(place.path)) == (None, None)


def environments(world: World, place: Place) -> tuple[list[Seen], str | None]:
    """Environments, each followed by its policies; why there may be more."""
    path = f"{place.path}/environments"
    keys = ("id", "name", "protection_rules", "deployment_branch_policy")
    listed, why = attempt(lambda: world.client.wrapped(path, "environments", *keys))
    if listed is None:
        return [], why or nothing_shown(place)
    described = [environment_seen(place.name, answer) for answer in listed]
    world.need("environments", sum(requests(world, each) for each in described))
    found: list[Seen] = []
    for each in described:
        seen, policies = with_policies(world, place, each)
        found += [with_ability(world, place, with_apps(world, place, seen)), *policies]
    return found, None


def nothing_shown(place: Place) -> str | None:
    """What a 404 for the list means: the free plan has no environments on private repositories."""
    free = not place.public and place.facts.get("plan") == "free"
    return None if free else UNSHOWN


UNSHOWN = "GitHub shows no list of environments: its plan has none, or the token may not see them"
