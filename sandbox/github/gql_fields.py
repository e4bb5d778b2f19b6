"""The GraphQL fields the sandbox knows, by type, and how each gets its value."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from .call import Call
from .gql_parse import GraphQLError
from .gql_parts import LEADS_TO, PARTS, REPOSITORY
from .gql_repo import repositories
from .gql_types import Typed
from .model import Json
from .state import node_id

Resolver = Callable[[Call, Any, Json], Any]


def owner(call: Call, login: str) -> Typed | None:
    """An organization or a person."""
    organization = call.state.organizations.get(login.casefold())
    if organization:
        return Typed("Organization", organization)
    user = call.state.users.get(login.casefold())
    return Typed("User", user) if user else None


def repository(call: Call, _: Any, given: Json) -> Typed:
    """`repository(owner, name)`, if the caller can see it."""
    name = f"{given.get('owner')}/{given.get('name')}"
    found = call.state.repos.get(name.casefold())
    if found is None or not call.level(found):
        raise GraphQLError(f"Could not resolve to a Repository with the name '{name}'.")
    return Typed("Repository", found)


def organization(call: Call, _: Any, given: Json) -> Typed:
    """`organization(login)`."""
    login = str(given.get("login"))
    found = owner(call, login)
    if found is None or found.type != "Organization":
        raise GraphQLError(f"Could not resolve to an Organization with the login of '{login}'.")
    return found


def repository_owner(call: Call, _: Any, given: Json) -> Typed | None:
    """`repositoryOwner(login)`: null where nobody has it."""
    return owner(call, str(given.get("login")))


def node(call: Call, _: Any, given: Json) -> Typed:
    """`node(id)`: repositories, organizations and people."""
    state, wanted = call.state, given.get("id")
    known: list[Typed] = [Typed("Repository", r) for r in state.repos.values() if call.level(r)]
    known += [Typed("Organization", o) for o in state.organizations.values()]
    known += [Typed("User", u) for u in state.users.values()]
    for candidate in known:
        if node_id(candidate.type, candidate.value.id) == wanted:
            return candidate
    raise GraphQLError(f"Could not resolve to a node with the global id of '{wanted}'.")


def rate_limit(call: Call, _: Any, given: Json) -> Typed:
    """`rateLimit`."""
    rate = call.state.limits.rate(call.caller, call.state.clock())
    reset = datetime.fromtimestamp(rate["reset"], UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Typed("RateLimit", {**rate, "cost": 1, "resetAt": reset})


def viewer(call: Call, _: Any, given: Json) -> Typed:
    """`viewer`."""
    return Typed("User", call.user(call.signed_in()))


def member(name: str) -> Resolver:
    """A field that is an attribute."""
    return lambda call, value, given: getattr(value, name)


def global_id(kind: str) -> Resolver:
    """The node id."""
    return lambda call, value, given: node_id(kind, value.id)


def rate(name: str) -> Resolver:
    """A number of the rate limit."""
    return lambda call, value, given: value[name]


def account_fields(kind: str) -> dict[str, Resolver]:
    """What people and organizations have in common."""
    return {
        "id": global_id(kind),
        "databaseId": member("id"),
        "login": member("login"),
        "url": lambda call, value, given: call.html(value.login),
        "repositories": repositories,
    }


FIELDS: dict[str, dict[str, Resolver]] = {
    "Query": {
        "viewer": viewer,
        "repository": repository,
        "organization": organization,
        "repositoryOwner": repository_owner,
        "node": node,
        "rateLimit": rate_limit,
    },
    "User": account_fields("User"),
    "Organization": account_fields("Organization"),
    "RateLimit": {n: rate(n) for n in ("limit", "cost", "remaining", "used", "resetAt")},
    "Repository": {
        "id": global_id("Repository"),
        "databaseId": member("id"),
        "name": member("name"),
        "nameWithOwner": member("full_name"),
        "description": member("description"),
        "isArchived": member("archived"),
        "isPrivate": lambda call, value, given: value.visibility != "public",
        "visibility": lambda call, value, given: value.visibility.upper(),
        "url": lambda call, value, given: call.html(value.full_name),
        "owner": lambda call, value, given: owner(call, value.owner),
        **REPOSITORY,
    },
    **PARTS,
}

# What a field may be, where it is an object.
RETURNS: dict[str, tuple[str, ...]] = {
    "viewer": ("User",),
    "repository": ("Repository",),
    "organization": ("Organization",),
    "node": ("Repository", "Organization", "User"),
    "rateLimit": ("RateLimit",),
    "repositoryOwner": ("Organization", "User"),
    "owner": ("Organization", "User"),
    **LEADS_TO,
}
