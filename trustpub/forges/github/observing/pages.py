"""Pages of repositories: smaller ones where GitHub gives up, names alone where a part fails."""

from collections.abc import Iterator
from typing import Any

from ....errors import Broken, Unreachable, WorldError
from .environments import ODD
from .glimpse import Glimpse, glimpse
from .query import PAGE, SMALLER, query, variables
from .world import World

Page = tuple[list[Glimpse | str], str | None, int]
"""What was seen, or the name of what GraphQL did not show; the next cursor; how many in all."""


def pages(world: World, login: str, files: str) -> Iterator[Page]:
    """Page after page; a WorldError where the list goes no further."""
    owner = world.owner(login)
    plan = (owner.get("plan") or {}).get("name")
    after: str | None = None
    while True:
        page = smaller(world, login, after, files, plan)
        yield page
        if page[1] is None:
            return
        if page[1] == after:
            raise Broken.at(world.client.base_url, 200, "a next page that is the same one")
        after = page[1]


def smaller(world: World, login: str, after: str | None, files: str, plan: str | None) -> Page:
    """One page, of as many repositories as GitHub manages in time."""
    for size in SMALLER:
        try:
            return one_page(world, login, after, size, files, plan)
        except (Broken, Unreachable):
            if size == SMALLER[-1] or world.client.sending.dead:
                raise
    raise AssertionError("the last size returns or raises")


def one_page(
    world: World, login: str, after: str | None, size: int, files: str, plan: str | None
) -> Page:
    """One page; where a repository is missing in it, its name is asked for alone."""
    asked = variables(login, size, after)
    world.need("pages")
    data, errors = world.client.graphql(query(True, files), asked)
    connection = repositories(world, login, data, errors)
    try:
        nodes, names = connection["nodes"], {}
        if None in nodes:
            names = names_of(world, login, asked)
        found: list[Glimpse | str] = []
        for index, node in enumerate(nodes):
            if node is not None:
                found.append(glimpse(node, plan, about(errors, index)))
            elif index in names:
                found.append(names[index])
        page = connection["pageInfo"]
        return found, page["endCursor"] if page["hasNextPage"] else None, connection["totalCount"]
    except ODD as error:
        told = f"repositories in an unknown form ({type(error).__name__})"
        raise Broken.at(world.client.base_url, 200, told) from None


def repositories(world: World, login: str, data: dict[str, Any], errors: list[Any]) -> Any:
    """The list in an answer; no such account is an account that is hidden."""
    found = (data.get("repositoryOwner") or {}).get("repositories")
    if not isinstance(found, dict):
        said = "; ".join(text for _, text in about(errors, None)) or f"no repositories of {login}"
        raise Broken.at(world.client.base_url, 200, said)
    return found


def names_of(world: World, login: str, asked: dict[str, object]) -> dict[int, str]:
    """Place on the page -> name, where a query for names alone shows more."""
    world.need("pages")
    try:
        data, errors = world.client.graphql(query(False), asked)
        nodes = repositories(world, login, data, errors)["nodes"]
        return {n: node["nameWithOwner"] for n, node in enumerate(nodes) if node is not None}
    except (WorldError, *ODD):
        return {}


def about(errors: list[Any], index: int | None) -> list[tuple[str, str]]:
    """Field and message of the errors about one repository of the page, or about all."""
    found = []
    for error in errors:
        path = error.get("path") or []
        places = [n for n, part in enumerate(path) if isinstance(part, int)]
        if index is None or not places or path[places[0]] == index:
            rest = path[places[0] + 1 :] if places else []
            message = " ".join(str(error.get("message", "no explanation")).split())[:200]
            found.append((str(rest[0]) if rest else "", message))
    return found


__all__ = ["PAGE", "pages"]
