"""All projects of a group: their settings come with the list, so each takes three requests.

One more where somebody is named of whom the groups above do not tell that he may act.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from ....model import Plan
from ....observing.client import Client
from ....observing.model import Repository
from .inheriting import inherited, unknown
from .lists import Listing, brief, listed
from .observe import LISTS, Begun, begun, ended, found_or_not
from .place import KEYS
from .world import World


def observe_group(client: Client, group: str, plan: Plan | None = None) -> tuple[Repository, ...]:
    """Every project of a group and the groups below it that the token shows, oldest first."""
    world = World(client, plan)
    client.expect(1)
    found = projects(client, group)
    there = {row["id"]: row for row in found.rows}
    asked, problems = lost(world, group, there)
    client.expect(len(LISTS) * len(there))
    first = client.each(lambda row: begun(world, row, asked.get(row["id"])), there.values())
    seen = with_people(client, group, first)
    return (*seen, *problems, *rest(group, found))


def with_people(
    client: Client, group: str, first: Sequence[Begun | Repository]
) -> Iterable[Repository]:
    """The same projects with the people whom they name."""
    known = inherited(client, group, [one for one in first if isinstance(one, Begun)])

    def end(one: Begun | Repository) -> Repository:
        return one if isinstance(one, Repository) else ended(one, known[one.place.number])

    client.expect(sum(isinstance(one, Begun) and bool(unknown(one, known)) for one in first))
    return client.each(end, first)


def lost(
    world: World, group: str, there: dict[Any, Any]
) -> tuple[dict[Any, str], list[Repository]]:
    """Projects that the plan calls by a path that is not in the list: number -> that path.

    They may have another one now. What is not in the list is added to it.
    """
    names = {str(row["path_with_namespace"]).casefold() for row in there.values()}
    missing = [name for name in of_plan(world.plan, group) if name.casefold() not in names]
    world.client.expect(len(missing))
    asked: dict[Any, str] = {}
    problems: list[Repository] = []
    for name in missing:
        answer = found_or_not(world.client, name)
        if isinstance(answer, Repository):
            problems.append(answer)
        else:
            there.setdefault(answer["id"], brief(answer, KEYS))
            asked[answer["id"]] = name
    return asked, problems


def projects(client: Client, group: str) -> Listing:
    """The list; once more where it changed while it was read."""
    path = (
        f"/groups/{quote(group, safe='')}/projects"
        "?include_subgroups=true&with_shared=false&order_by=id&sort=asc&per_page=100"
    )
    keys = ("id", "path_with_namespace")
    found = listed(client, path, *keys, only=KEYS)
    if found.state != "broken":
        return found
    client.expect(1)
    again = listed(client, path, *keys, only=KEYS)
    return again if len(again.rows) >= len(found.rows) or not again.why else found


def of_plan(plan: Plan | None, group: str) -> list[str]:
    """The projects of a plan that are in the group, each once."""
    wanted = (str(r.properties["project"]) for r in (plan.of("gitlab.environment") if plan else ()))
    inside = (name for name in wanted if name.casefold().startswith(f"{group.casefold()}/"))
    return list(dict.fromkeys(inside))


def rest(group: str, found: Listing) -> Iterable[Repository]:
    """What the list does not show is a repository that is unknown."""
    if not found.why:
        return
    why = f"{len(found.rows)} projects of {group} were listed: {found.why}"
    if found.state == "absent":
        why = f"GitLab shows no group {group} to this token: it is gone, or hidden"
    state = "broken" if found.state == "broken" else "unknown"
    yield Repository.model_validate(
        {"forge": "gitlab", "name": f"{group}/*", "state": state, "why": why}
    )
