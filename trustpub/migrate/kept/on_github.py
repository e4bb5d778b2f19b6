"""Secrets and variables that GitHub keeps, by name. Reads only.

A secret's value is in no answer, a variable's is in all of them. Secrets of a person's own
Codespaces belong to that person and reach no workflow.
"""

from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import quote

from ...model import Unknown
from ...observing.client import Client
from ...observing.once import attempt
from ..model import Kept, Kind, Place, Store
from ..names import known
from .lists import Found, Listed, listed, text, together
from .places import PAGE, address, one, title, whole

LISTS: tuple[tuple[Store, Kind], ...] = (
    ("actions", "secret"),
    ("actions", "variable"),
    ("dependabot", "secret"),
    ("codespaces", "secret"),
    ("agents", "secret"),
    ("agents", "variable"),
)
"""GitHub docs, REST: what repositories and organisations have alike. Those of agents came in May
2026, without any for environments (github.blog, "More flexible secrets and variables for Copilot
cloud agent")."""
NOT_ON_A_SERVER: tuple[Store, ...] = ("codespaces", "agents")
"""What GitHub Enterprise Server has no REST API for (its docs; cli/cli#13421 for agents)."""


def of_repository(client: Client, repository: str) -> Found:
    """All that is the repository's own, environments included."""
    found = [
        look(client, Place(forge="github", level="repository", holder=repository, store=s, kind=k))
        for s, k in LISTS
    ]
    environments, unknown = environments_of(client, repository)
    client.expect(2 * len(environments))
    found += [look(client, place) for place in inside(repository, environments)]
    return together(*found, Found((), unknown))


def of_account(client: Client, account: str, wanted: Collection[str] = ()) -> Found:
    """All that an organisation shares; a person's account has nothing to share.

    `selected` is looked up for recognised names and for those that are `wanted`.
    """
    places = [
        Place(forge="github", level="organization", holder=account, store=store, kind=kind)
        for store, kind in LISTS
    ]
    if whose(client, account) == "User":
        client.expect(-len(places))
        return Found()
    names = {name.upper() for name in wanted}
    found = together(*(look(client, place) for place in places))
    return together(
        *(
            with_selection(client, kept) if matters(kept, names) else Found((kept,))
            for kept in found.kept
        ),
        Found((), found.unknown),
    )


def look(client: Client, place: Place) -> Found:
    """One list."""
    path = f"{address(place)}?per_page={PAGE[place.kind]}"
    found = listed(client, path, lambda row: entry(place, row), f"{place.kind}s")
    if found.absent and found.server and place.store in NOT_ON_A_SERVER:
        return Found()
    return told(found, title(place))


def entry(place: Place, row: Any) -> Kept:
    """A secret or variable without its value."""
    shared = place.level == "organization"
    return Kept(
        place=place,
        name=text(row, "name"),
        visibility=text(row, "visibility") if shared else "",
        written=row.get("updated_at"),
        readers=readers(place),
    )


def told(found: Listed[Kept], what: str) -> Found:
    """What a list gave, and that there may be more."""
    unknown = (Unknown(what=what, why=found.why),) if found.why else ()
    return Found(found.rows, unknown)


def readers(place: Place) -> str:
    """Who could read a value: "collaborator access" lets read variables (GitHub docs, REST).

    Logs mask secrets alone (docs, "Store information in variables").
    """
    if place.kind == "secret":
        return ""
    shared = f"owners of {place.holder} and collaborators of the repositories it reaches"
    near = shared if place.level == "organization" else f"collaborators of {place.holder}"
    return f"{near}, and who sees a log that prints it"


def environments_of(client: Client, repository: str) -> tuple[tuple[str, ...], tuple[Unknown, ...]]:
    """Names of the environments of a repository, and why there may be more."""
    path = f"/repos/{quote(repository)}/environments?per_page=100"
    found = listed(client, path, lambda row: text(row, "name"), "environments")
    if not found.why or (found.absent and without_environments(client, repository)):
        return found.rows, ()
    return found.rows, (Unknown(what=f"environments of {repository}", why=found.why),)


def inside(repository: str, environments: Collection[str]) -> Iterator[Place]:
    """The lists of environments."""
    kinds: tuple[Kind, ...] = ("secret", "variable")
    for name in environments:
        for kind in kinds:
            yield Place(
                forge="github",
                level="environment",
                holder=repository,
                store="actions",
                kind=kind,
                part=name,
            )


def without_environments(client: Client, repository: str) -> bool:
    """Whether it cannot have any: private, and an organisation's on the free plan.

    GitHub docs, "Managing environments for deployment".
    """
    client.expect(2)
    found, _ = attempt(lambda: client.get(f"/repos/{quote(repository)}", "private", "owner"))
    owner = f"/orgs/{whole(repository.partition('/')[0])}"
    account, _ = attempt(lambda: client.get(owner))
    plan = ((account or {}).get("plan") or {}).get("name")
    return bool(found and found["private"]) and plan == "free"


def whose(client: Client, account: str) -> str | None:
    """`User` or `Organization`; None where GitHub does not tell."""
    found, _ = attempt(lambda: client.get(f"/users/{whole(account)}", "type"))
    return found["type"] if found else None


def matters(kept: Kept, names: Collection[str]) -> bool:
    """Whether it is to be known which repositories it reaches."""
    return kept.visibility == "selected" and (known(kept.name) or kept.name.upper() in names)


def with_selection(client: Client, kept: Kept) -> Found:
    """It, with the repositories that were selected for it."""
    client.expect(1)
    path = f"{one(kept)}/repositories?per_page=100"
    found = listed(client, path, lambda row: text(row, "full_name"), "repositories")
    if found.why:
        what = f"repositories that {kept.name} reaches, of the {title(kept.place)}"
        return Found((kept,), (Unknown(what=what, why=found.why),))
    return Found((kept.model_copy(update={"selected": tuple(sorted(found.rows))}),))
