"""One project after the other, as GitLab has it: for reading back, and for a closer look."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ....errors import WorldError
from ....model import Plan
from ....observing.client import Client
from ....observing.model import Repository, Seen
from ....observing.once import attempt, state_of
from .crowd import NOBODY, Crowd, Member, Named, crowd_of, named_by
from .lists import Listing, listed
from .place import Place, declared, place_of
from .seen import (
    ENVIRONMENT,
    PROTECTION,
    TAG,
    environment_seen,
    protection_seen,
    tag_seen,
    with_groups,
)
from .world import World

LISTS = {
    TAG: ("protected_tags", ("name", "create_access_levels")),
    PROTECTION: ("protected_environments", ("name", "deploy_access_levels")),
    ENVIRONMENT: ("environments", ("id", "name")),
}
"""In this order: that the first and the last answer shows that the one between is not for sale."""


def observe(
    client: Client, names: Iterable[str], plan: Plan | None = None
) -> tuple[Repository, ...]:
    """Projects by full path; with a plan also whether those whom it names can act."""
    asked = list(names)
    world = World(client, plan, ahead=True)
    client.expect(len({name.split("/")[0].casefold() for name in asked}) + 5 * len(asked))
    return tuple(client.each(lambda name: one(world, name), asked))


def one(world: World, name: str) -> Repository:
    """One project; what goes wrong is said of exactly what it is about."""
    answer = found_or_not(world.client, name)
    return answer if isinstance(answer, Repository) else looked(world, answer, name)


def found_or_not(client: Client, name: str) -> dict[str, Any] | Repository:
    """GitLab's description of a project, or what is to be said where there is none."""
    path = f"/projects/{quote(name, safe='')}"
    try:
        answer: dict[str, Any] | None = client.get(path, "id", "path_with_namespace")
    except WorldError as error:
        return Repository(forge="gitlab", name=name, state=state_of(error), why=str(error))
    return gone(name) if answer is None else answer


def gone(name: str) -> Repository:
    """404: GitLab does not tell what is not there from what is not to be seen."""
    why = f"GitLab shows no project {name} to this token: it is gone, or hidden"
    return Repository(forge="gitlab", name=name, state="unknown", why=why)


def looked(world: World, answer: dict[str, Any], asked: str | None = None) -> Repository:
    """A project from its description, with all that matters."""
    found = begun(world, answer, asked)
    return found if isinstance(found, Repository) else ended(found)


@dataclass(frozen=True)
class Begun:
    """A project whose lists were seen, and not yet the people whom they name."""

    world: World
    place: Place
    lists: Mapping[str, Listing]
    tier: str | None
    named: Named


def begun(world: World, answer: dict[str, Any], asked: str | None = None) -> Begun | Repository:
    """A project from its description, by three lists; or what is to be said without them."""
    try:
        place = place_of(answer, asked)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        name = asked or str(answer.get("path_with_namespace"))
        why = f"GitLab describes the project in an unknown form ({type(error).__name__})"
        return Repository(forge="gitlab", name=name, state="broken", why=why)
    lists = {
        kind: listed(world.client, f"{place.path}/{path}?per_page=100", *keys)
        for kind, (path, keys) in LISTS.items()
    }
    if all(one.state == "absent" for one in lists.values()):
        return gone(place.name)
    tier = tier_of(world, place, lists)
    if tier == "free" and lists[PROTECTION].state == "absent":
        lists[PROTECTION] = Listing([])
    return Begun(world, place, lists, tier, named_by(world, place, rules(lists)))


def ended(found: Begun, known: Mapping[int, Member] = NOBODY) -> Repository:
    """The project with its people; of them those are asked for whom no group made `known`."""
    world, place, lists = found.world, found.place, found.lists
    crowd = crowd_of(world, place, found.named, known)
    facts = {**place.facts, "tier": found.tier, **edition(lists[TAG]), **membership(crowd)}
    return Repository(
        forge="gitlab",
        name=place.name,
        asked=place.asked if place.asked != place.name else None,
        number=place.number,
        facts=facts,
        seen=tuple(everything(crowd, lists, above(world, place, lists, found.tier))),
        unseen={kind: one.why for kind, one in lists.items() if one.why},
    )


def tier_of(world: World, place: Place, lists: Mapping[str, Listing]) -> str | None:
    """What GitLab says; else `free` where protected environments alone are not there.

    GitLab docs, "Protected environments": Premium. Other tiers answer 404, though the lists
    before and after it, the first of which needs the same right, are answered.
    """
    if place.grouped:
        told, _ = attempt(lambda: world.tier(place.groups[-1]))
        if told:
            return told
    around = (lists[TAG].why, lists[ENVIRONMENT].why)
    return "free" if lists[PROTECTION].state == "absent" and around == (None, None) else None


def edition(tags: Listing) -> dict[str, str]:
    """CE has no columns for people, and so no such rules: EE's `API::Entities`."""
    rows = [row for tag in tags.rows for row in rows_of(tag, "create_access_levels")]
    return {"edition": "ce"} if rows and not any("user_id" in row for row in rows) else {}


def membership(crowd: Crowd) -> dict[str, dict[str, str]]:
    """Those of the people named here who are members; nothing where that was not seen in full."""
    asked = crowd.members or any(True for _ in declared(crowd.world.plan, crowd.place))
    return {"members": crowd.known()} if asked and not crowd.why else {}


def rules(lists: Mapping[str, Listing]) -> list[dict[str, Any]]:
    """Every row of every protection."""
    keys = ("create_access_levels", "deploy_access_levels", "approval_rules")
    objects = [*lists[TAG].rows, *lists[PROTECTION].rows]
    return [row for one in objects for key in keys for row in rows_of(one, key)]


def rows_of(answer: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """The objects of a list in an object; one of another form is told when it is read."""
    found = answer.get(key)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def above(
    world: World, place: Place, lists: Mapping[str, Listing], tier: str | None
) -> Mapping[str, Listing]:
    """Group -> what it protects, where there is something to protect and a tier that can."""
    if tier == "free" or not place.grouped or not lists[ENVIRONMENT].rows:
        return {}
    if lists[PROTECTION].state != "present":
        return {place.groups[0]: Listing([], lists[PROTECTION].why, "unknown")}
    return {group: world.protections(group) for group in place.groups}


def everything(
    crowd: Crowd, lists: Mapping[str, Listing], groups: Mapping[str, Listing]
) -> Iterable[Seen]:
    """Tags; environments with what groups say of them; protections."""
    yield from (tag_seen(crowd, row) for row in lists[TAG].rows)
    environments = (environment_seen(crowd, row) for row in lists[ENVIRONMENT].rows)
    yield from (with_groups(crowd, one, groups) for one in environments)
    yield from (protection_seen(crowd, row) for row in lists[PROTECTION].rows)
