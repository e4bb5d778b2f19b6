"""What forges keep: every secret and variable by name, at every level. Reads only."""

from collections.abc import Collection, Iterable
from typing import Literal, NamedTuple

from ...model import Forge
from ...observing.client import Client
from ..model import Kept
from . import on_github, on_gitlab
from .lists import Found
from .places import accounts_above, request_to_remove, request_to_see

__all__ = [
    "Again",
    "Found",
    "accounts_above",
    "kept_of_account",
    "kept_of_instance",
    "kept_of_repository",
    "look_again",
    "predicted",
    "request_to_remove",
    "request_to_see",
]


def kept_of_repository(client: Client, forge: Forge, repository: str) -> Found:
    """All that is a repository's own; GitHub's environments and GitLab's schedules included.

    By the name that it has now: reading follows a redirect from an old one, removing does not.
    """
    if forge == "github":
        return on_github.of_repository(client, repository)
    return on_gitlab.of_repository(client, repository)


def kept_of_account(
    client: Client, forge: Forge, account: str, wanted: Collection[str] = ()
) -> Found:
    """All that one organisation or group shares, without what the groups above it share.

    `wanted`: names beside the recognised ones of which it matters whom they reach (GitHub).
    """
    if forge == "github":
        return on_github.of_account(client, account, wanted)
    return on_gitlab.of_account(client, account)


def kept_of_instance(client: Client) -> Found:
    """All that a GitLab of one's own shares with every project."""
    return on_gitlab.of_instance(client)


def predicted(forge: Forge, repositories: Iterable[str]) -> int:
    """Requests for some repositories, what is above them, and GitLab's instance once.

    Further pages, environments, schedules and selections are foretold to the client as soon as
    it is known how many there are.
    """
    names = {name.casefold() for name in repositories}
    accounts = {account for name in names for account in accounts_above(forge, name)}
    if forge == "github":
        return 7 * len(names) + 7 * len(accounts)
    return 2 * len(names) + len(accounts) + bool(names)


class Again(NamedTuple):
    """Whether one is still there."""

    state: Literal["there", "gone", "unknown"]
    why: str = ""


def look_again(client: Client, kept: Kept) -> Again:
    """Read one back by the list it stood in: only a complete list without it shows it is gone."""
    place = kept.place
    if place.forge == "github":
        found = on_github.look(client, place)
    elif place.level == "schedule":
        found = on_gitlab.of_schedule(client, place)
    else:
        found = on_gitlab.look(client, place)
    if any(same(one, kept) for one in found.kept):
        return Again("there")
    if found.unknown:
        return Again("unknown", "; ".join(one.why for one in found.unknown))
    return Again("gone")


def same(one: Kept, other: Kept) -> bool:
    """Whether two are the same one; GitHub ignores the case of names."""
    if one.place.forge == "github":
        return one.name.upper() == other.name.upper()
    return (one.name, one.scope) == (other.name, other.scope)
