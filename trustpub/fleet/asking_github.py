"""The repositories of an organisation of GitHub that a query names: 1 point for 50 of them.

A connection within a connection costs a request for each of the outer one, and 100 requests are a
point (GitHub docs, "Rate limits and query limits for the GraphQL API").
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import Broken, WorldError
from ..forges.github.observing.bulk import UPLOADING
from ..forges.github.observing.pages import about, repositories
from ..forges.github.observing.query import FRAME, PAGE, WORKFLOWS, variables
from ..forges.github.observing.texts import workflow_texts
from ..forges.github.observing.world import World
from ..model import Unknown
from ..observing.client import Client
from .model import Query
from .words import pattern
from .world import Answer

TOPICS = """
        repositoryTopics(first: 100) { totalCount nodes { topic { name } } }
"""
ODD = (KeyError, TypeError, AttributeError)


def ask_github(client: Client, query: Query) -> Answer:
    """All pages; where one fails, what is missing is unknown."""
    found: list[str] = []
    unknown: list[Unknown] = []
    try:
        for node in nodes(World(client), query, unknown):
            seen = fits(node, query)
            if isinstance(seen, str):
                unknown.append(Unknown(what=str(node["nameWithOwner"]), why=seen))
            elif seen:
                found.append(str(node["nameWithOwner"]))
    except WorldError as error:
        unknown.append(Unknown(what=f"the rest of {query}", why=str(error)))
    except ODD as error:
        why = f"GitHub answers with repositories in an unknown form ({type(error).__name__})"
        unknown.append(Unknown(what=f"the rest of {query}", why=why))
    return Answer(tuple(sorted(found, key=str.casefold)), tuple(unknown))


def nodes(world: World, query: Query, unknown: list[Unknown]) -> Iterator[Mapping[str, Any]]:
    """Every repository that the token shows."""
    login, after, seen, total = str(query.organization), None, 0, 0
    text = FRAME % (TOPICS * bool(query.topics) + WORKFLOWS * query.has_publishing_workflow)
    while True:
        world.client.expect(1)
        data, errors = world.client.graphql(text, variables(login, PAGE, after))
        connection = repositories(world, login, data, errors)
        for number, node in enumerate(connection["nodes"]):
            failed = "; ".join(said for _, said in about(errors, number))
            if node is None or failed:
                what = node["nameWithOwner"] if node else f"a repository of {login}"
                unknown.append(Unknown(what=what, why=failed or "GitHub does not show it"))
            else:
                yield node
        seen, total = seen + len(connection["nodes"]), connection["totalCount"]
        page = connection["pageInfo"]
        if not page["hasNextPage"]:
            break
        if page["endCursor"] == after:
            raise Broken.at(world.client.base_url, 200, "a next page that is the same one")
        after = page["endCursor"]
    if seen < total:
        why = f"GitHub counts {total} repositories and shows {seen} of them to this token"
        unknown.append(Unknown(what=f"the rest of {query}", why=why))


def fits(node: Mapping[str, Any], query: Query) -> bool | str:
    """Whether a repository is meant, or why that is not to be told. Archived ones never change."""
    name = str(node["nameWithOwner"]).partition("/")[2]
    if node["isArchived"] or not pattern(query.name).fullmatch(name):
        return False
    topics: set[str] = set()
    if query.topics:
        held = node["repositoryTopics"]
        topics = {one["topic"]["name"].casefold() for one in held["nodes"]}
        if held["totalCount"] > len(held["nodes"]):
            return "it has more topics than GitHub shows at once"
    if not topics.issuperset(one.casefold() for one in query.topics):
        return False
    if not query.has_publishing_workflow:
        return True
    texts = workflow_texts(node["workflows"])
    if texts is None:
        return "whether it publishes is not known: a workflow is too long, or no text"
    return any(UPLOADING.search(text) for text in texts.values())
