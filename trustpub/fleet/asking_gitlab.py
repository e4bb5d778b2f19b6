"""The projects of a group of GitLab, and of the groups below it, that a query names."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from ..forges.gitlab.observing.lists import Listing, listed
from ..model import Unknown
from ..observing.client import Client
from .model import Query
from .words import pattern
from .world import Answer

KEYS = {"path_with_namespace", "topics", "archived", "marked_for_deletion_on"}


def ask_gitlab(client: Client, query: Query) -> Answer:
    """All pages; where one fails, what is missing is unknown."""
    client.expect(1)
    listing = projects(client, str(query.group))
    found: list[str] = []
    unknown: list[Unknown] = []
    for row in listing.rows:
        seen = fits(row, query)
        if isinstance(seen, str):
            unknown.append(Unknown(what=str(row["path_with_namespace"]), why=seen))
        elif seen:
            found.append(str(row["path_with_namespace"]))
    if listing.state == "absent":
        why = f"GitLab shows no group {query.group} to this token: it is gone, or hidden"
        unknown.append(Unknown(what=str(query), why=why))
    elif listing.why:
        unknown.append(Unknown(what=f"the rest of {query}", why=listing.why))
    return Answer(tuple(sorted(found, key=str.casefold)), tuple(unknown))


def projects(client: Client, group: str) -> Listing:
    """The list, the projects of other groups that are shared with this one left out."""
    path = (
        f"/groups/{quote(group, safe='')}/projects"
        "?include_subgroups=true&with_shared=false&order_by=id&sort=asc&per_page=100"
    )
    return listed(client, path, "id", "path_with_namespace", only=KEYS)


def fits(row: Mapping[str, Any], query: Query) -> bool | str:
    """Whether a project is meant, or why that is not to be told; none that is about to go."""
    inside = str(row["path_with_namespace"])[len(str(query.group)) + 1 :]
    if row.get("archived") or row.get("marked_for_deletion_on"):
        return False
    if not pattern(query.name).fullmatch(inside):
        return False
    if query.topics and not isinstance(row.get("topics"), list):
        return "GitLab does not tell its topics"
    topics = {str(one).casefold() for one in row.get("topics") or ()}
    return topics.issuperset(one.casefold() for one in query.topics)
